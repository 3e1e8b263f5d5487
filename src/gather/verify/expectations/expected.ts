import { isKnown } from '../../../model/observed.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import { HOUR, type Instant } from '../../../model/time.ts'
import type { Expected } from '../chain/context.ts'
import type { ChangeOfTrail } from '../lake/trail-events.ts'
import type { Cell } from '../ledger/paths.ts'
import { type Member, membersOf, regionState } from './members.ts'
import { seenOf, type TrailSeen } from './observed.ts'
import { type TrailName, trailOfArn } from './trail.ts'

/** What is known beside the digests, to say where there must be some. */
export interface Ground {
  readonly snapshots: readonly Snapshot[]
  readonly changes: readonly ChangeOfTrail[]
}

/** Why the trail writes no digests of this cell although it is on; `undefined` where it does. */
const outsideOf = (
  trail: TrailName,
  cell: Cell,
  { config }: TrailSeen,
  snapshots: readonly Snapshot[],
  members: readonly Member[] | null,
): string | undefined => {
  if (config === null) return undefined
  if (!config.isMultiRegion && cell.region !== trail.home)
    return `the trail records its home region ${trail.home} alone`
  if (regionState(snapshots, cell.account, cell.region) === 'disabled')
    return `${cell.region} is not enabled in ${cell.account}`
  if (cell.account === trail.owner) return undefined
  if (!config.isOrganization) return 'the trail is no organisation trail'
  const member = members?.find((m) => m.account === cell.account)
  return members === null || member?.isActive === true
    ? undefined
    : `${cell.account} is no active account of the organisation`
}

/**
 * When each snapshot, older ones too, says that logging and validation are on for this cell: digests were due then, whatever
 * became of the trail later. Oldest first.
 */
export const seenOn = (
  arn: string | null,
  cell: Cell,
  { snapshots }: Pick<Ground, 'snapshots'>,
): readonly Instant[] => {
  const trail = arn === null ? undefined : trailOfArn(arn)
  if (trail === undefined) return []
  const members = membersOf(snapshots)
  const joinedAt = members?.find((m) => m.account === cell.account)?.joinedAt ?? null
  return seenOf(trail, snapshots)
    .filter((s) => s.isOn && outsideOf(trail, cell, s, snapshots, members) === undefined)
    .map((s) => s.readAt)
    .filter((at) => joinedAt === null || joinedAt <= at)
}

/** Since when unbroken logging is told by the snapshots alone: each later one names a start before the earlier was read. */
const seenSince = (seen: readonly TrailSeen[]): Instant | undefined => {
  let since: Instant | undefined
  let startedAt: Instant | null = null
  for (const s of seen.toReversed()) {
    if (!s.isOn || (since !== undefined && (startedAt === null || startedAt > s.readAt))) break
    since = s.readAt
    startedAt = s.startedAt
  }
  return since
}

/** Since when validation was on, where an event says that it was switched on before `at`, and none that it went off. */
const validatedSince = (changes: readonly ChangeOfTrail[], at: Instant): Instant | undefined => {
  const last = changes
    .filter((c) => c.time <= at)
    .findLast((c) => c.effect === 'validation-on' || c.effect === 'validation-off')
  if (last?.effect !== 'validation-on') return undefined
  const before = changes.filter((c) => c.time <= last.time)
  const off = before.findLastIndex((c) => c.effect === 'validation-off' || c.effect === 'deletes')
  return before.slice(off + 1).find((c) => c.effect === 'validation-on')?.time
}

/** The time of the newest digest by the newest status of this very cell. */
const latestDelivery = (seen: readonly TrailSeen[], cell: Cell): Instant | null =>
  seen
    .flatMap(({ trail }) => trail?.status ?? [])
    .filter((s) => s.account === cell.account && s.region === cell.region)
    .toSorted((a, b) => b.readAt - a.readAt)
    .flatMap(({ status }) =>
      isKnown(status) ? [status.known.latestDigestDeliveryTime ?? null] : [],
    )
    .find((time) => time !== null) ?? null

/**
 * Whether digests of a trail must be there for a cell, and since when at the latest. `sibling`: the beginning of the oldest
 * digest of the same trail in any other region, since validation is a setting of the whole trail. `since` is `null` where
 * the newest snapshot says that none are written; the answer is `null` where no snapshot says anything.
 */
export const expectedOf = (
  arn: string | null,
  cell: Cell,
  { snapshots, changes }: Ground,
  sibling: Instant | null = null,
): Expected | null => {
  const trail = arn === null ? undefined : trailOfArn(arn)
  if (trail === undefined) return null
  const seen = seenOf(trail, snapshots)
  const newest = seen.at(-1)
  if (newest === undefined) return null
  const members = membersOf(snapshots)
  const latestDigestDelivery = latestDelivery(seen, cell)
  const base = { readAt: newest.readAt, latestDigestDelivery }
  const outside = outsideOf(trail, cell, newest, snapshots, members)
  if (!newest.isOn || outside !== undefined)
    return { ...base, since: null, because: outside ?? newest.because }
  const told = seenSince(seen) ?? newest.readAt
  const validated = validatedSince(
    changes.filter((c) => c.arn === arn),
    told,
  )
  const started = newest.startedAt ?? told
  const times = [
    told,
    ...(validated === undefined ? [] : [Math.max(validated, started)]),
    ...(sibling === null ? [] : [Math.max(sibling, started)]),
    ...(latestDigestDelivery === null ? [] : [latestDigestDelivery - HOUR]),
  ]
  const joinedAt = members?.find((m) => m.account === cell.account)?.joinedAt ?? null
  const since = Math.max(Math.min(...times), joinedAt ?? Number.NEGATIVE_INFINITY)
  return { ...base, since, because: newest.because }
}
