import { isKnown } from '../../../../model/observed.ts'
import { formatInstant } from '../../../../model/time.ts'
import { effectiveSelectors } from '../../../coverage/trails/from-snapshots.ts'
import type { Check, Result } from '../../check.ts'
import { AT, denied, snapshotOf, trailOf } from '../../given.ts'
import { pages } from '../../pages.ts'
import { judgeBy } from '../../recording/judge.ts'
import { recordersAt } from '../../recording/recorders.ts'
import { selection } from '../../recording/selected.ts'
import { type TrailView, trailsOf } from '../../recording/trail-index.ts'
import type { World } from '../../world.ts'

/** Recorders that make up for it at home: all that it surely selects is recorded without it. */
const replacedBy = (world: World, { arn, trail }: TrailView): readonly string[] => {
  const selectors = effectiveSelectors(trail)
  if (selectors === undefined) return []
  const others = recordersAt(world, arn).filter((r) => r.id !== arn.arn)
  const { status, by } = judgeBy(world, others, selection(selectors, 'must'))
  return status === 'covered' ? by.map((r) => r.name) : []
}

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
  const others = replacedBy(world, view)
  return {
    ...base,
    status: 'fail',
    reason:
      others.length === 0
        ? `trail ${arn.name} is not logging${since}`
        : `trail ${arn.name} is not logging${since}; ${others.join(', ')} records what it would at its home`,
    evidence: [
      `read in ${stopped.region} of ${stopped.account} at ${formatInstant(stopped.readAt)}`,
    ],
    ...(others.length === 0 ? {} : { severity: 'low' as const }),
  }
}

export const trailNotLogging: Check = {
  id: 'trail-not-logging',
  group: 'existence',
  title: 'Every trail is logging',
  why: 'A trail that is made through the API is off until StartLogging; one that is on can be stopped with one call. Both look like a trail in every list.',
  severity: 'high',
  references: { securityHub: ['CloudTrail.3'], aws: [pages.startLogging, pages.trailStatus] },
  remedy: 'start-logging',
  note: 'A stopped trail whose events another recorder has is a small matter, and is not called a loss of events.',
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
