import { expect, test } from 'vitest'
import type { AccessLogReport } from '../../../src/model/access-log.ts'
import { emptySnapshot } from '../../../src/model/snapshot/empty.ts'
import { DAY } from '../../../src/model/time.ts'
import { MONTH } from '../../../src/model/volume.ts'
import { known } from '../../../src/reason/assess/given.ts'
import { accessReadings } from '../../../src/reason/price/elsewhere/access-logs.ts'
import { bill, HERE, trail } from './given.ts'

const report = (over: Partial<AccessLogReport> = {}): AccessLogReport => ({
  folder: 'logs',
  files: 1,
  records: 150,
  otherRequests: 0,
  repeated: 0,
  unread: 0,
  window: { from: 0, to: MONTH / 2 },
  counts: [
    {
      bucket: 'site',
      operation: 'REST.GET.OBJECT',
      eventName: 'GetObject',
      access: 'read',
      sure: 100,
      possible: 7,
    },
    {
      bucket: 'site',
      operation: 'REST.HEAD.OBJECT',
      eventName: 'HeadObject',
      access: 'read',
      sure: 50,
      possible: 0,
    },
  ],
  ...over,
})

const snapshotWith = (bucket: string) => ({
  ...emptySnapshot(0),
  buckets: [{ name: bucket, readAt: 0, owner: known(HERE.account), region: known(HERE.region) }],
})

test('access logs are a lower bound of a month, in the account and region of the bucket', () => {
  const [reading, ...more] = accessReadings(report(), [snapshotWith('site')])
  expect(more).toEqual([])
  expect(reading).toMatchObject({
    ...HERE,
    class: 'data',
    type: 'AWS::S3::Object',
    resource: 'arn:aws:s3:::site',
    access: 'read',
    counts: 'happening',
  })
  expect(reading?.volume.perMonth.low).toBeCloseTo(300)
  expect(reading?.volume.perMonth.high).toBeNull()
  expect(reading?.volume.uncertainty).toContain('7 more of them may be data events')
})

test('a bucket that no snapshot knows has no place, and a short log says how short', () => {
  const [reading] = accessReadings(report({ window: { from: 0, to: DAY } }), [])
  expect(reading).not.toHaveProperty('account')
  expect(reading?.volume.uncertainty).toContain('Measured over 1.0 days only')
})

test('golden: 10 million reads of a month in access logs cost at least $10 once a trail records them', () => {
  const all = trail('all', {
    selectors: known({
      AdvancedEventSelectors: [
        {
          FieldSelectors: [
            { Field: 'eventCategory', Equals: ['Data'] },
            { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
          ],
        },
      ],
    }),
  })
  const readings = accessReadings(
    report({
      window: { from: 0, to: MONTH },
      counts: [
        {
          bucket: 'site',
          operation: 'REST.GET.OBJECT',
          eventName: 'GetObject',
          access: 'read',
          sure: 10_000_000,
          possible: 0,
        },
      ],
    }),
    [snapshotWith('site')],
  )
  const line = bill({ trails: [all], readings }).lines.find((l) => l.item === 'data-event')
  expect(line?.usd.low).toBeCloseTo(10)
  expect(line?.usd.high).toBeNull()
  expect(line?.volume.source).toBe('access-logs')
})
