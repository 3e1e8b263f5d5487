import { expect, test } from 'vitest'
import { assessing } from '../../../src/act/fix/plan/assessing.ts'
import { planOf } from '../../../src/act/fix/plan/plan.ts'
import { remedies } from '../../../src/act/fix/remedies/list.ts'
import type { Finding } from '../../../src/model/finding.ts'
import type { Plan } from '../../../src/model/plan.ts'
import type { Snapshot } from '../../../src/model/snapshot.ts'
import { organizationTrailMissing } from '../../../src/reason/assess/checks/existence/organization-trail-missing.ts'
import { checks } from '../../../src/reason/assess/checks/list.ts'
import { ACCOUNT, known, REGION, snapshotOf, trailOf } from '../../../src/reason/assess/given.ts'
import { withBucket } from '../../../src/reason/assess/given-buckets.ts'

const planned = (snapshot: Snapshot, days: string, only?: (f: Finding) => boolean): Plan => {
  const now = snapshot.collectedAt
  return planOf({
    ...{ snapshot, now, remedies, assess: assessing(checks, now) },
    given: { 'retention-days': days, 'log-archive-account': ACCOUNT },
    ...(only === undefined ? {} : { wanted: only }),
  })
}
const desiredOf = (plan: Plan) => plan.steps.flatMap((s) => s.desired)
const short = (f: { check: string }) => f.check === 'log-retention-too-short'

/** Files expire after 30 days. */
const expiring = withBucket({
  lifecycle: known([
    {
      ...{ id: 'short', enabled: true, prefix: '', isNarrowed: false, transitions: [] },
      ...{ expirationDays: 30, noncurrentExpirationDays: 1 },
    },
  ]),
})

test('--retention-days 5 closes no finding of retention, and says which choice is missing', () => {
  const plan = planned(expiring, '5', short)
  expect(plan.closes.filter(short)).toEqual([])
  expect(desiredOf(plan)).toEqual([])
  const [left] = plan.cannot.filter(short)
  expect(left?.needs).toBe('retention-days')
  expect(left?.why).toContain('5 days')
  expect(left?.why).toContain('365')
})

test('--retention-days 5 never makes a log group keep events for less than it does', () => {
  const group = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:g`
  const snapshot = snapshotOf({
    trails: [
      trailOf({
        config: {
          cloudWatchLogGroupArn: `${group}:*`,
          cloudWatchRoleArn: `arn:aws:iam::${ACCOUNT}:role/r`,
        },
        over: { insightSelectors: known([]) },
      }),
    ],
    logGroups: [
      {
        ...{ arn: group, name: 'g', account: ACCOUNT, region: REGION, exists: known(true) },
        ...{ readAt: trailOf().readAt, retentionDays: 30, metricFilters: known([]) },
        subscriptionFilters: known([]),
      } as Snapshot['logGroups'][number],
    ],
  })
  const plan = planned(snapshot, '5', short)
  expect(desiredOf(plan).filter((d) => d.kind === 'log-group')).toEqual([])
  expect(plan.cannot.some(short)).toBe(true)
})

/** An organisation in which nothing is recorded. */
const dark = { ...organizationTrailMissing.examples.fail.snapshot, trails: [] }

test('a new log bucket for 5 days is a risk of the plan, and its finding is said to stay open', () => {
  const plan = planned(dark, '5', (f) => short(f) || f.check === 'organization-trail-missing')
  const bucket = desiredOf(plan).find((d) => d.kind === 'bucket' && d.state === 'new')
  expect(bucket).toBeDefined()
  expect(plan.risks.join('\n')).toMatch(/5 days.*365/)
  expect(plan.cannot.find((c) => short(c) && c.isNew)?.needs).toBe('retention-days')
  expect(plan.closes.filter(short)).toEqual([])
})

test('as long as is asked for is no risk', () => {
  const plan = planned(expiring, '400', short)
  expect(plan.closes.filter(short)).toHaveLength(1)
  expect(plan.risks.join('\n')).not.toContain('365')
})

test('a bucket that is there gets no object lock, and the plan says that it cannot', () => {
  const plan = planned(expiring, '400', short)
  expect(desiredOf(plan).filter((d) => d.kind === 'bucket' && d.objectLock !== undefined)).toEqual(
    [],
  )
  expect(plan.risks.join('\n')).toMatch(/cannot lock the objects .*audit-logs/)
})
