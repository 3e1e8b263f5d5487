import { describe, expect, test } from 'vitest'
import type { Evidence } from '../../../src/model/coverage.ts'
import { defaultRegions } from '../../../src/model/regions.ts'
import type { Snapshot } from '../../../src/model/snapshot.ts'
import { HOUR } from '../../../src/model/time.ts'
import {
  A,
  arnOf,
  at,
  B,
  complete,
  END,
  event,
  evidence,
  HOME,
  inRegion,
  management,
  manifest,
  objectsOf,
  START,
  selecting,
  snapshot,
  trail,
  trailAnswer,
} from './given.ts'
import { coverage, idsOf, told, whole } from './given-coverage.ts'

const MANAGEMENT = '999999999999'
const ends = (make: (time: number) => Partial<Snapshot>) =>
  [START, END].map((t) => snapshot(t, make(t)))

describe('R24 only the difference of a change is fuzzy', () => {
  const changed = at('2026-03-05')
  const put = event('PutEventSelectors', changed, {
    request: { trailName: 'main' },
    response: {
      trailARN: arnOf(),
      advancedEventSelectors: [
        { fieldSelectors: [{ field: 'eventCategory', equals: ['Management'] }] },
        {
          fieldSelectors: [
            { field: 'eventCategory', equals: ['Data'] },
            { field: 'resources.type', equals: ['AWS::S3::Object'] },
            { field: 'resources.ARN', startsWith: ['arn:aws:s3:::b/'] },
          ],
        },
      ],
    },
  })
  const widened = evidence({
    snapshots: [
      snapshot(START),
      snapshot(END, { trails: [trail(END, { selectors: selecting('b') })] }),
    ],
    events: [put],
  })

  test('what both select stays recorded', () => {
    expect(told(coverage(widened))).toEqual(whole('configured'))
  })

  test('what only the new selectors select is recorded 15 minutes after the change', () => {
    expect(told(coverage(widened, objectsOf('b')))).toEqual([
      '03-03T00:00 03-05T00:15 not selected',
      '03-05T00:15 03-08T00:00 configured',
    ])
  })

  test('a start and a stop are fuzzy for all, 15 minutes inwards', () => {
    const off = snapshot(START, { trails: [trail(START, { logging: false })] })
    const c = coverage(
      evidence({
        snapshots: [off, snapshot(END)],
        events: [event('StartLogging', changed)],
      }),
    )
    expect(told(c).at(-1)).toBe('03-05T00:15 03-08T00:00 configured')
  })

  test('to empty and back: blind from 15 minutes before to 15 minutes after', () => {
    const empty = event('PutEventSelectors', changed, {
      request: {
        trailName: 'main',
        eventSelectors: [
          {
            readWriteType: 'ReadOnly',
            includeManagementEvents: false,
            dataResources: [{ type: 'AWS::S3::Object', values: [] }],
          },
        ],
      },
    })
    const back = event('PutEventSelectors', changed + HOUR, {
      request: { trailName: arnOf(), eventSelectors: [{ readWriteType: 'All' }] },
    })
    expect(told(coverage(evidence({ events: [empty, back] })))).toEqual([
      '03-03T00:00 03-04T23:45 configured',
      '03-04T23:45 03-05T01:15 not selected',
      '03-05T01:15 03-08T00:00 configured',
    ])
  })

  test('a conversion to multi-region is fuzzy for an hour, in the other regions only', () => {
    const update = event('UpdateTrail', changed, {
      request: { name: 'main', isMultiRegionTrail: true },
      response: trailAnswer({}),
    })
    const c = evidence({
      snapshots: [
        snapshot(START, { trails: [trail(START, { config: { isMultiRegion: false } })] }),
        snapshot(END),
      ],
      events: [update],
    })
    expect(told(coverage(c, management(A, inRegion(HOME))))).toEqual(whole('configured'))
    expect(told(coverage(c, management(A, inRegion('eu-north-1'))))).toEqual([
      '03-03T00:00 03-05T00:00 region or account outside the trail',
      '03-05T00:00 03-05T01:00 not logging',
      '03-05T01:00 03-08T00:00 configured',
    ])
  })

  test('a newly enabled region is blind for 24 hours', () => {
    const enable = event('EnableRegion', changed, {
      source: 'account.amazonaws.com',
      request: { regionName: 'me-south-1' },
    })
    const c = evidence({ events: [enable] })
    expect(told(coverage(c, management(A, inRegion('me-south-1'))))).toEqual([
      '03-03T00:00 03-05T00:00 configured',
      '03-05T00:00 03-06T00:00 region newly enabled',
      '03-06T00:00 03-08T00:00 configured',
    ])
    expect(told(coverage(c, management(A, inRegion('eu-north-1'))))).toEqual(whole('configured'))
  })
})

describe('R25 places', () => {
  test('a single-region trail records its region and nothing else', () => {
    const single = evidence({
      snapshots: ends((t) => ({ trails: [trail(t, { config: { isMultiRegion: false } })] })),
    })
    expect(told(coverage(single, management(A, inRegion(HOME))))).toEqual(whole('configured'))
    expect(told(coverage(single, management(A, inRegion('us-east-1'))))).toEqual(
      whole('region or account outside the trail'),
    )
    expect(coverage(single).recorded).toEqual([])
  })

  test('a trail of another account records nothing of this one', () => {
    const c = coverage(evidence(), management(B))
    expect(told(c)).toEqual(whole('region or account outside the trail'))
  })

  const organization = (members: readonly object[]): Snapshot['organization'] => ({
    known: {
      id: 'o-abcdefghij',
      managementAccount: MANAGEMENT,
      accounts: members as never,
    },
  })
  const orgTrail = (t: number) =>
    trail(t, { account: MANAGEMENT, config: { isOrganization: true } })
  const withMembers = (members: readonly object[]) =>
    ends((t) => ({ trails: [orgTrail(t)], organization: organization(members) }))

  test('an organisation trail covers its members, and its own account', () => {
    const c = evidence({ snapshots: withMembers([{ id: A, status: 'ACTIVE' }]) })
    expect(told(coverage(c, management(A)))).toEqual(whole('configured'))
    expect(idsOf(coverage(c, management(A)))).toContain('membership')
    expect(told(coverage(c, management(MANAGEMENT)))).toEqual(whole('configured'))
    expect(told(coverage(c, management(B)))).toEqual(whole('region or account outside the trail'))
  })

  test('a member whose time of joining AWS tells needs no assumption', () => {
    const c = evidence({
      snapshots: withMembers([{ id: A, status: 'ACTIVE', joinedAt: at('2025-01-01') }]),
    })
    expect(idsOf(coverage(c, management(A)))).not.toContain('membership')
  })

  test('a trail whose home must be enabled has no copy in members that did not enable it', () => {
    const home = 'me-south-1'
    const far = (t: number, enabled: boolean): Partial<Snapshot> => ({
      trails: [trail(t, { account: MANAGEMENT, region: home, config: { isOrganization: true } })],
      organization: organization([{ id: A, status: 'ACTIVE' }]),
      regions: [{ account: A, readAt: t, regions: { known: [{ name: home, enabled }] } }],
    })
    const of = (enabled: boolean) =>
      coverage(evidence({ snapshots: ends((t) => far(t, enabled)) }), management(A))
    expect(told(of(true))).toEqual(whole('configured'))
    expect(of(false).recorded).toEqual([])
  })

  test('members unknown: only the trail’s own account is covered', () => {
    const c = evidence({ snapshots: ends((t) => ({ trails: [orgTrail(t)] })) })
    expect(told(coverage(c, management(A)))).toEqual(whole('configuration unknown'))
    expect(told(coverage(c, management(MANAGEMENT)))).toEqual(whole('configured'))
  })

  test('an account that joins is covered 24 hours later', () => {
    const joined = withMembers([{ id: A, status: 'ACTIVE', joinedAt: at('2026-03-05') }])
    const first = snapshot(START, { trails: [orgTrail(START)], organization: organization([]) })
    const c = evidence({ snapshots: [first, joined[1] ?? first] })
    expect(told(coverage(c, management(A)))).toEqual([
      '03-03T00:00 03-05T00:00 region or account outside the trail',
      '03-05T00:00 03-06T00:00 region or account outside the trail',
      '03-06T00:00 03-08T00:00 configured',
    ])
  })

  const organizational = (name: string, over: object) =>
    event(name, at('2026-03-05'), {
      source: 'organizations.amazonaws.com',
      account: MANAGEMENT,
      region: 'us-east-1',
      ...over,
    })

  test('an account that leaves is covered until then', () => {
    const member = withMembers([{ id: A, status: 'ACTIVE' }])
    const after = snapshot(END, { trails: [orgTrail(END)], organization: organization([]) })
    const [before = after] = member
    for (const leaving of [
      organizational('LeaveOrganization', { account: A, request: null }),
      organizational('RemoveAccountFromOrganization', { request: { accountId: A } }),
    ])
      expect(
        told(coverage(evidence({ snapshots: [before, after], events: [leaving] }), management(A))),
      ).toEqual([
        '03-03T00:00 03-04T23:45 configured',
        '03-04T23:45 03-05T00:00 region or account outside the trail',
        '03-05T00:00 03-08T00:00 region or account outside the trail',
      ])
  })

  test('without trusted access nothing is known of the members any more', () => {
    const disabled = organizational('DisableAWSServiceAccess', {
      request: { servicePrincipal: 'cloudtrail.amazonaws.com' },
    })
    const other = organizational('DisableAWSServiceAccess', {
      request: { servicePrincipal: 'guardduty.amazonaws.com' },
    })
    const snapshots = withMembers([{ id: A, status: 'ACTIVE' }])
    expect(told(coverage(evidence({ snapshots, events: [disabled] }), management(A)))).toEqual([
      '03-03T00:00 03-04T23:45 configured',
      '03-04T23:45 03-05T00:00 region or account outside the trail',
      '03-05T00:00 03-08T00:00 configuration unknown',
    ])
    expect(told(coverage(evidence({ snapshots, events: [other] }), management(A)))).toEqual(
      whole('configured'),
    )
  })

  test('regions known to be disabled at both ends need no recorder', () => {
    const only = manifest([complete({ region: HOME })])
    const regions = (t: number, enabled: readonly string[]) => [
      {
        account: A,
        readAt: t,
        regions: {
          known: [...defaultRegions, 'me-south-1'].map((name) => ({
            name,
            enabled: enabled.includes(name),
          })),
        },
      },
    ]
    const of = (enabled: readonly string[]) =>
      evidence({ manifest: only, snapshots: ends((t) => ({ regions: regions(t, enabled) })) })
    expect(told(coverage(of([HOME])))).toEqual(whole('configured'))
    expect(idsOf(coverage(of([HOME])))).toContain('regions')
    const two = coverage(of([HOME, 'us-east-1']))
    expect(two.recorded).toEqual([])
    expect(two.blind[0]?.scope[0]?.fields.region ?? two.blind[0]?.scope[0]?.also).toBeDefined()
  })
})

describe('R25 a region that was enabled between two whole lists', () => {
  const OPT_IN = 'ap-east-1'
  const listed = (t: number, extra: readonly string[] = []) => [
    {
      account: A,
      readAt: t,
      regions: { known: [...defaultRegions, ...extra].map((name) => ({ name, enabled: true })) },
    },
  ]
  const change = (name: string, time: string, request: unknown) =>
    event(name, at(time), {
      source: 'account.amazonaws.com',
      region: 'us-east-1',
      request,
    })
  const ofRegion = (e: Evidence) => told(coverage(e, management(A, inRegion(OPT_IN))))

  test('R24 it was disabled when the first list was read: when it was enabled is not known', () => {
    const before = snapshot(START, { regions: listed(START) })
    const after = snapshot(END, { regions: listed(END, [OPT_IN]) })
    const e = evidence({ snapshots: [before, after] })
    expect(ofRegion(e)).toEqual(whole('region newly enabled'))
    expect(told(coverage(e))).toEqual(whole('region newly enabled'))
  })

  test('R24 it is possible, and newly enabled, though neither list has it', () => {
    const snapshots = ends((t) => ({ regions: listed(t) }))
    const on = change('EnableRegion', '2026-03-05', { regionName: OPT_IN })
    const off = change('DisableRegion', '2026-03-07', { regionName: OPT_IN })
    const e = evidence({ snapshots, events: [on, off] })
    expect(told(coverage(e))).toEqual([
      '03-03T00:00 03-05T00:00 configured',
      '03-05T00:00 03-06T00:00 region newly enabled',
      '03-06T00:00 03-08T00:00 configured',
    ])
  })

  test('a change that does not say of which region leaves every region possible', () => {
    const snapshots = ends((t) => ({
      regions: listed(t),
      trails: [trail(t, { config: { isMultiRegion: false } })],
    }))
    const e = evidence({ snapshots, events: [change('EnableRegion', '2026-03-05', null)] })
    expect(coverage(e, management(A, inRegion(OPT_IN))).recorded).toEqual([])
  })
})

describe('R25 global services', () => {
  const iam = (region: string) =>
    management(A, { eventSource: { Equals: ['iam.amazonaws.com'] }, ...inRegion(region) })
  const single = (t: number, region: string, global: boolean) =>
    trail(t, { region, config: { isMultiRegion: false, includeGlobalServiceEvents: global } })
  const of = (region: string, global: boolean) =>
    evidence({ snapshots: ends((t) => ({ trails: [single(t, region, global)] })) })

  test('a single-region trail in us-east-1 records them only if it includes them', () => {
    expect(told(coverage(of('us-east-1', true), iam('us-east-1')))).toEqual(whole('configured'))
    expect(coverage(of('us-east-1', false), iam('us-east-1')).recorded).toEqual([])
    const ec2 = management(A, {
      eventSource: { Equals: ['ec2.amazonaws.com'] },
      ...inRegion('us-east-1'),
    })
    expect(told(coverage(of('us-east-1', false), ec2))).toEqual(whole('configured'))
  })

  test('a single-region trail elsewhere recorded them until 2021-11-22', () => {
    expect(coverage(of(HOME, true), iam('us-east-1')).recorded).toEqual([])
    const window = { from: at('2021-11-21'), to: at('2021-11-23') }
    const times = [at('2021-11-01'), at('2021-12-01')]
    const old = evidence({
      snapshots: times.map((t) => snapshot(t, { trails: [single(t, HOME, true)] })),
      manifest: manifest([complete({ from: at('2021-11-01'), to: at('2021-12-01') })]),
    })
    expect(told(coverage(old, iam('us-east-1'), window))).toEqual([
      '11-21T00:00 11-22T00:00 configured',
      '11-22T00:00 11-23T00:00 region or account outside the trail',
    ])
  })
})

describe('RecursiveLogging off', () => {
  test('writes to a log bucket are not surely recorded, other writes are', () => {
    const selectors = {
      AdvancedEventSelectors: [
        {
          FieldSelectors: [
            { Field: 'eventCategory', Equals: ['Data'] },
            { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
          ],
        },
      ],
    }
    const c = evidence({
      snapshots: ends((t) => ({
        trails: [trail(t, { selectors, config: { recursiveLogging: false } })],
      })),
    })
    const writes = (bucket: string) => {
      const [box] = objectsOf(bucket).boxes
      return {
        boxes: [
          {
            fields: {
              ...box?.fields,
              eventName: { Equals: ['PutObject'] },
              readOnly: { Equals: ['false'] },
            },
          },
        ],
      }
    }
    expect(told(coverage(c, writes('data')))).toEqual(whole('configured'))
    expect(coverage(c, writes('logs')).recorded).toEqual([])
  })
})
