import { describe, expect, it } from 'vitest'
import { historyNames } from '../../../../src/gather/collect/probes/history/names.ts'
import { history } from '../../../../src/gather/collect/probes/history.ts'
import type { Manifest } from '../../../../src/model/manifest.ts'
import type { Snapshot } from '../../../../src/model/snapshot.ts'
import { DAY, HOUR, MINUTE } from '../../../../src/model/time.ts'
import { bucketOf, trailOf } from '../../../../src/reason/assess/given.ts'
import {
  configurationNames,
  trailWrites,
} from '../../../../src/reason/coverage/configuration-names.ts'
import { historyEvents, historyReads } from '../../../../src/reason/coverage/history.ts'
import { historyWitness } from '../../../../src/reason/coverage/trails/witness.ts'
import { answers } from './answers.ts'
import { ACCOUNT, awsError, type Canned, NOW, placeOf, REGION } from './place.ts'
import { foundBefore } from './whole.ts'

const OTHER = '999999999999'

const run = async (found: Partial<Snapshot>, canned: Canned = {}) => {
  const place = placeOf(history, {
    answers: { ...answers, ...canned },
    found,
    region: 'us-east-1',
  })
  return { rows: (await history.run(place)).history, asked: place.asked }
}

const asSnapshot = async (rows: Snapshot['history']): Promise<Snapshot> => ({
  ...(await foundBefore('places')),
  history: rows,
})

const NOTHING_INGESTED: Manifest = {
  runs: [],
  objects: [],
  conflicts: [],
  unknownKeys: {},
  events: 0,
  sightings: 0,
}

/** Times at which coverage takes the rows for a witness of the trail. */
const witnessed = async (rows: Snapshot['history'], settling: number) =>
  historyWitness(
    { account: ACCOUNT, region: REGION },
    historyReads([await asSnapshot(rows)], NOTHING_INGESTED, settling),
  )

const failing = (name: string): Canned => ({
  'cloudtrail:LookupEvents': (input) => {
    const [attribute] = input.LookupAttributes as { AttributeValue: string }[]
    return attribute?.AttributeValue === name ? awsError('InternalError') : { Events: [] }
  },
})

const organization = (id: string): Snapshot['organization'] => ({
  known: {
    id: 'o-abcdefghij',
    managementAccount: id,
    accounts: [ACCOUNT, OTHER].map((account) => ({ id: account, status: 'ACTIVE' })),
  },
})

describe('what is looked up', () => {
  it('R21 are all changes of trails that coverage takes for a witness', () => {
    expect(trailWrites.filter((n) => !historyNames.recorder.some((name) => name === n))).toEqual([])
  })

  it.each([
    ['s3.amazonaws.com', historyNames.bucket],
    ['kms.amazonaws.com', historyNames.key],
    ['organizations.amazonaws.com', historyNames.organization],
    ['account.amazonaws.com', historyNames.region],
  ] as const)('are all configuration events of %s that coverage reads', (source, names) => {
    const known: readonly string[] = names
    expect(configurationNames[source].filter((name) => !known.includes(name))).toEqual([])
  })

  it('leaves out grants, which services retire thousands of times a day', () => {
    expect(historyNames.key.filter((name) => name.endsWith('Grant'))).toEqual([])
  })

  it('is asked in the home region of the trail, the region of the bucket and of the key', async () => {
    const { asked } = await run({
      trails: [trailOf({ region: 'eu-central-1' })],
      buckets: [bucketOf({ region: { known: 'ap-south-1' }, owner: { known: ACCOUNT } })],
    })
    const regionOf = (name: string) => [
      ...new Set(
        asked.filter((a) => JSON.stringify(a.input).includes(`"${name}"`)).map((a) => a.region),
      ),
    ]
    expect(regionOf('StopLogging')).toEqual(['eu-central-1'])
    expect(regionOf('PutBucketLifecycle')).toEqual(['ap-south-1'])
    expect(regionOf('EnableRegion')).toEqual(['us-east-1'])
    expect(regionOf('CreateAccount')).toEqual([])
  })

  it('of the organisation is asked in the management account alone', async () => {
    const created = (rows: Snapshot['history']) =>
      rows.filter((r) => r.eventNames.includes('CreateAccount')).map((r) => r.region)
    expect(created((await run({ organization: organization(ACCOUNT) })).rows)).toEqual([
      'us-east-1',
    ])
    expect(created((await run({ organization: organization(OTHER) })).rows)).toEqual([])
  })

  it('facts 8.3 a trail of the organisation may be changed from a member, and is looked up there', async () => {
    const trails = [trailOf({ account: OTHER, config: { isOrganization: true } })]
    const { rows } = await run({ trails, organization: organization(OTHER) })
    expect(rows.filter((r) => r.eventNames.includes('StopLogging')).map((r) => r.region)).toEqual([
      REGION,
    ])
    const alone = await run({ trails, organization: { known: null } })
    expect(alone.rows.filter((r) => r.eventNames.includes('StopLogging'))).toEqual([])
  })
})

describe('R21 a look-up', () => {
  const found = { trails: [trailOf()] }

  it('that was answered witnesses the last 90 days, less what drops off', async () => {
    const { rows } = await run(found)
    const times = await witnessed(rows, 15 * MINUTE)
    expect(times).toEqual([{ from: NOW - 90 * DAY + HOUR, to: NOW - 15 * MINUTE }])
  })

  it('of which one name failed witnesses nothing, and keeps what the others said', async () => {
    const { rows } = await run(found, failing('UpdateTrail'))
    expect(await witnessed(rows, 0)).toEqual([])
    const failed = rows.filter((r) => 'unknown' in r.events)
    expect(failed.map((r) => r.eventNames)).toEqual([['UpdateTrail']])
  })

  it('gives records that coverage reads', async () => {
    const { rows } = await run(found)
    expect(historyEvents([await asSnapshot(rows)])).toMatchObject([
      { name: 'StopLogging', id: 'e1', account: ACCOUNT, region: REGION, failed: false },
    ])
  })

  it.each([undefined, '{', '{}', '{"eventTime":"soon","eventName":"StopLogging"}', 'null'])(
    'with a broken record (%s) is unknown',
    async (CloudTrailEvent) => {
      const { rows } = await run(found, {
        'cloudtrail:LookupEvents': { Events: [{ EventId: 'e', CloudTrailEvent }] },
      })
      expect(rows.every((r) => 'unknown' in r.events)).toBe(true)
    },
  )

  it('keeps an event that two pages give once', async () => {
    const CloudTrailEvent = JSON.stringify({
      eventTime: '2026-02-01T00:00:00Z',
      eventID: 'e',
      eventName: 'EnableRegion',
    })
    const page = { Events: [{ CloudTrailEvent }] }
    const place = placeOf(history, { answers: { 'cloudtrail:LookupEvents': [page, page] } })
    const { history: rows } = await history.run(place)
    expect(rows[0]?.events).toHaveProperty('known.length', 2) // one for each of the two names
  })
})
