import { isKnown } from '../../../../model/observed.ts'
import { effectiveSelectors } from '../../../coverage/trails/from-snapshots.ts'
import { isCovered } from '../../../selectors/covers.ts'
import { normalise } from '../../../selectors/normalise.ts'
import type { Check, Result } from '../../check.ts'
import { denied, known, snapshotOf, trailOf } from '../../given.ts'
import { pages } from '../../pages.ts'
import { NO_LIMITS } from '../../recording/recorder.ts'
import { dataEventsOf, readsOfObjects, writesOfObjects } from '../../recording/scopes.ts'
import { contentOf, selectorsUnknown } from '../../recording/selected.ts'
import { type TrailView, trailsOf } from '../../recording/trail-index.ts'
import type { World } from '../../world.ts'

const everyObject = {
  boxes: [
    ...readsOfObjects.whole.boxes,
    ...writesOfObjects.whole.boxes,
    ...dataEventsOf('AWS::S3::Object').boxes,
  ],
}

/** Other types that a trail records whole: selectors that ask for the type and nothing else. */
const wholeTypes = (selectors: Parameters<typeof normalise>[0]): readonly string[] => {
  const types = normalise(selectors).must.flatMap((clause) =>
    Object.keys(clause).every((field) => ['eventCategory', 'resources.type'].includes(field))
      ? (clause['resources.type'] ?? []).flatMap((c) => c.Equals ?? [])
      : [],
  )
  return [...new Set(types)].sort()
}

const judgeTrail = (world: World, view: TrailView): Result => {
  const { arn, trail } = view
  const base = { resource: arn.arn, account: arn.account, region: arn.region }
  const selectors = effectiveSelectors(trail)
  if (selectors === undefined)
    return selectorsUnknown(view, `whether trail ${arn.name} records every object`)
  const isAll = world.once(
    `every object in ${contentOf(world, selectors)}`,
    () =>
      normalise(selectors).must.some((clause) => clause['resources.ARN'] === undefined) &&
      isCovered([{ id: '', limits: NO_LIMITS.sure, selectors }], everyObject, 'must'),
  )
  if (!isAll)
    return { ...base, status: 'pass', reason: `trail ${arn.name} does not record every object` }
  const ownDelivery =
    isKnown(trail.config) && trail.config.known.recursiveLogging === false
      ? 'the delivery of its own log files is left out'
      : 'if it owns its log bucket, each log file that it delivers is recorded in turn'
  return {
    ...base,
    status: 'fail',
    reason: `trail ${arn.name} records every read and write of every object, and leaves nothing out`,
    evidence: [`recorded whole: ${wholeTypes(selectors).join(', ')}`, ownDelivery],
  }
}

export const everythingLoggedWithoutStrategy: Check = {
  id: 'everything-logged-without-strategy',
  group: 'data-events',
  title: 'Data events of S3 are recorded by choice, not all of them',
  why: 'Data events are paid for one by one. The delivery of logs, inventories and pipelines is most of them, hides the rest, and is what makes a team switch everything off at the first bill.',
  severity: 'low',
  references: { aws: [pages.filteringDataEvents, pages.costs] },
  remedy: 'trail-selectors',
  note: 'CIS and Security Hub ask for all objects: leave out buckets that receive logs and the roles of pipelines (NotStartsWith), and keep the rest. Price it first.',
  run: (world) => trailsOf(world).all.map((view) => judgeTrail(world, view)),
  examples: {
    pass: { says: 'management events only', snapshot: snapshotOf(), expect: 'pass' },
    fail: {
      says: 'a basic selector for arn:aws:s3',
      snapshot: snapshotOf({
        trails: [
          trailOf({
            selectors: known({
              EventSelectors: [
                { DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }] },
              ],
            }),
          }),
        ],
      }),
      expect: 'fail',
    },
    unknown: {
      says: 'the selectors of the trail were denied',
      snapshot: snapshotOf({ trails: [trailOf({ selectors: denied })] }),
      expect: 'unknown',
    },
  },
}
