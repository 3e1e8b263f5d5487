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

type Names = readonly { readonly name: string; readonly enabled: boolean }[]

/** A list that holds every region that each account has is taken for the whole list: what is not in it is disabled. */
const isWhole = (regions: Names): boolean =>
  defaultRegions.every((name) => regions.some((r) => r.name === name))

const readIn = (regions: Names, region: string): boolean | undefined =>
  regions.find((r) => r.name === region)?.enabled ?? (isWhole(regions) ? false : undefined)

/** What enabled or disabled a region of an account. */
const changesOf = (
  account: string,
  events: readonly ConfigurationEvent[],
): readonly ConfigurationEvent[] =>
  events
    .filter((e) => !e.failed && (e.name === 'EnableRegion' || e.name === 'DisableRegion'))
    .filter((e) => (textAt(e.request, 'accountId') ?? e.account) === account)

const signsOf = (
  account: string,
  region: string,
  snapshots: readonly Snapshot[],
  events: readonly ConfigurationEvent[],
): readonly Sign[] => {
  const read = listings(account, snapshots).flatMap(({ time, regions }): Sign[] => {
    const enabled = readIn(regions, region)
    return enabled === undefined ? [] : [{ time, enabled, change: false }]
  })
  const changes = changesOf(account, events)
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

/**
 * Whether the account's own list of regions is whole, so that a region that is not in it does not exist (R25). A region
 * that was enabled or disabled is in it, whatever the readings say: they may be from before and after.
 */
export const wholeListing = (
  account: string,
  snapshots: readonly Snapshot[],
  events: readonly ConfigurationEvent[],
):
  | { readonly from: Instant; readonly to: Instant; readonly regions: readonly string[] }
  | undefined => {
  const whole = listings(account, snapshots).filter(({ regions }) => isWhole(regions))
  const times = whole.map((l) => l.time)
  const changed = changesOf(account, events).map((e) => textAt(e.request, 'regionName'))
  if (times.length < 2 || changed.includes(undefined)) return undefined
  const listed = whole.flatMap((l) => l.regions.map((r) => r.name))
  const regions = [...new Set([...listed, ...changed.filter((name) => name !== undefined)])].sort()
  return { from: Math.min(...times), to: Math.max(...times), regions }
}

/** Regions that are in one whole list of an account and not in another: they were enabled or disabled between. */
export const changedRegions = (snapshots: readonly Snapshot[]): readonly string[] => {
  const whole = snapshots
    .flatMap((s) => s.regions)
    .flatMap((r) =>
      isKnown(r.regions) && isWhole(r.regions.known)
        ? [{ account: r.account, names: r.regions.known.map((x) => x.name) }]
        : [],
    )
  return [
    ...new Set(
      whole.flatMap(({ account, names }) =>
        names.filter((n) => whole.some((w) => w.account === account && !w.names.includes(n))),
      ),
    ),
  ]
}
