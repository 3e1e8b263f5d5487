import { expect, test } from 'vitest'
import type { AccessLogReport } from '../../../src/model/access-log.ts'
import { emptySnapshot } from '../../../src/model/snapshot/empty.ts'
import type { Usage } from '../../../src/model/snapshot/usage.ts'
import { DAY } from '../../../src/model/time.ts'
import { MONTH } from '../../../src/model/volume.ts'
import { AT, known } from '../../../src/reason/assess/given.ts'
import { accessReadings } from '../../../src/reason/price/elsewhere/access-logs.ts'
import { readingsFor, usageReadings } from '../../../src/reason/price/elsewhere/usage.ts'
import { bill, HERE, objectReads, trail } from './given.ts'

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

const usage = (over: Partial<Usage>): Usage => ({
  source: 'request-metrics',
  ...HERE,
  readAt: AT,
  name: 'AllRequests',
  dimensions: { BucketName: 'site', FilterId: 'EntireBucket' },
  from: AT - MONTH,
  to: AT,
  amount: known(1000),
  ...over,
})

const readings = (...rows: readonly Usage[]) =>
  usageReadings([{ ...emptySnapshot(AT), usage: [...rows] }])

test('facts 7.4 request metrics: reads and writes of a bucket, no bound above, lists surely data events', () => {
  const found = readings(
    usage({}),
    usage({ name: 'GetRequests', amount: known(600) }),
    usage({ name: 'ListRequests', amount: known(100) }),
    usage({ name: 'PutRequests', amount: known(300) }),
  )
  expect(found.map((r) => [r.access, r.resource, r.volume.perMonth])).toEqual([
    ['read', 'arn:aws:s3:::site', { low: 100, high: null, likely: 700 }],
    ['write', 'arn:aws:s3:::site', { low: 0, high: null, likely: 300 }],
  ])
})

test('several filters of one bucket overlap: the widest is taken, nothing is added up', () => {
  const part = { dimensions: { BucketName: 'site', FilterId: 'images' } }
  const found = readings(
    usage({}),
    usage({ name: 'GetRequests', amount: known(900) }),
    usage({ ...part, amount: known(200) }),
    usage({ ...part, name: 'GetRequests', amount: known(200) }),
  )
  expect(found.map((r) => r.volume.perMonth.likely)).toEqual([900])
})

test('the latest reading counts, and an unknown one is no volume', () => {
  const name = 'GetRequests'
  const found = usageReadings([
    { ...emptySnapshot(AT), usage: [usage({}), usage({ name, amount: known(5), readAt: AT - 1 })] },
    { ...emptySnapshot(AT), usage: [usage({ name, amount: known(7) })] },
    {
      ...emptySnapshot(AT),
      usage: [usage({ name, amount: { unknown: 'access-denied' }, readAt: AT + 1 })],
    },
  ])
  expect(found.map((r) => r.volume.perMonth.likely)).toEqual([7])
})

const guardduty = (over: Partial<Usage> = {}) =>
  usage({
    source: 'guardduty',
    name: 'AnalyzedCount',
    dimensions: { Any: 'S3DataEvents' },
    ...over,
  })

test('GuardDuty: at least what it analysed; of an administrator it is that of all members', () => {
  expect(readings(guardduty())).toMatchObject([
    { ...HERE, type: 'AWS::S3::Object', volume: { perMonth: { low: 1000, high: null } } },
  ])
  const organization = known({
    id: 'o-abcdefghij',
    managementAccount: '999999999999',
    accounts: [],
    delegatedAdministrators: known([HERE.account]),
  })
  const [all] = usageReadings([{ ...emptySnapshot(AT), organization, usage: [guardduty()] }])
  expect(all).not.toHaveProperty('account')
  const named = { dimensions: { Any: 'S3DataEvents', Account: '222222222222' } }
  const [one] = usageReadings([{ ...emptySnapshot(AT), organization, usage: [guardduty(named)] }])
  expect(one?.account).toBe('222222222222')
})

const withoutRegion = ({ region: _, ...rest }: Usage): Usage => rest

const billed = (name: string, amount: number) =>
  withoutRegion(usage({ source: 'cost-explorer', name, dimensions: {}, amount: known(amount) }))

test('golden: 5 million data events that AWS billed cost $5, where the lake has none', () => {
  const found = readings(billed('EUW1-DataEventsRecorded', 5_000_000))
  expect(found).toMatchObject([{ account: HERE.account, region: 'eu-west-1', counts: 'recorded' }])
  const line = bill({ readings: found }).lines.find((l) => l.item === 'data-event')
  expect(line?.usd).toEqual({ low: 5, high: 5, likely: 5 })
  const counted = bill({ readings: found, tuples: [objectReads(1, 0)] })
  expect(counted.lines.filter((l) => l.volume.source === 'cost-explorer')).toEqual([])
})

test('tiers of requests that S3 billed are one number, and neither bound', () => {
  const found = readings(
    billed('EUW1-Requests-Tier1', 10),
    billed('EUW1-Requests-Tier2', 90),
    billed('Requests-Tier2', 5),
    billed('XXX9-Requests-Tier2', 1),
  )
  expect(found.map((r) => [r.region, r.volume.perMonth])).toEqual([
    ['eu-west-1', { low: 0, high: null, likely: 100 }],
    ['us-east-1', { low: 0, high: null, likely: 5 }],
    [undefined, { low: 0, high: null, likely: 1 }],
  ])
})

test('what was billed and what happens are not both charged', () => {
  const all = readings(billed('EUW1-DataEventsRecorded', 5), guardduty())
  expect(readingsFor('bill', all).map((r) => r.volume.source)).toEqual(['cost-explorer'])
  expect(readingsFor('proposal', all).map((r) => r.volume.source)).toEqual(['guardduty'])
  const alone = readings(guardduty())
  expect(readingsFor('bill', alone)).toEqual(alone)
})
