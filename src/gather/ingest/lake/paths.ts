import { join } from 'node:path'
import { DAY, formatInstant, type Instant } from '../../../model/time.ts'

/** Where a lake keeps what. Names of files inside are relative to `root`. */
export const lakePaths = (workspace: string) => {
  const root = join(workspace, 'lake')
  return {
    root,
    lock: join(root, 'lock'),
    commits: join(root, 'commits'),
    objects: join(root, 'objects'),
    events: join(root, 'events'),
    sightings: join(root, 'sightings'),
    spill: join(root, 'spill'),
  }
}
export type LakePaths = ReturnType<typeof lakePaths>

/** Days since 1970, or `UNDATED` for events without a readable time: a partition of their own. */
export type Day = number
export const UNDATED: Day = -(2 ** 31)

export const dayNumber = (time: Instant | null | undefined): Day =>
  time === null || time === undefined ? UNDATED : Math.floor(time / DAY)

/** `2026-03-02`, or `undated`. */
export const dayName = (day: Day): string =>
  day === UNDATED ? 'undated' : formatInstant(day * DAY).slice(0, 10)

/** `00000042` for a commit. */
export const sequenceName = (sequence: number): string => String(sequence).padStart(8, '0')
