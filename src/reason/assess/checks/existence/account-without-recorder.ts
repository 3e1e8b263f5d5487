import { isKnown } from '../../../../model/observed.ts'
import type { Check, Result } from '../../check.ts'
import { denied, snapshotOf, trailOf } from '../../given.ts'
import { pages } from '../../pages.ts'
import { type AccountView, accountsOf } from '../../places.ts'
import { missedBy, restartOf } from '../../recording/missed-by.ts'
import type { Recorder } from '../../recording/recorder.ts'
import { recordersAt } from '../../recording/recorders.ts'
import { managementEvents } from '../../recording/scopes.ts'
import { some, whyUnknown } from '../../words.ts'
import type { World } from '../../world.ts'

const unique = (recorders: readonly Recorder[]): readonly Recorder[] => [
  ...new Map(recorders.map((r) => [r.id, r])).values(),
]

const described = (recorders: readonly Recorder[]): readonly string[] =>
  unique(recorders).map(({ name, why }) => `${name}: ${why}`)

/** What the organisation says of an account that is not an active member, to be read with any result. */
const standing = ({ member }: AccountView): string =>
  member === undefined || member.status === 'ACTIVE' ? '' : ` (${member.status.toLowerCase()})`

const unread = (view: AccountView): Result => ({
  status: 'unknown',
  resource: view.account,
  account: view.account,
  region: 'global',
  reason: `account ${view.account}${standing(view)} was not read: ${whyUnknown(view.reached)}`,
  settle: `collect account ${view.account} with a role that may read CloudTrail`,
})

const judgeAccount = (world: World, view: AccountView): Result => {
  const { account, regions } = view
  const lists = new Set(regions.map((region) => recordersAt(world, { account, region })))
  const recorders = [...lists].flat()
  const base = { resource: account, account, region: 'global' }
  const of = (state: Recorder['state']) => recorders.filter((r) => r.state === state)
  const recording = unique(of('recording'))
  if (recording.length > 0)
    return {
      ...base,
      status: 'pass',
      reason: `account ${account}${standing(view)} has ${some(recording.map((r) => r.name))}`,
    }
  if (regions.length === 0 || !isKnown(view.reached)) return unread(view)
  const unsure = of('unknown')
  if (unsure.length > 0) {
    const seen = unsure.filter((r) => r.kind !== 'unseen')
    return {
      ...base,
      status: 'unknown',
      reason: `account ${account}${standing(view)} may record nothing: ${described(seen.length > 0 ? seen : unsure)[0]}`,
      evidence: described(unsure),
      settle: (seen[0] ?? unsure[0])?.settle ?? 'collect again',
    }
  }
  const off = described(recorders)
  return {
    ...base,
    status: 'fail',
    reason:
      off.length === 0
        ? `account ${account}${standing(view)} has no trail and no event data store in any region`
        : `nothing that account ${account}${standing(view)} has is recording: ${some(off)}`,
    evidence: off,
    ...restartOf(regions.map((region) => missedBy(world, { account, region }, managementEvents))),
  }
}

/** Members of the organisation that were never read count as much as those that were. */
export const accountWithoutRecorder: Check = {
  id: 'account-without-recorder',
  group: 'existence',
  title: 'Every account has a trail or an event data store that records',
  why: 'Without one only the event history is left: 90 days of management events, one region at a time, and not a single read of an object.',
  severity: 'critical',
  references: {
    cis: ['v3.0.0/3.1', 'v6/4.1'],
    securityHub: ['CloudTrail.1', 'CloudTrail.3'],
    aws: [pages.createTrail, pages.organizationTrail],
  },
  remedy: 'organization-trail',
  note: 'A trail counts only when it is logging, delivering and selecting something. Accounts that could not be read, and members that are suspended, are listed as unknown; they are never left out.',
  run: (world) => accountsOf(world).map((view) => judgeAccount(world, view)),
  examples: {
    pass: { says: 'a healthy multi-region trail', snapshot: snapshotOf(), expect: 'pass' },
    fail: {
      says: 'the only trail was stopped',
      snapshot: snapshotOf({ trails: [trailOf({ status: { isLogging: false } })] }),
      expect: 'fail',
    },
    unknown: {
      says: 'the status of the only trail was denied',
      snapshot: snapshotOf({ trails: [trailOf({ status: denied })] }),
      expect: 'unknown',
    },
  },
}
