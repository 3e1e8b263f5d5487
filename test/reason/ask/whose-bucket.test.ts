import { describe, expect, test } from 'vitest'
import type { Snapshot } from '../../../src/model/snapshot.ts'
import { A, askOf, at, objectCall, REGION, record, type World } from './given.ts'

const seen = record('DescribeInstances', { eventTime: '2026-03-02T00:00:00Z', readOnly: true })

describe('R25 a bucket lies in the partition that the evidence speaks of', () => {
  const GOV = 'us-gov-west-1'
  const govTrail = `arn:aws-us-gov:cloudtrail:${GOV}:${A}:trail/main`
  const inGov = (...records: object[]) => ({
    records,
    change: (s: Snapshot): Snapshot => ({
      ...s,
      trailsListed: [],
      regions: [],
      trails: s.trails.map((t) => ({
        ...t,
        arn: govTrail,
        homeRegion: GOV,
        status: t.status.map((x) => ({ ...x, region: GOV })),
      })),
      buckets: s.buckets.map((b) => ({ ...b, region: { known: GOV } })),
    }),
  })
  const read = (over: object) =>
    objectCall('GetObject', 'arn:aws-us-gov:s3:::data/a', { awsRegion: GOV, ...over })

  test('a read in GovCloud is found though the snapshot does not name its partition', async () => {
    const request = { requestParameters: { bucketName: 'data', key: 'a' } }
    const answer = await askOf(inGov(read(request)), 'who-read-objects', { bucket: 'data' })
    expect(answer.verdict).toBe('yes')
  })

  test('a call that names its bucket in requestParameters alone is found too', async () => {
    const bare = read({ requestParameters: { bucketName: 'data', key: 'a' }, resources: undefined })
    const answer = await askOf(inGov(bare), 'who-read-objects', { bucket: 'data' })
    expect(answer.verdict).toBe('yes')
  })

  test('where nothing was read the answer there is still no', async () => {
    const options = { parts: ['s3-objects'] }
    const answer = await askOf(inGov(), 'who-read-objects', { bucket: 'data' }, options)
    expect(answer.verdict).toBe('no')
  })

  test('an event of another partition than that of the snapshots is found', async () => {
    const world = { records: [read({ requestParameters: { bucketName: 'data', key: 'a' } })] }
    const answer = await askOf(world, 'who-read-objects', { bucket: 'data' })
    expect(answer.verdict).not.toBe('no')
  })
})

describe('R28 owner and region of a bucket are those of the time asked about', () => {
  const remade = (time: string, name: string) => ({
    evidence: {
      events: [
        {
          time: at(time),
          id: `${name}-${time}`,
          account: A,
          region: REGION,
          source: 's3.amazonaws.com',
          name,
          failed: false,
          request: { bucketName: 'data' },
          response: null,
          details: null,
          objects: [],
        },
      ],
    },
  })
  const single = (s: Snapshot): Snapshot => ({
    ...s,
    trails: s.trails.map((t) => ({
      ...t,
      config:
        'known' in t.config ? { known: { ...t.config.known, isMultiRegion: false } } : t.config,
    })),
  })
  const verdictOf = async (world: World) =>
    (
      await askOf(
        { ...world, change: single },
        'who-read-objects',
        { bucket: 'data' },
        { parts: ['s3-objects'] },
      )
    ).verdict

  test('a bucket that was deleted or made since may have been in any region', async () => {
    expect(await verdictOf({})).toBe('no')
    expect(await verdictOf(remade('12', 'CreateBucket'))).toBe('cannot-know')
    expect(await verdictOf(remade('06', 'DeleteBucket'))).toBe('cannot-know')
  })

  test('what was made before the window is where it is', async () => {
    expect(await verdictOf(remade('02', 'CreateBucket'))).toBe('no')
  })
})

describe('R28 places that need no spelling check', () => {
  const inPlace = async (request: object) =>
    (await askOf({ records: [seen] }, 'instances-started', {}, request)).verdict

  test('a region that every account has is no typing error', async () => {
    expect(await inPlace({ regions: ['sa-east-1'], accounts: [A] })).toBe('no')
    expect(await inPlace({ regions: ['sa-eats-1'], accounts: [A] })).toBe('cannot-know')
  })

  test('an account that owns a trail in a snapshot is known', async () => {
    const bare = (s: Snapshot): Snapshot => ({
      ...s,
      trailsListed: [],
      regions: [],
      trails: s.trails.map((t) => ({ ...t, status: [] })),
    })
    const answer = await askOf({ change: bare }, 'instances-started', {}, { accounts: [A] })
    expect(answer.blindSpots.map((b) => b.reason)).not.toContain('subject unknown')
  })
})
