import type { Finding } from '../../model/finding.ts'
import { groupBy } from '../../model/group-by.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import type { Instant } from '../../model/time.ts'
import { checks } from '../../reason/assess/checks/list.ts'
import { assess, worldOf } from '../../reason/assess/run.ts'
import { sensitivityOf } from '../../reason/assess/sensitive.ts'
import { closedBy, newlyFailing, newlyUnknown, sameThing } from '../../reason/assess/standing.ts'

/** A check of one thing whose answer a proposal changes. */
export interface CheckChange {
  readonly check: string
  readonly group: Finding['group']
  readonly severity: Finding['severity']
  readonly resource: string
  readonly account: string
  readonly region: string
  /** Null: there was nothing to judge. */
  readonly before: Finding['status'] | null
  readonly after: Finding['status'] | null
  /** What it says then; of what is no longer judged, what it said. */
  readonly reason: string
}

const newest = (snapshots: readonly Snapshot[]): Snapshot | undefined =>
  snapshots.toSorted((a, b) => b.collectedAt - a.collectedAt)[0]

/** Checks that listen to the logs say the same before and after, and take their time. */
const ofTheSetUp = checks.filter((c) => c.needsRoleSessions !== true)

const findingsOf = (snapshots: readonly Snapshot[], now: Instant): readonly Finding[] => {
  const snapshot = newest(snapshots)
  return snapshot === undefined ? [] : assess(worldOf(snapshot, now), ofTheSetUp)
}

const worst: readonly Finding['status'][] = ['fail', 'unknown', 'pass']

/** What the check says of the same thing in a set-up: of several answers the worst. Null: nothing. */
const statusIn = (findings: readonly Finding[]): ((one: Finding) => Finding | null) => {
  const byThing = groupBy(findings, sameThing)
  return (one) =>
    byThing
      .get(sameThing(one))
      ?.toSorted((a, b) => worst.indexOf(a.status) - worst.indexOf(b.status))[0] ?? null
}

const changeOf = (
  one: Finding,
  before: Finding['status'] | null,
  after: Finding['status'] | null,
): CheckChange => ({
  check: one.check,
  group: one.group,
  severity: one.severity,
  resource: one.resource,
  account: one.account,
  region: one.region,
  before,
  after,
  reason: one.reason,
})

/** Which checks of a set-up come out otherwise than in another: what fails or is unsure on a thing now, and what no longer. */
const changesBetween = (
  was: readonly Finding[],
  is: readonly Finding[],
): readonly CheckChange[] => {
  const [old, fresh] = [statusIn(was), statusIn(is)]
  return [
    ...[...newlyFailing(was, is), ...newlyUnknown(was, is)].map((f) =>
      changeOf(f, old(f)?.status ?? null, f.status),
    ),
    ...closedBy(was, is).map((f) => {
      const then = fresh(f)
      return changeOf(then ?? f, f.status, then?.status ?? null)
    }),
  ]
}

/**
 * Which checks of the set-up, alerts among them, come out otherwise with a proposal in force: the newest snapshot assessed
 * as it is and as it would be.
 */
export const checkChanges = (
  before: readonly Snapshot[],
  after: readonly Snapshot[],
  now: Instant,
): readonly CheckChange[] => changesBetween(findingsOf(before, now), findingsOf(after, now))

/** The same for one set-up against many: it is assessed once. Only what is worse. */
export const checksWorsened = (
  before: readonly Snapshot[],
  now: Instant,
): ((after: readonly Snapshot[]) => readonly CheckChange[]) => {
  let was: readonly Finding[] | undefined
  return (after) => {
    was ??= findingsOf(before, now)
    return changesBetween(was, findingsOf(after, now)).filter(isWorse)
  }
}

/** Whether a check of a thing fails, or is no longer sure to pass. */
export const isWorse = ({ before, after }: CheckChange): boolean =>
  (after === 'fail' && before !== 'fail') ||
  (after === 'unknown' && before !== 'fail' && before !== 'unknown')

/** Buckets of the newest snapshot whose content matters more than most, by their name, their tags or their openness. */
export const sensitiveBuckets = (
  snapshots: readonly Snapshot[],
  now: Instant,
): readonly string[] => {
  const snapshot = newest(snapshots)
  if (snapshot === undefined) return []
  const world = worldOf(snapshot, now)
  return snapshot.buckets.filter((b) => sensitivityOf(world, b) !== undefined).map((b) => b.name)
}
