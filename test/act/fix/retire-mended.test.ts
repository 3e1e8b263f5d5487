import { expect, test } from 'vitest'
import { after } from '../../../src/act/fix/after.ts'
import { assessing } from '../../../src/act/fix/plan/assessing.ts'
import { planOf } from '../../../src/act/fix/plan/plan.ts'
import { remedies } from '../../../src/act/fix/remedies/list.ts'
import type { Plan } from '../../../src/model/plan.ts'
import type { Snapshot } from '../../../src/model/snapshot.ts'
import { checks } from '../../../src/reason/assess/checks/list.ts'
import { ACCOUNT, bucketOf, known, snapshotOf, trailOf } from '../../../src/reason/assess/given.ts'
import { logPolicy } from '../../../src/reason/assess/given-buckets.ts'
import { demoSnapshot, planFor } from '../../fixtures/demo-plan.ts'

const planned = (snapshot: Snapshot): Plan => {
  const now = snapshot.collectedAt
  return planOf({
    ...{ snapshot, now, remedies, assess: assessing(checks, now) },
    given: { notify: 'a@example.com' },
  })
}
const desiredOf = (plan: Plan) => plan.steps.flatMap((s) => s.desired)
const retired = (plan: Plan) =>
  desiredOf(plan).flatMap((d) => (d.kind === 'retired-trail' ? [d.name] : []))
const carriedOut = (snapshot: Snapshot, plan: Plan): Snapshot =>
  after(snapshot, desiredOf(plan), snapshot.collectedAt)

const NO_INSIGHTS = { insightSelectors: known([]) }
const bucketFor = (name: string) =>
  bucketOf({
    name,
    policy: known(JSON.parse(JSON.stringify(logPolicy()).replaceAll('audit-logs', name))),
  })

/** Each has what the other lacks: as they are, neither can go. */
const halves = snapshotOf({
  trails: [
    trailOf({
      name: 'unsigned',
      config: {
        s3Bucket: 'a-logs',
        logFileValidation: false,
        kmsKeyId: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/k`,
      },
      over: NO_INSIGHTS,
    }),
    trailOf({ name: 'short', config: { s3Bucket: 'b-logs' }, over: NO_INSIGHTS }),
  ],
  buckets: [
    bucketFor('a-logs'),
    {
      ...bucketFor('b-logs'),
      lifecycle: known([
        {
          ...{ id: 'x', enabled: true, prefix: '', isNarrowed: false, transitions: [] },
          ...{ expirationDays: 30, noncurrentExpirationDays: 1 },
        },
      ]),
    },
  ],
})

test('a duplicate is retired in the plan that mends the trail that stays, not in the next one', () => {
  const plan = planned(halves)
  expect(retired(plan)).toHaveLength(1)
  expect(retired(planned(carriedOut(halves, plan)))).toEqual([])
})

test('what mends the trail that stays is proven before the other one stops', () => {
  const { steps } = planned(halves)
  const retire = steps.find((s) => s.phase === 'retire')
  const mends = steps.filter((s) => ['keys', 'buckets', 'trails'].includes(s.phase))
  expect(mends.length).toBeGreaterThan(0)
  expect(retire?.needs).toEqual(expect.arrayContaining(mends.map((s) => s.id)))
})

test('nothing is mended that goes: until it is gone no step changes it or its bucket', () => {
  const { steps } = planned(halves)
  const early = steps.slice(
    0,
    steps.findIndex((s) => s.phase === 'retire'),
  )
  const made = early.flatMap((s) => s.desired)
  expect(made.flatMap((d) => (d.kind === 'trail' ? [d.name] : []))).toEqual(['short'])
  expect(made.flatMap((d) => (d.kind === 'bucket' ? [d.name] : []))).toEqual(['b-logs'])
  expect(made.flatMap((d) => (d.kind === 'bucket-policy' ? [d.bucket] : []))).toEqual(['b-logs'])
})

test('the demo: a second plan retires nothing that the first could have', () => {
  const snapshot = demoSnapshot()
  expect(retired(planFor(carriedOut(snapshot, planFor(snapshot))))).toEqual([])
})
