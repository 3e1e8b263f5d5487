import { expect, test } from 'vitest'
import { s3ReadsUnrecorded } from '../../../src/reason/assess/checks/data-events/s3-reads-unrecorded.ts'
import { s3WritesUnrecorded } from '../../../src/reason/assess/checks/data-events/s3-writes-unrecorded.ts'
import { AT, bucketOf, known, snapshotOf, trailOf } from '../../../src/reason/assess/given.ts'
import { assess, worldOf } from '../../../src/reason/assess/run.ts'

const BUCKET = 'payroll--euw1-az1--x-s3'
const selecting = (...types: string[]) =>
  trailOf({
    selectors: known({
      AdvancedEventSelectors: types.map((type) => ({
        FieldSelectors: [
          { Field: 'eventCategory', Equals: ['Data'] },
          { Field: 'resources.type', Equals: [type] },
        ],
      })),
    }),
  })

const EXPRESS = ['AWS::S3Express::Object', 'AWS::S3Express::AccessPoint']

test.each([
  [['AWS::S3::Object'], 'fail'],
  [EXPRESS, 'pass'],
] as const)('a directory bucket where %o are selected: %s', (types, status) => {
  const snapshot = snapshotOf({
    buckets: [bucketOf({ name: BUCKET })],
    trails: [selecting(...types)],
  })
  for (const check of [s3ReadsUnrecorded, s3WritesUnrecorded]) {
    const findings = assess(worldOf(snapshot, AT), [check])
    expect(findings.filter((f) => JSON.stringify(f).includes(BUCKET)).map((f) => f.status)).toEqual(
      [status],
    )
  }
})
