import { expect, test } from 'vitest'
import { deletionsOf } from '../../../../src/gather/verify/lake/deletions.ts'
import { cellsDelivered, deliveriesOf } from '../../../../src/gather/verify/lake/deliveries.ts'
import { hashesInLake, lackingInLake } from '../../../../src/gather/verify/lake/lacking.ts'
import { refusalsIn } from '../../../../src/gather/verify/lake/refusals.ts'
import { changesOfTrails } from '../../../../src/gather/verify/lake/trail-events.ts'
import type { ConfigurationEvent } from '../../../../src/model/coverage.ts'
import { HOUR, parseInstant } from '../../../../src/model/time.ts'
import { aLog, memoryLake } from '../../../fixtures/memory-lake.ts'
import { deletion, delivery, trailCall } from './records.ts'

const AT = parseInstant('2026-10-01T00:00:00Z')
const BUCKET = 'example-audit-logs'
const ARN = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit'

const withLake = async <T>(
  records: readonly object[],
  work: (lake: Awaited<ReturnType<typeof memoryLake>>) => Promise<T>,
): Promise<T> => {
  const lake = await memoryLake(records)
  try {
    return await work(lake)
  } finally {
    await lake.close()
  }
}

test('facts 5.1: names and ARNs mean the same trail, attempts change nothing, each change tells its effects and its actor', () =>
  withLake(
    [
      trailCall(
        AT,
        'CreateTrail',
        { name: 'audit' },
        {
          trailARN: ARN,
          s3BucketName: BUCKET,
          logFileValidationEnabled: true,
          isOrganizationTrail: false,
        },
      ),
      trailCall(AT + 1e6, 'StartLogging', { name: ARN }),
      trailCall(AT + HOUR, 'StopLogging', { name: 'audit' }, null, { errorCode: 'AccessDenied' }),
      trailCall(
        AT + 2 * HOUR,
        'UpdateTrail',
        { name: 'audit', enableLogFileValidation: false },
        { trailARN: ARN, s3BucketName: BUCKET, s3KeyPrefix: '' },
      ),
      trailCall(AT + 3 * HOUR, 'StopLogging', { name: 'audit' }),
      trailCall(AT + 4 * HOUR, 'DeleteTrail', { name: ARN }),
    ],
    async ({ query }) => {
      const changes = await changesOfTrails(query, [])
      expect(changes.map((c) => [c.arn, c.effect, (c.time - AT) / HOUR])).toEqual([
        [ARN, 'creates', 0],
        [ARN, 'validation-on', 0],
        [ARN, 'starts', 1e6 / HOUR],
        [ARN, 'validation-off', 2],
        [ARN, 'stops', 3],
        [ARN, 'deletes', 4],
      ])
      expect(new Set(changes.map((c) => c.actor))).toEqual(
        new Set(['arn:aws:iam::111122223333:user/mallory']),
      )
      expect(changes[0]).toMatchObject({ bucket: BUCKET, prefix: '', isOrganization: false })
    },
  ))

test('an event that the lake and event history both tell counts once, with its actor', () =>
  withLake([trailCall(AT, 'StopLogging', { name: 'audit' })], async ({ query }) => {
    const [told] = await changesOfTrails(query, [])
    const again: ConfigurationEvent = {
      time: AT,
      id: told?.eventId ?? '',
      account: '111122223333',
      region: 'eu-west-1',
      source: 'cloudtrail.amazonaws.com',
      name: 'StopLogging',
      failed: false,
      request: { name: 'audit' },
      response: null,
      details: null,
      objects: [],
    }
    const both = await changesOfTrails(query, [again, { ...again, id: 'another', time: AT + 1 }])
    expect(both.map((c) => [c.time, c.actor])).toEqual([
      [AT, 'arn:aws:iam::111122223333:user/mallory'],
      [AT + 1, null],
    ])
    expect(await changesOfTrails(null, [{ ...again, failed: true }])).toEqual([])
  }))

test('who deleted an object is the last who did, never who tried', () =>
  withLake(
    [
      deletion(AT, BUCKET, 'AWSLogs/a'),
      deletion(AT + 2, BUCKET, 'AWSLogs/a', { errorCode: 'AccessDenied' }),
      deletion(AT, 'other', 'AWSLogs/b'),
    ],
    async ({ query }) => {
      const names = ['AWSLogs/a', 'AWSLogs/b'].map((key) => ({ bucket: BUCKET, key }))
      const found = await deletionsOf(query, names)
      expect(found.get(`${BUCKET}/AWSLogs/a`)).toMatchObject({
        time: AT,
        name: 'DeleteObject',
        actor: 'arn:aws:iam::111122223333:user/mallory',
      })
      expect(found.get(`${BUCKET}/AWSLogs/b`)).toBeUndefined()
    },
  ))

test('deliveries are told by cell, of CloudTrail alone, with their size', () => {
  const key = 'p/AWSLogs/o-abcdefghij/111122223333/CloudTrail/eu-west-1/2026/10/01/x.json.gz'
  return withLake(
    [
      delivery(AT, BUCKET, key),
      delivery(AT, 'other', key),
      delivery(AT, BUCKET, 'AWSLogs/111122223333/elasticloadbalancing/eu-west-1/x', {
        service: 'delivery.logs.amazonaws.com',
      }),
    ],
    async ({ query }) => {
      const cell = { account: '111122223333', region: 'eu-west-1' }
      expect(await cellsDelivered(query, [BUCKET])).toEqual([cell])
      expect(await deliveriesOf(query, [BUCKET], cell)).toMatchObject([
        { bucket: BUCKET, key, time: AT, bytes: 512 },
      ])
      expect(await deliveriesOf(query, [BUCKET], { ...cell, region: 'us-east-1' })).toEqual([])
    },
  )
})

test('a refused delivery of any log counts, unless it succeeded later', () =>
  withLake(
    [
      delivery(AT, BUCKET, 'AWSLogs/a', { errorCode: 'AccessDenied' }),
      delivery(AT + HOUR, BUCKET, 'AWSLogs/a'),
      delivery(AT, BUCKET, 'AWSLogs/b', { errorCode: 'AccessDenied' }),
      delivery(AT + HOUR, BUCKET, 'AWSLogs/c', { errorCode: 'AccessDenied' }),
      delivery(AT, BUCKET, 'AWSLogs/d', {
        service: 'config.amazonaws.com',
        errorCode: 'AccessDenied',
      }),
      deletion(AT, BUCKET, 'AWSLogs/e', { errorCode: 'AccessDenied' }),
    ],
    async ({ query }) => {
      const refused = await refusalsIn(query, [BUCKET])
      expect(refused.map((r) => [r.service, r.count, r.first, r.last]).toSorted()).toEqual([
        ['cloudtrail.amazonaws.com', 2, AT, AT + HOUR],
        ['config.amazonaws.com', 1, AT, AT],
      ])
    },
  ))

test('the lake lacks a file unless it ingested these very bytes', () => {
  const objects = [
    { ...aLog, sha256: 'a' },
    { ...aLog, sha256: 'b', outcome: 'rejected' as const },
  ]
  const manifest = { runs: [], objects, conflicts: [], unknownKeys: {}, events: 0, sightings: 0 }
  const named = ['a', 'b', 'c'].map((sha256) => ({
    bucket: BUCKET,
    key: sha256,
    sha256,
    newestEvent: null,
    oldestEvent: null,
  }))
  expect(lackingInLake(named, hashesInLake(manifest)).map((n) => n.key)).toEqual(['b', 'c'])
})
