import type { Check } from '../../check.ts'
import { bucketOf, denied, known, snapshotOf, trailOf } from '../../given.ts'

const payroll = bucketOf({ name: 'payroll-exports' })
const recording = (value: string) =>
  trailOf({
    selectors: known({
      EventSelectors: [
        { ReadWriteType: 'All', DataResources: [{ Type: 'AWS::S3::Object', Values: [value] }] },
      ],
    }),
  })

/** A bucket whose objects a trail selects, reads and writes alike; by management events alone; by who knows what. */
export const objectExamples = {
  pass: {
    says: 'a selector for the objects of the bucket',
    snapshot: snapshotOf({
      buckets: [bucketOf(), payroll],
      trails: [recording('arn:aws:s3:::payroll-exports/')],
    }),
    expect: 'pass',
  },
  fail: {
    says: 'management events only',
    snapshot: snapshotOf({ buckets: [bucketOf(), payroll] }),
    expect: 'fail',
  },
  unknown: {
    says: 'the selectors of the trail were denied',
    snapshot: snapshotOf({
      buckets: [bucketOf(), payroll],
      trails: [trailOf({ selectors: denied })],
    }),
    expect: 'unknown',
  },
} as const satisfies Check['examples']
