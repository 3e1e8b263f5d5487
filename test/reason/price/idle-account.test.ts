import { afterEach, describe, expect, test } from 'vitest'
import type { Completeness, Manifest } from '../../../src/model/manifest.ts'
import { emptySnapshot } from '../../../src/model/snapshot/empty.ts'
import type { Snapshot, SnapshotTrail } from '../../../src/model/snapshot.ts'
import {
  ACCOUNT,
  AT,
  denied,
  known,
  MANAGEMENT,
  REGION,
  type trailOf,
} from '../../../src/reason/assess/given.ts'
import { givenOrganization } from '../../../src/reason/assess/given-buckets.ts'
import { billOf } from '../../../src/reason/price/bill/bill.ts'
import { measure } from '../../../src/reason/price/bill/measured.ts'
import { aLog, type MemoryLake, memoryLake } from '../../fixtures/memory-lake.ts'
import { trail } from './given.ts'

const ORG = givenOrganization()
const ACCOUNTS = ORG.accounts.map(({ id }) => id)
const IDLE = ACCOUNTS.filter((account) => account !== ACCOUNT)
const REGIONS = [REGION, 'us-east-1']
const CELLS = ACCOUNTS.flatMap((account) => REGIONS.map((region) => ({ account, region })))

const of = (...categories: readonly string[]) =>
  known({
    AdvancedEventSelectors: categories.map((category) => ({
      FieldSelectors: [{ Field: 'eventCategory', Equals: [category] }],
    })),
  })

const orgTrail = (name: string, given: Parameters<typeof trailOf>[0] = {}): SnapshotTrail =>
  trail(name, {
    account: MANAGEMENT,
    places: CELLS,
    selectors: of('Management'),
    ...given,
    config: { isOrganization: true, ...given.config },
  })

const read: Completeness = {
  bucket: 'org-logs',
  prefix: '',
  account: '*',
  region: '*',
  from: 0,
  to: AT,
  at: AT,
  level: 'listed',
}

const asked: Partial<Snapshot> = {
  organization: known(ORG),
  trailsListed: CELLS.map((cell) => ({ ...cell, readAt: AT, listed: { known: true } })),
  regions: ACCOUNTS.map((account) => ({
    account,
    readAt: AT,
    regions: known(REGIONS.map((name) => ({ name, enabled: true }))),
  })),
}

let lake: MemoryLake | undefined
afterEach(async () => {
  await lake?.close()
  lake = undefined
})

/** One event of one member; the others have none. */
const billed = async (
  trails: readonly SnapshotTrail[],
  claims: readonly Completeness[] = [read],
  snapshot: Partial<Snapshot> = {},
) => {
  const objects = [
    {
      ...aLog,
      bucket: 'org-logs',
      prefix: '',
      organization: ORG.id,
      account: ACCOUNT,
      region: REGION,
    },
  ]
  const record = {
    eventVersion: '1.11',
    eventID: '1',
    eventTime: '2026-03-01T12:00:00Z',
    eventSource: 'ec2.amazonaws.com',
    eventName: 'RunInstances',
    awsRegion: REGION,
    recipientAccountId: ACCOUNT,
    eventCategory: 'Management',
    readOnly: false,
  }
  lake = await memoryLake([record], { objects })
  const manifest: Manifest = {
    runs: [{ source: 'test', startedAt: AT, finishedAt: AT, completeness: claims }],
    objects,
    conflicts: [],
    unknownKeys: {},
    events: 1,
    sightings: 1,
  }
  const snapshots = [{ ...emptySnapshot(AT), ...asked, trails: [...trails], ...snapshot }]
  const measured = await measure(lake.query, { snapshots, manifest, ledger: [] })
  return billOf(measured)
}

/** Items of idle accounts that have no upper bound, but for those of buckets. */
const openOf = async (...given: Parameters<typeof billed>) => {
  const { lines } = await billed(...given)
  return lines
    .filter((l) => IDLE.includes(l.account) && l.usd.high === null && !l.item.startsWith('s3-'))
    .map(({ account, item }) => `${account} ${item}`)
    .sort()
}

const each = (item: string) => IDLE.map((account) => `${account} ${item}`).sort()

describe('an account without events', () => {
  test('facts 4: one trail of management events reaches it: its first copy is free, nothing is open', async () => {
    expect(await openOf([orgTrail('org')])).toEqual([])
    expect(await openOf([orgTrail('org')], [])).toEqual([])
  })

  test('R16 all files of two trails were read and none are of it: it had no events', async () => {
    const two = [orgTrail('org'), orgTrail('second', { config: { s3Bucket: 'second-logs' } })]
    expect(await openOf(two, [read, { ...read, bucket: 'second-logs' }])).toEqual([])
  })

  test('two trails whose files were not read may hold further copies', async () => {
    const two = [orgTrail('org'), orgTrail('second', { config: { s3Bucket: 'second-logs' } })]
    expect(new Set(await openOf(two, []))).toEqual(new Set(each('management-copy')))
  })

  test('[U] reads by one trail and writes by another may be charged by trail', async () => {
    const half = (readOnly: string) =>
      known({
        AdvancedEventSelectors: [
          {
            FieldSelectors: [
              { Field: 'eventCategory', Equals: ['Management'] },
              { Field: 'readOnly', Equals: [readOnly] },
            ],
          },
        ],
      })
    const two = [
      orgTrail('org', { selectors: half('true') }),
      orgTrail('second', { selectors: half('false'), config: { s3Bucket: 'second-logs' } }),
    ]
    expect(new Set(await openOf(two, []))).toEqual(new Set(each('management-copy')))
  })

  test('data events that were not read are data events, not copies of management events', async () => {
    const data = [orgTrail('org', { selectors: of('Management', 'Data') })]
    expect(await openOf(data, [])).toEqual(each('data-event'))
    expect(await openOf(data)).toEqual([])
  })

  test('an account whose trails or regions were not listed may have trails that nobody knows', async () => {
    const trailsListed = asked.trailsListed?.filter(({ account }) => account === ACCOUNT) ?? []
    expect(await openOf([orgTrail('org')], [read], { trailsListed })).toEqual(
      each('management-copy'),
    )
    const regions = IDLE.map((account) => ({ account, readAt: AT, regions: denied }))
    expect(await openOf([orgTrail('org')], [read], { regions })).toEqual(each('management-copy'))
  })
})

test('digests of an organisation trail: at most one an hour for each region of each member, if all are known', async () => {
  const org = orgTrail('org', { config: { isOrganization: true, logFileValidation: true } })
  const requests = async (...given: Parameters<typeof billed>) => {
    const { lines } = await billed(...given)
    return lines.find(({ item }) => item === 's3-put')?.volume.perMonth.high
  }
  // one file in a window of one second, as a month's
  expect(await requests([org])).toBe(CELLS.length * 730 + 730 * 3600)
  const regions = asked.regions?.filter(({ account }) => account !== IDLE[0]) ?? []
  expect(await requests([org], [read], { regions })).toBeNull()
})

test('a trail of one region of an account whose regions were not listed: its files were not read', async () => {
  const far = trail('far', {
    region: 'ap-south-1',
    selectors: of('Data'),
    config: { isMultiRegion: false },
  })
  const { lines } = await billed([orgTrail('org'), far], [read], { regions: [] })
  expect(
    lines.filter((l) => l.trail === far.arn && l.item === 'data-event').map((l) => l.usd.high),
  ).toEqual([null])
})
