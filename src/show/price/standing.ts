import type { Finding } from '../../model/finding.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import type { Instant } from '../../model/time.ts'
import { checks } from '../../reason/assess/checks/list.ts'
import { assess, worldOf } from '../../reason/assess/run.ts'

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

const findingsOf = (snapshots: readonly Snapshot[], now: Instant): ReadonlyMap<string, Finding> => {
  const snapshot = newest(snapshots)
  if (snapshot === undefined) return new Map()
  return new Map(assess(worldOf(snapshot, now), ofTheSetUp).map((f) => [f.fingerprint, f]))
}

/**
 * Which checks of the set-up, alerts among them, come out otherwise with a proposal in force: the newest snapshot assessed
 * as it is and as it would be.
 */
export const checkChanges = (
  before: readonly Snapshot[],
  after: readonly Snapshot[],
  now: Instant,
): readonly CheckChange[] => {
  const [was, is] = [findingsOf(before, now), findingsOf(after, now)]
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const [old, fresh] = [was.get(key), is.get(key)]
    const one = fresh ?? old
    if (one === undefined || old?.status === fresh?.status) return []
    return {
      check: one.check,
      group: one.group,
      severity: one.severity,
      resource: one.resource,
      account: one.account,
      region: one.region,
      before: old?.status ?? null,
      after: fresh?.status ?? null,
      reason: one.reason,
    }
  })
}
