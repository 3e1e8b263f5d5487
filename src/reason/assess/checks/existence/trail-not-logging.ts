import type { Severity } from '../../../../model/finding.ts'
import { isKnown } from '../../../../model/observed.ts'
import { formatInstant } from '../../../../model/time.ts'
import { effectiveSelectors } from '../../../coverage/trails/from-snapshots.ts'
import { covers } from '../../../selectors/covers.ts'
import type { Check, Result } from '../../check.ts'
import { AT, denied, snapshotOf, trailOf } from '../../given.ts'
import { pages } from '../../pages.ts'
import { accountsOf } from '../../places.ts'
import { type Judgement, judgeBy } from '../../recording/judge.ts'
import { restartOf } from '../../recording/missed-by.ts'
import { NO_LIMITS, type Recorder } from '../../recording/recorder.ts'
import { recordersAt } from '../../recording/recorders.ts'
import { managementReads, managementWrites } from '../../recording/scopes.ts'
import { selection } from '../../recording/selected.ts'
import { type TrailView, trailsOf } from '../../recording/trail-index.ts'
import { some } from '../../words.ts'
import type { World } from '../../world.ts'

interface WorksIn {
  /** The recorders of its places, those that are alike once. */
  readonly recorders: readonly (readonly Recorder[])[]
  /** Whether these are all of its places. */
  readonly isWhole: boolean
}

const worksIn = (world: World, { arn, trail }: TrailView): WorksIn => {
  if (!isKnown(trail.config)) return { recorders: [recordersAt(world, arn)], isWhole: false }
  const { isMultiRegion, isOrganization } = trail.config.known
  const views = accountsOf(world).filter(
    ({ account, member }) => account === arn.account || (isOrganization && member !== undefined),
  )
  const places = views.flatMap(({ account, regions }) =>
    (isMultiRegion ? regions : [arn.region]).map((region) => ({ account, region })),
  )
  const lists = new Set([arn, ...places].map((place) => recordersAt(world, place)))
  return {
    recorders: [...lists].filter((list) => list.some((r) => r.id === arn.arn)),
    isWhole: !isMultiRegion || views.every((view) => isKnown(view.enabled)),
  }
}

interface Loss {
  readonly status: Judgement['status']
  /** Those that record what it would. */
  readonly by: readonly string[]
  /** Whether what changes things, or who became which role, goes unrecorded now. */
  readonly isOfManagement: boolean
}

/** What a stopped trail leaves unrecorded, by the algebra: its selectors against all other recorders. */
const lossOf = (world: World, view: TrailView): Loss => {
  const selectors = effectiveSelectors(view.trail)
  if (selectors === undefined) return { status: 'unknown', by: [], isOfManagement: false }
  const own = [{ id: view.arn.arn, limits: NO_LIMITS.sure, selectors }]
  const classes = [managementReads, managementWrites].filter(
    (scope) => covers(own, scope, 'must').covered,
  )
  const { recorders, isWhole } = worksIn(world, view)
  const judged = recorders.map((list) => {
    const others = list.filter((r) => r.id !== view.arn.arn)
    return {
      whole: judgeBy(world, others, selection(selectors, 'must')),
      isOfManagement: classes.some((scope) => judgeBy(world, others, scope).status === 'missed'),
    }
  })
  const by = [...new Set(judged.flatMap((j) => j.whole.by.map((r) => r.name)))]
  const isCovered = isWhole && by.length > 0 && judged.every((j) => j.whole.status === 'covered')
  return {
    status: judged.some((j) => j.whole.status === 'missed')
      ? 'missed'
      : isCovered
        ? 'covered'
        : 'unknown',
    by,
    isOfManagement: judged.some((j) => j.isOfManagement),
  }
}

/** A trail that others make up for is a small matter; one whose management events nobody has is the worst. */
const severityOf = ({ status, isOfManagement }: Loss): Severity =>
  status === 'covered' ? 'low' : isOfManagement ? 'critical' : 'high'

const judgeTrail = (world: World, view: TrailView): Result => {
  const { arn, trail } = view
  const base = { resource: arn.arn, account: arn.account, region: arn.region }
  const known = trail.status.filter((s) => isKnown(s.status))
  const stopped = known.find((s) => isKnown(s.status) && !s.status.known.isLogging)
  if (known.length === 0)
    return {
      ...base,
      status: 'unknown',
      reason: `whether trail ${arn.name} is logging could not be read; account ${arn.account} owns it`,
      settle: `read cloudtrail:GetTrailStatus of ${arn.arn}`,
    }
  if (stopped === undefined)
    return { ...base, status: 'pass', reason: `trail ${arn.name} is logging` }
  const when = isKnown(stopped.status) ? stopped.status.known.stopLoggingTime : undefined
  const since = when === undefined ? '' : ` since ${formatInstant(when)}`
  const loss = lossOf(world, view)
  return {
    ...base,
    status: 'fail',
    reason:
      loss.status === 'covered'
        ? `trail ${arn.name} is not logging${since}; ${some(loss.by)} records what it would`
        : `trail ${arn.name} is not logging${since}${loss.status === 'missed' ? ', and nothing else records all that it did' : ''}`,
    evidence: [
      `read in ${stopped.region} of ${stopped.account} at ${formatInstant(stopped.readAt)}`,
    ],
    severity: severityOf(loss),
    ...restartOf([{ why: '', restart: [arn.arn] }]),
  }
}

export const trailNotLogging: Check = {
  id: 'trail-not-logging',
  group: 'existence',
  title: 'Every trail is logging',
  why: 'A trail that is made through the API is off until StartLogging; one that is on can be stopped with one call. Both look like a trail in every list.',
  severity: 'high',
  isCause: true,
  references: { securityHub: ['CloudTrail.3'], aws: [pages.startLogging, pages.trailStatus] },
  remedy: 'start-logging',
  note: 'A stopped trail whose events another recorder has in every place where it works is a small matter, and is not called a loss of events. One whose management events nobody else has is critical.',
  run: (world) => trailsOf(world).all.map((view) => judgeTrail(world, view)),
  examples: {
    pass: { says: 'a trail that is logging', snapshot: snapshotOf(), expect: 'pass' },
    fail: {
      says: 'a trail that was stopped',
      snapshot: snapshotOf({
        trails: [trailOf({ status: { isLogging: false, stopLoggingTime: AT } })],
      }),
      expect: 'fail',
    },
    unknown: {
      says: 'its status was denied everywhere',
      snapshot: snapshotOf({ trails: [trailOf({ status: denied })] }),
      expect: 'unknown',
    },
  },
}
