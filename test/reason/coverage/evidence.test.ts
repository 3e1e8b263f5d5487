import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ConfigurationEvent } from '../../../src/model/coverage.ts'
import { loadEvidence } from '../../../src/reason/coverage/evidence.ts'
import { type MemoryLake, memoryLake } from '../../fixtures/memory-lake.ts'
import { A, at, END, HOME, manifest, object, snapshot, trail } from './given.ts'

const record = (eventName: string, over: object = {}) => ({
  eventVersion: '1.11',
  eventTime: '2026-03-05T12:00:00Z',
  eventID: `id-${eventName}`,
  eventName,
  eventSource: 'cloudtrail.amazonaws.com',
  awsRegion: HOME,
  recipientAccountId: A,
  userIdentity: { type: 'IAMUser', accountId: A },
  ...over,
})

const s3 = (eventName: string, requestParameters: object, over: object = {}) =>
  record(eventName, { eventSource: 's3.amazonaws.com', requestParameters, ...over })

const logKey = `AWSLogs/${A}/CloudTrail/${HOME}/2026/03/05/x.json.gz`

const records = [
  record('StopLogging', { requestParameters: { name: 'main' }, responseElements: null }),
  record('UpdateTrail', { errorCode: 'AccessDenied', requestParameters: null }),
  record('DescribeTrails'),
  s3('PutBucketPolicy', { bucketName: 'logs', bucketPolicy: { Version: '2012-10-17' } }),
  s3('GetObject', { bucketName: 'logs', key: 'AWSLogs/x' }),
  s3('DeleteObject', { bucketName: 'logs', key: 'AWSLogs/x' }, { eventID: 'id-log-deleted' }),
  s3('DeleteObject', { bucketName: 'logs', key: 'notes.txt' }, { eventID: 'id-note-deleted' }),
  s3('DeleteObject', { bucketName: 'data', key: 'AWSLogs/x' }, { eventID: 'id-data-deleted' }),
  s3('DeleteObjects', { bucketName: 'logs' }),
  s3('PutObject', { bucketName: 'logs', key: logKey }, { eventID: 'id-overwritten' }),
  s3(
    'PutObject',
    { bucketName: 'logs', key: logKey },
    {
      eventID: 'id-delivered',
      userIdentity: { type: 'AWSService', invokedBy: 'cloudtrail.amazonaws.com' },
    },
  ),
  s3(
    'CopyObject',
    { bucketName: 'ap-0123456789abcdefghijklmnop-s3alias', key: logKey },
    {
      resources: [
        { type: 'AWS::S3::Object', ARN: `arn:aws:s3:::logs/${logKey}` },
        { type: 'AWS::S3::Bucket', accountId: A, ARN: 'arn:aws:s3:::logs' },
      ],
    },
  ),
  s3('PutObject', { bucketName: 'logs', key: `AWSLogs/${A}/Config/x` }, { eventID: 'id-config' }),
  s3(
    'ExpireObject',
    { bucketName: 'logs', key: logKey },
    { eventSource: 's3lifecycle.amazonaws.com' },
  ),
  record('CreateAccountResult', {
    eventSource: 'organizations.amazonaws.com',
    serviceEventDetails: { createAccountStatus: { accountId: '222222222222' } },
  }),
  record('DisableKey', { eventSource: 'kms.amazonaws.com', requestParameters: { keyId: 'k' } }),
  record('EnableRegion', {
    eventSource: 'account.amazonaws.com',
    requestParameters: { regionName: 'me-south-1' },
  }),
]

describe('configuration events out of a lake', () => {
  let lake: MemoryLake
  let events: readonly ConfigurationEvent[]
  const named = (name: string) => events.filter((e) => e.name === name)

  beforeAll(async () => {
    lake = await memoryLake(records, { objects: [object({ id: 1 })] })
    const history = {
      account: A,
      region: HOME,
      eventNames: ['StopLogging', 'StartLogging'],
      from: at('2026-03-01'),
      to: END,
      readAt: END,
      events: {
        known: [
          record('StopLogging'),
          { CloudTrailEvent: JSON.stringify(record('StartLogging', { errorCode: 'X' })) },
        ],
      },
    }
    const snapshots = [snapshot(END, { trails: [trail(END)], history: [history] })]
    const evidence = await loadEvidence(lake.query, {
      snapshots,
      manifest: manifest(),
      ledger: [],
      now: END,
    })
    events = evidence.events
    expect(evidence.snapshots).toBe(snapshots)
  })
  afterAll(() => lake.close())

  test('all that change what is recorded, and nothing else', () => {
    expect(events.map((e) => e.name).sort()).toEqual([
      'CopyObject',
      'CreateAccountResult',
      'DeleteObject',
      'DeleteObjects',
      'DisableKey',
      'EnableRegion',
      'ExpireObject',
      'PutBucketPolicy',
      'PutObject',
      'StartLogging',
      'StopLogging',
      'UpdateTrail',
    ])
    expect(named('DeleteObject').map((e) => e.id)).toEqual(['id-log-deleted'])
    expect(named('PutObject').map((e) => e.id)).toEqual(['id-overwritten'])
  })

  test('with their parameters as values, and the members that have columns put back', () => {
    expect(named('StopLogging')).toEqual([
      {
        time: at('2026-03-05T12:00:00'),
        id: 'id-StopLogging',
        account: A,
        region: HOME,
        source: 'cloudtrail.amazonaws.com',
        name: 'StopLogging',
        failed: false,
        request: { name: 'main' },
        response: null,
        details: undefined,
        resources: [],
        objects: [1],
      },
    ])
    expect(named('PutBucketPolicy')[0]?.request).toEqual({
      bucketName: 'logs',
      bucketPolicy: { Version: '2012-10-17' },
    })
    expect(named('CreateAccountResult')[0]?.details).toEqual({
      createAccountStatus: { accountId: '222222222222' },
    })
  })

  test('failed calls are marked, and event history adds what the lake does not hold', () => {
    expect(named('UpdateTrail')[0]?.failed).toBe(true)
    expect(named('StartLogging')[0]).toMatchObject({ failed: true, objects: [] })
  })
})

test('an empty lake has no evidence', async () => {
  const lake = await memoryLake([])
  const found = { snapshots: [], manifest: manifest([]), ledger: [], now: END }
  expect(await loadEvidence(lake.query, found)).toEqual({ ...found, events: [] })
  await lake.close()
})
