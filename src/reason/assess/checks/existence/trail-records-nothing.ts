import { effectiveSelectors } from '../../../coverage/trails/from-snapshots.ts'
import { selectsNothing } from '../../../selectors/normalise.ts'
import type { Check, Result } from '../../check.ts'
import { known, snapshotOf, trailOf } from '../../given.ts'
import { pages } from '../../pages.ts'
import { whySelectorsUnknown } from '../../recording/selected.ts'
import { type TrailView, trailsOf } from '../../recording/trail-index.ts'

const judgeTrail = (view: TrailView): Result => {
  const { arn, trail } = view
  const base = { resource: arn.arn, account: arn.account, region: arn.region }
  const selectors = effectiveSelectors(trail)
  if (selectors === undefined)
    return {
      ...base,
      status: 'unknown',
      reason: `what trail ${arn.name} selects is not known: ${whySelectorsUnknown(view)}`,
      settle: `read cloudtrail:GetEventSelectors in ${arn.region} of ${arn.account}`,
    }
  return selectsNothing(selectors)
    ? {
        ...base,
        status: 'fail',
        reason: `trail ${arn.name} selects no event at all, whether or not it is logging`,
        evidence: [JSON.stringify(selectors)],
      }
    : { ...base, status: 'pass', reason: `trail ${arn.name} selects events` }
}

export const trailRecordsNothing: Check = {
  id: 'trail-records-nothing',
  group: 'existence',
  title: 'Every trail selects some events',
  why: 'PutEventSelectors can empty a trail while IsLogging stays true: a quiet way to switch it off.',
  severity: 'high',
  isCause: true,
  references: { aws: [pages.eventSelectors] },
  remedy: 'trail-selectors',
  note: 'An answer with both lists empty is unknown, unless AWS says that there are no custom selectors: then the trail has the default, all management events.',
  run: (world) => trailsOf(world).all.map(judgeTrail),
  examples: {
    pass: { says: 'a trail with management events', snapshot: snapshotOf(), expect: 'pass' },
    fail: {
      says: 'IncludeManagementEvents is false and there are no data resources',
      snapshot: snapshotOf({
        trails: [
          trailOf({
            selectors: known({
              EventSelectors: [{ IncludeManagementEvents: false, DataResources: [] }],
            }),
          }),
        ],
      }),
      expect: 'fail',
    },
    unknown: {
      says: 'AWS answered both lists empty',
      snapshot: snapshotOf({ trails: [trailOf({ selectors: known({ EventSelectors: [] }) })] }),
      expect: 'unknown',
    },
  },
}
