import type { ConfigurationEvent } from '../../../model/coverage.ts'
import { type Intervals, intervals } from '../../../model/intervals.ts'
import { isKnown } from '../../../model/observed.ts'
import { defaultRegions } from '../../../model/regions.ts'
import type { Settings } from '../../../model/settings.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import type { Instant } from '../../../model/time.ts'
import { textAt } from '../json.ts'

interface Sign {
  readonly time: Instant
  readonly enabled: boolean
  readonly change: boolean
}

const listings = (account: string, snapshots: readonly Snapshot[]) =>
  snapshots
    .flatMap((s) => s.regions)
    .filter((r) => r.account === account)
    .flatMap((r) => (isKnown(r.regions) ? [{ time: r.readAt, regions: r.regions.known }] : []))

const signsOf = (
  account: string,
  region: string,
  snapshots: readonly Snapshot[],
  events: readonly ConfigurationEvent[],
): readonly Sign[] => {
  const read = listings(account, snapshots).flatMap(({ time, regions }) =>
    regions
      .filter((r) => r.name === region)
      .map((r): Sign => ({ time, enabled: r.enabled, change: false })),
  )
  const changes = events
    .filter((e) => !e.failed && (e.name === 'EnableRegion' || e.name === 'DisableRegion'))
    .filter((e) => (textAt(e.request, 'accountId') ?? e.account) === account)
    .filter((e) => (textAt(e.request, 'regionName') ?? region) === region)
    .map((e): Sign => ({ time: e.time, enabled: e.name === 'EnableRegion', change: true }))
  return [...read, ...changes].sort((a, b) => a.time - b.time)
}

/** Times at which a region was so newly enabled that a multi-region trail may not yet work there (R24). */
export const newlyEnabled = (
  account: string,
  region: string,
  snapshots: readonly Snapshot[],
  events: readonly ConfigurationEvent[],
  settings: Settings,
): Intervals => {
  const signs = signsOf(account, region, snapshots, events)
  return intervals(
    signs.flatMap((sign, i) => {
      const before = signs[i - 1]
      if (!sign.enabled) return []
      if (sign.change) return [{ from: sign.time, to: sign.time + settings.newPlaceFuzz }]
      return before !== undefined && !before.enabled
        ? [{ from: before.time, to: sign.time + settings.newPlaceFuzz }]
        : []
    }),
  )
}

/** Times at which a region was surely disabled: read so at both ends, or from a reading to its enabling (R25). */
export const surelyDisabled = (
  account: string,
  region: string,
  snapshots: readonly Snapshot[],
  events: readonly ConfigurationEvent[],
): Intervals => {
  const signs = signsOf(account, region, snapshots, events)
  return intervals(
    signs.flatMap((sign, i) => {
      const next = signs[i + 1]
      if (sign.enabled || next === undefined) return []
      return next.change === next.enabled ? [{ from: sign.time, to: next.time }] : []
    }),
  )
}

/** Whether the account's own list of regions is whole, so that a region that is not in it does not exist (R25). */
export const wholeListing = (
  account: string,
  snapshots: readonly Snapshot[],
):
  | { readonly from: Instant; readonly to: Instant; readonly regions: readonly string[] }
  | undefined => {
  const whole = listings(account, snapshots).filter(({ regions }) =>
    defaultRegions.every((name) => regions.some((r) => r.name === name)),
  )
  const times = whole.map((l) => l.time)
  if (times.length < 2) return undefined
  const regions = [...new Set(whole.flatMap((l) => l.regions.map((r) => r.name)))].sort()
  return { from: Math.min(...times), to: Math.max(...times), regions }
}
