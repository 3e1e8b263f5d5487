import { describe, expect, test } from 'vitest'
import { assessing } from '../../../src/act/fix/plan/assessing.ts'
import { planOf } from '../../../src/act/fix/plan/plan.ts'
import { remedies } from '../../../src/act/fix/remedies/list.ts'
import { checks } from '../../../src/reason/assess/checks/list.ts'
import { ACCOUNT, bucketOf, known, snapshotOf, trailOf } from '../../../src/reason/assess/given.ts'
import { logPolicy } from '../../../src/reason/assess/given-buckets.ts'
import { demoSnapshot, planFor } from '../../fixtures/demo-plan.ts'

const names = ['a', 'b'] as const
const policyOf = (name: string) => {
  const policy = logPolicy(`arn:aws:cloudtrail:eu-west-1:${ACCOUNT}:trail/${name}`)
  return known(JSON.parse(JSON.stringify(policy).replaceAll('audit-logs', `${name}-logs`)))
}

describe('what a retired trail leaves is as it was: its findings stay open', () => {
  const snapshot = snapshotOf({
    trails: names.map((name) =>
      trailOf({
        ...{ name, config: { s3Bucket: `${name}-logs` } },
        over: { insightSelectors: known([]) },
      }),
    ),
    buckets: names.map((name) => bucketOf({ name: `${name}-logs`, policy: policyOf(name) })),
  })
  const now = snapshot.collectedAt
  const plan = planOf({
    ...{ snapshot, now, remedies, assess: assessing(checks, now), given: {} },
    wanted: (f) => f.check === 'recorded-twice',
  })
  const isOfBucket = ({ resource }: { resource: string }) => resource === 'arn:aws:s3:::b-logs'

  test('only trail b goes, and no rule, selector or bucket is changed', () => {
    expect(plan.steps.flatMap((s) => s.desired.map((d) => d.kind))).toEqual(['retired-trail'])
  })
  test.each([
    'log-bucket-reads-unrecorded',
    'log-bucket-without-access-record',
    'tampering-not-alerted',
  ])('%s of its bucket', (check) => {
    expect(plan.closes.filter((c) => c.check === check && isOfBucket(c))).toEqual([])
    const [open] = plan.cannot.filter((c) => c.check === check && isOfBucket(c))
    expect(open).toMatchObject({ isNew: false, status: 'fail' })
  })
  test('nobody stops a trail that is gone: that nobody would hear of it is closed', () => {
    const closed = plan.closes.filter((c) => c.check === 'tampering-not-alerted')
    expect(closed.map((c) => c.resource.split('/').at(-1))).toEqual(['b'])
  })
})

test('the demo: no finding of a bucket is closed by a step that only retires its trail', () => {
  const plan = planFor(demoSnapshot())
  const retires = new Set(
    plan.steps.filter((s) => s.desired.every((d) => d.kind === 'retired-trail')).map((s) => s.id),
  )
  expect(retires.size).toBeGreaterThan(0)
  const closed = plan.closes.filter((c) => c.steps.some((id) => retires.has(id)))
  expect(closed.filter((c) => c.resource.includes(':s3:::'))).toEqual([])
})
