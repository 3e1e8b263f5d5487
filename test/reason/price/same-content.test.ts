import { afterEach, describe, expect, test } from 'vitest'
import type { DigestSlot } from '../../../src/model/coverage.ts'
import type { Manifest, SourceObject } from '../../../src/model/manifest.ts'
import { emptySnapshot } from '../../../src/model/snapshot/empty.ts'
import type { SnapshotTrail } from '../../../src/model/snapshot.ts'
import { DAY } from '../../../src/model/time.ts'
import { ACCOUNT, AT, known, REGION } from '../../../src/reason/assess/given.ts'
import { billOf } from '../../../src/reason/price/bill/bill.ts'
import { measure } from '../../../src/reason/price/bill/measured.ts'
import { aLog, type MemoryLake, memoryLake } from '../../fixtures/memory-lake.ts'
import { arnOf, trail } from './given.ts'

const NAME = `${ACCOUNT}_CloudTrail_${REGION}_20260301T1205Z`

/** Of one content, all of them. */
const fileOf = (
  id: number,
  bucket: string | null,
  name: string,
  over: Partial<SourceObject> = {},
): SourceObject => ({
  ...aLog,
  id,
  uri: `/logs/${bucket ?? 'downloads'}/AWSLogs/${name}`,
  sha256: 'same',
  bucket,
  prefix: '',
  account: ACCOUNT,
  region: REGION,
  bytes: 1000,
  records: 1,
  ...over,
})

const management = {
  eventVersion: '1.11',
  eventID: 'management',
  eventTime: '2026-03-01T12:00:00Z',
  eventSource: 'ec2.amazonaws.com',
  eventName: 'RunInstances',
  awsRegion: REGION,
  recipientAccountId: ACCOUNT,
  eventCategory: 'Management',
  readOnly: false,
  userIdentity: { type: 'IAMUser', arn: `arn:aws:iam::${ACCOUNT}:user/deploy` },
}

const data = {
  ...management,
  eventID: 'data',
  eventSource: 's3.amazonaws.com',
  eventName: 'GetObject',
  eventCategory: 'Data',
  readOnly: true,
  resources: [{ type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::data/x' }],
}

let lake: MemoryLake | undefined
afterEach(async () => {
  await lake?.close()
  lake = undefined
})

/** A management event and a data event that every one of the files holds. */
const measuredOf = async (
  objects: readonly SourceObject[],
  trails: readonly SnapshotTrail[],
  ledger: readonly DigestSlot[] = [],
) => {
  const [first, ...further] = objects.map(({ id }) => id)
  lake = await memoryLake([management, data], {
    objects,
    objectOf: () => first ?? 1,
    alsoIn: () => further,
  })
  const manifest: Manifest = {
    runs: [{ source: 'test', startedAt: AT, finishedAt: AT, completeness: [] }],
    objects,
    conflicts: [],
    unknownKeys: {},
    events: 2,
    sightings: 2 * objects.length,
  }
  return measure(lake.query, {
    snapshots: [{ ...emptySnapshot(AT), trails: [...trails] }],
    manifest,
    ledger,
  })
}

/** What was counted in the lake: recorder, item, events of the window at least and at most. */
const countedOf = async (...given: Parameters<typeof measuredOf>) => {
  const measured = await measuredOf(...given)
  const inWindow = (n: number | null) => (n === null ? null : Math.round(n / measured.factor))
  return billOf(measured)
    .lines.filter((l) => l.volume.source === 'lake' && l.volume.unit === 'event')
    .map(({ trail: by, item, volume: { perMonth } }) =>
      [by, item, inWindow(perMonth.low), inWindow(perMonth.high)].join(' '),
    )
    .sort()
}

const free = (by: string) => `${by} management-first-copy 1 1`
const paid = (by: string) => `${by} management-copy 1 1`
const read = (by: string) => `${by} data-event 1 1`

const selectors = known({
  AdvancedEventSelectors: ['Management', 'Data'].map((category) => ({
    FieldSelectors: [{ Field: 'eventCategory', Equals: [category] }],
  })),
})
const [A, B] = ['a', 'b'].map((name) => trail(name, { selectors })) as [
  SnapshotTrail,
  SnapshotTrail,
]

describe('R18 files of one content', () => {
  test('of two buckets, under names of their own, are two deliveries and two copies', async () => {
    const files = [
      fileOf(1, 'a-logs', `${NAME}_aaaaaaaaaaaaaaaa.json.gz`),
      fileOf(2, 'b-logs', `${NAME}_bbbbbbbbbbbbbbbb.json.gz`),
    ]
    expect(await countedOf(files, [])).toEqual([
      read('s3://a-logs'),
      free('s3://a-logs'),
      read('s3://b-logs'),
      paid('s3://b-logs'),
    ])
  })

  test('of two trails that were read are counted, not taken from what they are set to record', async () => {
    const files = [
      fileOf(1, 'a-logs', `${NAME}_aaaaaaaaaaaaaaaa.json.gz`),
      fileOf(2, 'b-logs', `${NAME}_bbbbbbbbbbbbbbbb.json.gz`),
    ]
    expect(await countedOf(files, [A, B])).toEqual([
      read(arnOf('a')),
      free(arnOf('a')),
      read(arnOf('b')),
      paid(arnOf('b')),
    ])
  })

  test('of one name are one delivery and its replica, packed or not', async () => {
    const files = [
      fileOf(1, 'b-logs', `${NAME}_bbbbbbbbbbbbbbbb.json.gz`),
      fileOf(2, 'vault', `${NAME}_bbbbbbbbbbbbbbbb.json`),
    ]
    expect(await countedOf(files, [])).toEqual([read('s3://b-logs'), free('s3://b-logs')])
  })

  test('a replica is counted where the trail delivers, whatever its bucket is called', async () => {
    const files = [
      fileOf(1, 'archive', `${NAME}_bbbbbbbbbbbbbbbb.json.gz`),
      fileOf(2, 'b-logs', `${NAME}_bbbbbbbbbbbbbbbb.json.gz`),
    ]
    expect(await countedOf(files, [B])).toEqual([read(arnOf('b')), free(arnOf('b'))])
  })

  test('in a folder that names no bucket are downloads, whatever they are called', async () => {
    const files = [
      fileOf(1, null, `${NAME}_bbbbbbbbbbbbbbbb.json.gz`),
      fileOf(2, 'a-logs', `${NAME}_aaaaaaaaaaaaaaaa.json.gz`),
      fileOf(3, 'b-logs', `${NAME}_bbbbbbbbbbbbbbbb.json.gz`),
      fileOf(4, null, 'renamed.json'),
    ]
    expect(await countedOf(files, [A, B])).toEqual([
      read(arnOf('a')),
      free(arnOf('a')),
      read(arnOf('b')),
      paid(arnOf('b')),
    ])
    await lake?.close()
    expect(await countedOf([fileOf(1, null, 'x.json'), fileOf(2, null, 'y.json')], [A])).toEqual([
      read(arnOf('a')),
      free(arnOf('a')),
    ])
  })

  test('in one bucket that two trails write to are one copy surely and two possibly', async () => {
    const both = ['a', 'b'].map((name) =>
      trail(name, { selectors, config: { s3Bucket: 'shared-logs' } }),
    )
    const files = [
      fileOf(1, 'shared-logs', `${NAME}_aaaaaaaaaaaaaaaa.json.gz`),
      fileOf(2, 'shared-logs', `${NAME}_bbbbbbbbbbbbbbbb.json.gz`),
    ]
    const doubtful = ['s3://shared-logs data-event 1 2', 's3://shared-logs management-copy 0 1']
    expect(await countedOf(files, both)).toEqual(doubtful)
  })

  test('a digest of one trail names the content, not which of two deliveries: no proof of either', async () => {
    const both = ['a', 'b'].map((name) =>
      trail(name, { selectors, config: { s3Bucket: 'shared-logs' } }),
    )
    const files = [
      fileOf(1, 'shared-logs', `${NAME}_aaaaaaaaaaaaaaaa.json.gz`),
      fileOf(2, 'shared-logs', `${NAME}_bbbbbbbbbbbbbbbb.json.gz`),
    ]
    const slot: DigestSlot = {
      trail: arnOf('a'),
      account: ACCOUNT,
      region: REGION,
      from: AT - DAY,
      to: AT,
      state: 'verified',
      files: ['same'],
    }
    const found = await countedOf(files, both, [slot])
    expect(found).toContain('s3://shared-logs data-event 1 2')
  })
})
