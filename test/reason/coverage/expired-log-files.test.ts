import { describe, expect, test } from 'vitest'
import type { SnapshotBucket } from '../../../src/model/snapshot/bucket.ts'
import { DAY } from '../../../src/model/time.ts'
import {
  A,
  at,
  complete,
  END,
  event,
  evidence,
  HOME,
  inRegion,
  management,
  manifest,
  object,
  START,
  snapshot,
  trail,
} from './given.ts'
import { coverage, told, whole } from './given-coverage.ts'

const inHome = management(A, inRegion(HOME))

type Rules = Extract<SnapshotBucket['lifecycle'], { known: unknown }>['known']

const rule = (over: Partial<Rules[number]> = {}): Rules[number] => ({
  enabled: true,
  prefix: '',
  isNarrowed: false,
  expirationDays: 5,
  transitions: [],
  ...over,
})

const logs = (readAt: number, over: Partial<SnapshotBucket> = {}): SnapshotBucket => ({
  name: 'logs',
  readAt,
  owner: { known: A },
  region: { known: HOME },
  ...over,
})

const having = (rules: Rules) => ({ lifecycle: { known: rules } })
const read = (time: number, over: Partial<SnapshotBucket>) =>
  snapshot(time, { buckets: [logs(time, over)] })

const FORGOTTEN = ['03-03T00:00 03-06T00:00 past retention', '03-06T00:00 03-08T00:00 configured']

describe('past retention, as snapshots tell it', () => {
  const of = (...rules: Rules) =>
    told(
      coverage(
        evidence({ snapshots: [read(START, having(rules)), read(END, having(rules))] }),
        inHome,
      ),
    )

  test('log files that had expired before they were listed', () => {
    expect(of(rule())).toEqual(FORGOTTEN)
  })

  test('also by a rule for the folder of logs, and by one that tags or sizes narrow', () => {
    expect(of(rule({ prefix: 'AWSLogs/' }))).toEqual(FORGOTTEN)
    expect(of(rule({ prefix: `AWSLogs/${A}/CloudTrail/` }))).toEqual(FORGOTTEN)
    expect(of(rule({ isNarrowed: true }))).toEqual(FORGOTTEN)
  })

  test('by a date', () => {
    const expirationDate = at('2026-03-06')
    expect(of(rule({ expirationDays: undefined, expirationDate }))).toEqual(FORGOTTEN)
  })

  test('not by a rule that is disabled, about other objects, long enough or about versions alone', () => {
    for (const harmless of [
      rule({ enabled: false }),
      rule({ prefix: 'backup/' }),
      rule({ expirationDays: 365 }),
      rule({ expirationDays: undefined, noncurrentExpirationDays: 1 }),
    ])
      expect(of(harmless)).toEqual(whole('configured'))
  })

  test('read while they were there still: not forgotten', () => {
    const runs = [5, 8, 10].map((days) => ({
      source: 's3://logs',
      startedAt: START,
      finishedAt: START,
      completeness: [complete({ at: START + days * DAY })],
    }))
    const snapshots = [read(START, having([rule()])), read(END, having([rule()]))]
    const c = coverage(evidence({ snapshots, manifest: manifest([], [], { runs }) }), inHome)
    expect(told(c)).toEqual(whole('configured'))
  })

  test('a rule that one reading tells reaches back to the change before and on to the next', () => {
    const body = { LifecycleConfiguration: { Rule: { Status: 'Disabled' } } }
    const put = (time: number) =>
      event('PutBucketLifecycle', time, {
        source: 's3.amazonaws.com',
        request: { bucketName: 'logs', ...body },
      })
    const judged = (over: object) => told(coverage(evidence({ events: [], ...over }), inHome))
    const early = [read(START, having([rule({ expirationDays: 1 })])), snapshot(END)]
    expect(judged({ snapshots: early })).toEqual(whole('past retention'))
    expect(judged({ snapshots: early, events: [put(at('2026-03-05'))] })).toEqual([
      '03-03T00:00 03-04T00:00 past retention',
      '03-04T00:00 03-08T00:00 configured',
    ])
    const late = [snapshot(START), read(END, having([rule({ expirationDays: 1 })]))]
    expect(judged({ snapshots: late })).toEqual(whole('past retention'))
    const after = { snapshots: [late[0], read(END + DAY, having([rule({ expirationDays: 1 })]))] }
    expect(judged({ ...after, events: [put(END + 1)] })).toEqual(whole('configured'))
  })

  test('between readings that differ either may have been in force', () => {
    const snapshots = [read(START, having([rule()])), read(END, having([]))]
    expect(told(coverage(evidence({ snapshots }), inHome))).toEqual(FORGOTTEN)
  })

  test('R22 a bucket that was gone when it was read holds nothing of before', () => {
    const gone = { exists: { known: false } }
    const delivered = (day: string) => {
      const latestDeliveryTime = at(`2026-03-${day}`)
      const status = { known: { isLogging: true, latestDeliveryTime } }
      return { ...trail(END), status: [{ account: A, region: HOME, readAt: END, status }] }
    }
    const judged = (day: string) =>
      told(
        coverage(
          evidence({
            manifest: manifest([complete()], [object({ named: at(`2026-03-${day}`) })]),
            snapshots: [
              read(at('2026-03-04'), { exists: { known: true } }),
              read(at('2026-03-05'), gone),
              snapshot(START),
              snapshot(END, { trails: [delivered(day)] }),
            ],
          }),
          inHome,
        ),
      )
    expect(judged('04')).toEqual([
      '03-03T00:00 03-04T00:00 past retention',
      '03-04T00:00 03-08T00:00 delivery failing',
    ])
    expect(judged('06')).toEqual([
      '03-03T00:00 03-04T00:00 past retention',
      '03-04T00:00 03-06T00:00 delivery failing',
      '03-06T00:00 03-08T00:00 configured',
    ])
  })

  test('what was read before the bucket went is kept', () => {
    const snapshots = [
      snapshot(START),
      snapshot(END),
      read(END + DAY, { exists: { known: false } }),
    ]
    const c = coverage({ ...evidence({ snapshots }), now: END + DAY }, inHome)
    expect(told(c)).toEqual(whole('configured'))
  })
})
