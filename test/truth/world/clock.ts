import { DAYS, HOURS, MINUTES, type Second } from './time.ts'

/** All worlds share these days, so that one lake holds them in few partitions. */
export const DAWN: Second = Date.UTC(2026, 8, 14) / 1000

/** Before it nothing is recorded by name: old trails, old accounts, old users. */
export const LONG_AGO: Second = DAWN - 400 * DAYS

/** When the settled worlds are read. */
export const LATE: Second = DAWN + 4 * DAYS

/** When the unsettled worlds are read: in the middle of what happens. */
export const EARLY: Second = DAWN + 46 * HOURS

/** The first snapshot is taken by then, and nothing happens before. */
export const MORNING: Second = DAWN + 2 * HOURS

/** The longest that CloudTrail takes here to deliver, within the settling time (R27). */
export const BATCH: Second = 100 * MINUTES

export const iso = (second: Second): string =>
  new Date(second * 1000).toISOString().replace('.000Z', 'Z')
