import { describe, expect, test } from 'vitest'
import { expectedChains } from '../../../../src/gather/verify/expectations/chains.ts'
import { expectedOf } from '../../../../src/gather/verify/expectations/expected.ts'
import { ownersOf } from '../../../../src/gather/verify/expectations/owners.ts'
import { changesOfTrails } from '../../../../src/gather/verify/lake/trail-events.ts'
import type { ConfigurationEvent } from '../../../../src/model/coverage.ts'
import { defaultRegions } from '../../../../src/model/regions.ts'
import type { Snapshot } from '../../../../src/model/snapshot.ts'
import { DAY, HOUR, type Instant } from '../../../../src/model/time.ts'
import { ARN, READ, snapshotWith, trailSeen } from './snapshots.ts'

const HOME = { account: '111122223333', region: 'eu-west-1' }
const ground = (...snapshots: Snapshot[]) => ({ snapshots, changes: [] })

const event = (time: Instant, name: string, response: object | null): ConfigurationEvent => ({
  time,
  id: `${name} ${time}`,
  account: HOME.account,
  region: HOME.region,
  source: 'cloudtrail.amazonaws.com',
  name,
  failed: false,
  request: { name: 'audit' },
  response,
  details: null,
  objects: [],
})

const created = (time: Instant, logFileValidationEnabled: boolean) =>
  event(time, 'CreateTrail', { trailARN: ARN, s3BucketName: 'b', logFileValidationEnabled })

describe('since when there must be digests', () => {
  test('a snapshot alone proves no more than its own time: validation may be younger than logging', () => {
    expect(expectedOf(ARN, HOME, ground(snapshotWith([trailSeen()])))).toMatchObject({
      since: READ,
    })
  })

  test('two snapshots with one start between them prove the time between', () => {
    const early = trailSeen({ readAt: READ - 5 * HOUR, startLoggingTime: READ - DAY })
    const late = trailSeen({ startLoggingTime: READ - DAY })
    expect(
      expectedOf(ARN, HOME, ground(snapshotWith([late]), snapshotWith([early]))),
    ).toMatchObject({
      since: READ - 5 * HOUR,
    })
    const restarted = trailSeen({ startLoggingTime: READ - HOUR })
    expect(
      expectedOf(ARN, HOME, ground(snapshotWith([restarted]), snapshotWith([early]))),
    ).toMatchObject({
      since: READ,
    })
  })

  test('an event that switched validation on reaches back to the start of logging', async () => {
    const changes = await changesOfTrails(null, [created(READ - 2 * DAY, true)])
    const snapshots = [snapshotWith([trailSeen({ startLoggingTime: READ - DAY })])]
    expect(expectedOf(ARN, HOME, { snapshots, changes })).toMatchObject({ since: READ - DAY })
    const off = await changesOfTrails(null, [created(READ - 2 * DAY, false)])
    expect(expectedOf(ARN, HOME, { snapshots, changes: off })).toMatchObject({ since: READ })
  })

  test('a digest of another region, or the time of the newest one, is a witness too', () => {
    const multi = { isMultiRegion: true, startLoggingTime: READ - DAY }
    const snapshots = [snapshotWith([trailSeen(multi)])]
    expect(
      expectedOf(ARN, { ...HOME, region: 'us-east-1' }, ground(...snapshots), READ - 3 * HOUR),
    ).toMatchObject({ since: READ - 3 * HOUR })
    const told = snapshotWith([trailSeen({ latestDigestDeliveryTime: READ - HOUR })])
    expect(expectedOf(ARN, HOME, ground(told))).toMatchObject({
      since: READ - 2 * HOUR,
      latestDigestDelivery: READ - HOUR,
    })
  })

  test('no account is asked for digests from before it joined', () => {
    const member = '444455556666'
    const trail = trailSeen({ isOrganization: true, startLoggingTime: READ - DAY })
    const organization = {
      known: {
        id: 'o-abcdefghij',
        managementAccount: HOME.account,
        accounts: [{ id: member, status: 'ACTIVE' as const, joinedAt: READ - HOUR }],
      },
    }
    const snapshot = snapshotWith([trail], { organization })
    expect(
      expectedOf(ARN, { ...HOME, account: member }, ground(snapshot), READ - 5 * HOUR),
    ).toMatchObject({ since: READ - HOUR })
    expect(expectedOf(ARN, { ...HOME, account: '999999999999' }, ground(snapshot))).toMatchObject({
      since: null,
    })
  })
})

describe('where none are written', () => {
  test.each([
    ['validation is off', trailSeen({ logFileValidation: false }), HOME, 'validation is off'],
    ['logging is off', trailSeen({ isLogging: false }), HOME, 'logging is off'],
    [
      'another region than the one it records',
      trailSeen(),
      { ...HOME, region: 'us-east-1' },
      'home region',
    ],
    ['another account', trailSeen(), { ...HOME, account: '444455556666' }, 'no organisation trail'],
  ])('%s', (_, trail, cell, because) => {
    const expected = expectedOf(ARN, cell, ground(snapshotWith([trail])))
    expect(expected?.since).toBeNull()
    expect(expected?.because).toContain(because)
  })

  test('a later list without the trail says that it is gone', () => {
    const before = snapshotWith([trailSeen()])
    const after = snapshotWith([], {
      collectedAt: READ + DAY,
      trailsListed: [{ ...HOME, readAt: READ + DAY, listed: { known: true } }],
    })
    expect(expectedOf(ARN, HOME, ground(after, before))).toMatchObject({
      since: null,
      readAt: READ + DAY,
    })
  })

  test('nothing is said where no snapshot says anything', () => {
    expect(expectedOf(ARN, HOME, ground())).toBeNull()
    expect(expectedOf(null, HOME, ground(snapshotWith([trailSeen()])))).toBeNull()
    const denied = { ...trailSeen(), config: { unknown: 'access-denied' as const } }
    expect(expectedOf(ARN, HOME, ground(snapshotWith([denied])))).toBeNull()
  })
})

describe('which chains there must be', () => {
  test('a multi-region trail has one in each region that is known to be enabled', () => {
    const snapshot = snapshotWith([trailSeen({ isMultiRegion: true })], {
      regions: [
        {
          account: HOME.account,
          readAt: READ,
          regions: {
            known: [
              { name: 'af-south-1', enabled: true },
              { name: 'me-south-1', enabled: false },
            ],
          },
        },
      ],
    })
    const regions = expectedChains(ground(snapshot)).map((c) => c.id.region)
    expect(regions.toSorted()).toEqual([...defaultRegions, 'af-south-1'].toSorted())
  })

  test('an organisation trail has them for each active member; a stopped one nowhere', () => {
    const organization = {
      known: {
        id: 'o-abcdefghij',
        managementAccount: HOME.account,
        accounts: [
          { id: HOME.account, status: 'ACTIVE' as const },
          { id: '444455556666', status: 'ACTIVE' as const },
          { id: '777788889999', status: 'SUSPENDED' as const },
        ],
      },
    }
    const on = snapshotWith([trailSeen({ isOrganization: true })], { organization })
    expect(expectedChains(ground(on)).map((c) => c.id.account)).toEqual([
      HOME.account,
      '444455556666',
    ])
    const off = snapshotWith([trailSeen({ isOrganization: true, isLogging: false })], {
      organization,
    })
    expect(expectedChains(ground(off))).toEqual([])
  })
})

describe('whose trail it is', () => {
  const organization = trailSeen({ isOrganization: true })
  test('outside of an organisation it is the account of the folder', () => {
    expect(
      ownersOf([], [])('audit', 'eu-west-1', { account: '444455556666', organization: null }),
    ).toBe(ARN.replace('111122223333', '444455556666'))
    expect(
      ownersOf([], [])('t', 'us-gov-west-1', { account: '444455556666', organization: null }),
    ).toContain('arn:aws-us-gov:')
  })
  test('in an organisation it is what snapshots or events say, and nobody where two could be meant', async () => {
    const folder = { account: '444455556666', organization: 'o-abcdefghij' }
    expect(ownersOf([snapshotWith([organization])], [])('audit', 'eu-west-1', folder)).toBe(ARN)
    expect(ownersOf([snapshotWith([trailSeen()])], [])('audit', 'eu-west-1', folder)).toBeNull()
    const other = trailSeen({
      isOrganization: true,
      arn: ARN.replace('111122223333', '777788889999'),
    })
    expect(
      ownersOf([snapshotWith([organization, other])], [])('audit', 'eu-west-1', folder),
    ).toBeNull()
    const changes = await changesOfTrails(null, [
      event(READ, 'CreateTrail', { trailARN: ARN, s3BucketName: 'b', isOrganizationTrail: true }),
    ])
    expect(ownersOf([], changes)('audit', 'eu-west-1', folder)).toBe(ARN)
  })
})
