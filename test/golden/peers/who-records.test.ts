import { describe, expect, it } from 'vitest'
import type { AdvancedSelector, BasicSelector, Selectors } from '../../../src/model/selector.ts'
import type { Snapshot } from '../../../src/model/snapshot.ts'
import { DAY, HOUR } from '../../../src/model/time.ts'
import { dataEventsChecks } from '../../../src/reason/assess/checks/data-events/list.ts'
import { existenceChecks } from '../../../src/reason/assess/checks/existence/list.ts'
import { fragmentationChecks } from '../../../src/reason/assess/checks/fragmentation/list.ts'
import {
  ACCOUNT,
  AT,
  bucketOf,
  denied,
  known,
  MANAGEMENT,
  REGION,
  snapshotOf,
  trailOf,
} from '../../../src/reason/assess/given.ts'
import { organizationTrail, snapshotOfTwo } from '../../../src/reason/assess/given-organization.ts'
import { assess, worldOf } from '../../../src/reason/assess/run.ts'

const checks = [...existenceChecks, ...fragmentationChecks, ...dataEventsChecks]

/** Statuses of a check on one thing: of all of its results where none is named. */
const say = (snapshot: Snapshot, check: string, about?: string): readonly string[] => {
  const wanted = checks.filter((c) => c.id === check)
  expect(wanted).toHaveLength(1)
  return assess(worldOf(snapshot, AT), wanted)
    .filter((f) => about === undefined || f.resource.includes(about))
    .map((f) => f.status)
}

const advanced = (...selectors: AdvancedSelector['FieldSelectors'][]): Selectors => ({
  AdvancedEventSelectors: selectors.map((FieldSelectors) => ({ FieldSelectors })),
})
const basic = (...EventSelectors: BasicSelector[]): Selectors => ({ EventSelectors })
const MANAGEMENT_ONLY = [{ Field: 'eventCategory', Equals: ['Management'] }]
const objects = (...more: AdvancedSelector['FieldSelectors']) => [
  { Field: 'eventCategory', Equals: ['Data'] },
  { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
  ...more,
]
const selecting = (selectors: Selectors, given: Parameters<typeof trailOf>[0] = {}) =>
  trailOf({ selectors: known(selectors), ...given })
const withBuckets = (names: readonly string[], ...trails: Snapshot['trails']) =>
  snapshotOf({ trails, buckets: [bucketOf(), ...names.map((name) => bucketOf({ name }))] })

describe('peers 2b: defects of other tools that these checks must not have', () => {
  it('1 a multi-region trail with data events only does not count as recording management events', () => {
    const snapshot = snapshotOf({ trails: [selecting(advanced(objects()))] })
    expect(say(snapshot, 'management-reads-missed')).toEqual(['fail'])
    expect(say(snapshot, 'management-writes-missed')).toEqual(['fail'])
  })

  it('1 a trail with reads only does not count as recording writes', () => {
    const snapshot = snapshotOf({ trails: [selecting(basic({ ReadWriteType: 'ReadOnly' }))] })
    expect(say(snapshot, 'management-reads-missed')).toEqual(['pass'])
    expect(say(snapshot, 'management-writes-missed')).toEqual(['fail'])
  })

  it('2 the display name of a selector does not matter', () => {
    const AdvancedEventSelectors = [{ Name: 'by terraform', FieldSelectors: MANAGEMENT_ONLY }]
    const snapshot = snapshotOf({ trails: [selecting({ AdvancedEventSelectors })] })
    expect(say(snapshot, 'management-reads-missed')).toEqual(['pass'])
    expect(say(snapshot, 'management-writes-missed')).toEqual(['pass'])
  })

  it('2 eventSource NotEquals kms.amazonaws.com is seen', () => {
    const selectors = advanced([
      ...MANAGEMENT_ONLY,
      { Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] },
    ])
    const snapshot = snapshotOf({ trails: [selecting(selectors)] })
    expect(say(snapshot, 'kms-events-missed')).toEqual(['fail'])
    expect(say(snapshot, 'management-reads-missed')).toEqual(['pass'])
  })

  it('3 the writes of one bucket do not count as the reads of all buckets', () => {
    const selectors = advanced(
      MANAGEMENT_ONLY,
      objects(
        { Field: 'readOnly', Equals: ['false'] },
        { Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::one/'] },
      ),
    )
    const snapshot = withBuckets(['one', 'other'], selecting(selectors))
    expect(say(snapshot, 's3-reads-unrecorded')).toEqual(['fail', 'fail'])
    expect(say(snapshot, 's3-writes-unrecorded', ':::one')).toEqual(['pass'])
    expect(say(snapshot, 's3-writes-unrecorded', ':::other')).toEqual(['fail'])
  })

  it('3 a stopped trail with perfect selectors records no object', () => {
    const stopped = selecting(advanced(MANAGEMENT_ONLY, objects()), {
      status: { isLogging: false },
    })
    const snapshot = withBuckets(['one'], stopped)
    expect(say(snapshot, 's3-reads-unrecorded')).toEqual(['fail'])
    expect(say(snapshot, 'account-without-recorder')).toEqual(['fail'])
  })

  it('4 one trail that cannot be read does not spoil the judgement of the others', () => {
    const unread = trailOf({ name: 'a-first', status: denied, selectors: denied })
    const snapshot = snapshotOf({ trails: [unread, trailOf()] })
    expect(say(snapshot, 'trail-not-logging', 'trail/main')).toEqual(['pass'])
    expect(say(snapshot, 'management-writes-missed')).toEqual(['pass'])
  })

  it('5 the order of regions and trails makes no difference', () => {
    const one = snapshotOf({
      trails: [trailOf(), trailOf({ name: 'b', status: { isLogging: false } })],
    })
    const turned = {
      ...one,
      trails: one.trails.toReversed().map((t) => ({ ...t, status: t.status.toReversed() })),
      trailsListed: one.trailsListed.toReversed(),
      regions: one.regions.toReversed(),
    }
    expect(assess(worldOf(turned, AT), checks)).toEqual(assess(worldOf(one, AT), checks))
  })

  it('9 the trail of Control Tower is judged like any other', () => {
    const name = 'aws-controltower-BaselineCloudTrail'
    const snapshot = snapshotOf({ trails: [trailOf({ name, status: { isLogging: false } })] })
    expect(say(snapshot, 'trail-not-logging', name)).toEqual(['fail'])
  })

  it('11 the freshness of CloudWatch Logs is not taken from the delivery to S3', () => {
    const group = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:trail:*`
    const status = { latestDeliveryTime: AT - HOUR, latestCloudWatchDeliveryTime: AT - 9 * DAY }
    const snapshot = snapshotOf({
      trails: [trailOf({ config: { cloudWatchLogGroupArn: group }, status })],
    })
    expect(say(snapshot, 'cloudwatch-delivery-failing')).toContain('fail')
    expect(say(snapshot, 's3-delivery-failing')).toEqual(['pass'])
  })

  it('12 a bucket is not covered by a selector for another whose name begins so', () => {
    const selectors = advanced(
      objects({ Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::logs-archive/'] }),
    )
    const snapshot = withBuckets(['logs', 'logs-archive'], selecting(selectors))
    expect(say(snapshot, 's3-reads-unrecorded', ':::logs-archive')).toEqual(['pass'])
    expect(say(snapshot, 's3-reads-unrecorded')).toEqual(['fail', 'pass'])
  })

  it('12 a prefix is not the whole bucket', () => {
    const selectors = advanced(
      objects({ Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::one/public/'] }),
    )
    expect(say(withBuckets(['one'], selecting(selectors)), 's3-reads-unrecorded')).toEqual(['fail'])
  })

  it('13 a trail with advanced selectors and no basic ones is judged by them', () => {
    const selectors = { EventSelectors: [], ...advanced(objects()) }
    const snapshot = snapshotOf({ trails: [selecting(selectors)] })
    expect(say(snapshot, 'management-writes-missed')).toEqual(['fail'])
  })

  it("14 the organisation's trail, unreadable from a member, is unknown and never a failure", () => {
    const unread = organizationTrail({ selectors: denied, status: denied })
    const snapshot = snapshotOfTwo({ trails: [unread] })
    for (const check of existenceChecks) expect(say(snapshot, check.id)).not.toContain('fail')
    expect(say(snapshot, 'account-without-recorder')).toEqual(['unknown', 'unknown'])
  })

  it('14 an unknown names the account that owns the trail', () => {
    const snapshot = snapshotOfTwo({ trails: [organizationTrail({ selectors: denied })] })
    const [first] = assess(
      worldOf(snapshot, AT),
      existenceChecks.filter((c) => c.id === 'management-reads-missed'),
    )
    expect(first?.status).toBe('unknown')
    expect(first?.reason).toContain(MANAGEMENT)
  })

  it('15 twenty hours are less than a day', () => {
    const snapshot = snapshotOf({
      trails: [trailOf({ status: { latestDeliveryTime: AT - 20 * HOUR } })],
    })
    expect(say(snapshot, 's3-delivery-failing')).toEqual(['pass'])
  })

  it('16 a log bucket in another account of the organisation is no third party', () => {
    const snapshot = snapshotOfTwo({ buckets: [bucketOf({ owner: known(MANAGEMENT) })] })
    expect(say(snapshot, 'third-party-trail')).toEqual(['pass'])
  })

  it('17 the second of two selectors counts', () => {
    const selectors = basic(
      { IncludeManagementEvents: false, DataResources: [] },
      { ReadWriteType: 'All', IncludeManagementEvents: true },
    )
    expect(say(snapshotOf({ trails: [selecting(selectors)] }), 'management-writes-missed')).toEqual(
      ['pass'],
    )
  })

  it('18 an account whose only trail lies in another region than the first is found', () => {
    const regional = trailOf({ region: 'us-east-1', config: { isMultiRegion: false } })
    const snapshot = snapshotOf({ trails: [regional] })
    expect(say(snapshot, 'account-without-recorder')).toEqual(['pass'])
    expect(say(snapshot, 'region-not-recorded')).toEqual(['fail'])
  })

  it('19 a second trail with data events only is no failure beside a healthy one', () => {
    const second = selecting(advanced(objects()), {
      name: 'data',
      config: { isMultiRegion: false },
    })
    const snapshot = snapshotOf({ trails: [trailOf(), second] })
    for (const check of existenceChecks) expect(say(snapshot, check.id)).not.toContain('fail')
  })
})

describe('peers 6: what to test against ourselves', () => {
  it('reads in one trail and writes in another are all events', () => {
    const snapshot = snapshotOf({
      trails: [
        selecting(advanced([...MANAGEMENT_ONLY, { Field: 'readOnly', Equals: ['true'] }]), {
          name: 'reads',
        }),
        selecting(advanced([...MANAGEMENT_ONLY, { Field: 'readOnly', Equals: ['false'] }]), {
          name: 'writes',
        }),
      ],
    })
    expect(say(snapshot, 'management-reads-missed')).toEqual(['pass'])
    expect(say(snapshot, 'management-writes-missed')).toEqual(['pass'])
    expect(say(snapshot, 'recorded-twice')).toEqual(['pass'])
  })

  it('GetObject left out by eventName is a read that is missed', () => {
    const selectors = advanced(objects({ Field: 'eventName', StartsWith: ['Put', 'Delete'] }))
    expect(say(withBuckets(['one'], selecting(selectors)), 's3-reads-unrecorded')).toEqual(['fail'])
  })

  it.each(['arn:aws:s3', 'arn:aws:s3:::'])('%s is every bucket', (value) => {
    const selectors = basic({ DataResources: [{ Type: 'AWS::S3::Object', Values: [value] }] })
    const snapshot = withBuckets(['one'], selecting(selectors))
    expect(say(snapshot, 's3-reads-unrecorded')).toEqual(['pass'])
    expect(say(snapshot, 'everything-logged-without-strategy')).toEqual(['fail'])
  })

  it('arn:aws-us-gov:s3 is every bucket of GovCloud', () => {
    const selectors = basic({
      DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws-us-gov:s3'] }],
    })
    const snapshot = withBuckets(['one'], selecting(selectors))
    expect(say({ ...snapshot, partition: 'aws-us-gov' }, 's3-reads-unrecorded')).toEqual(['pass'])
  })

  it('three basic selectors, the last one empty', () => {
    const selectors = basic(
      { DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }] },
      { ReadWriteType: 'ReadOnly', IncludeManagementEvents: true },
      { IncludeManagementEvents: false, DataResources: [] },
    )
    expect(say(withBuckets(['one'], selecting(selectors)), 's3-reads-unrecorded')).toEqual(['pass'])
  })

  it('both lists empty: the default where AWS says so, otherwise unknown', () => {
    const empty = { EventSelectors: [], AdvancedEventSelectors: [] }
    const byDefault = selecting(empty, { over: { hasCustomEventSelectors: known(false) } })
    expect(say(snapshotOf({ trails: [byDefault] }), 'management-writes-missed')).toEqual(['pass'])
    const custom = selecting(empty)
    expect(say(snapshotOf({ trails: [custom] }), 'management-writes-missed')).toEqual(['unknown'])
  })

  it('a stopped trail beside a covering healthy one is no loss of events', () => {
    const stopped = trailOf({ name: 'old', status: { isLogging: false } })
    const snapshot = snapshotOf({ trails: [trailOf(), stopped] })
    expect(say(snapshot, 'management-writes-missed')).toEqual(['pass'])
    const found = assess(worldOf(snapshot, AT), checks).filter((f) => f.status === 'fail')
    expect(
      found.filter((f) => f.resource.endsWith('/old')).map((f) => [f.check, f.severity]),
    ).toEqual([['trail-not-logging', 'low']])
  })

  it('a trail that is logging into a refusing bucket records nothing', () => {
    const snapshot = snapshotOf({
      trails: [trailOf({ status: { latestDeliveryError: 'NoSuchBucket' } })],
    })
    expect(say(snapshot, 's3-delivery-failing')).toEqual(['fail'])
    expect(say(snapshot, 'account-without-recorder')).toEqual(['fail'])
    expect(say(snapshot, 'management-reads-missed')).toEqual([])
  })

  it('no error, and the last delivery is four days old', () => {
    const snapshot = snapshotOf({
      trails: [trailOf({ status: { latestDeliveryTime: AT - 4 * DAY } })],
    })
    expect(say(snapshot, 's3-delivery-failing')).toEqual(['fail'])
    expect(say(snapshot, 'account-without-recorder')).toEqual(['fail'])
  })

  it('a quiet region is not stale while another region of the account delivers', () => {
    const quiet = trailOf()
    const status = quiet.status.map((s) =>
      s.region === REGION
        ? s
        : { ...s, status: known({ isLogging: true, latestDeliveryTime: AT - 30 * DAY }) },
    )
    const snapshot = snapshotOf({ trails: [{ ...quiet, status }] })
    expect(say(snapshot, 's3-delivery-failing')).toEqual(['pass'])
    expect(say(snapshot, 'region-not-recorded')).toEqual(['pass'])
  })

  it('a regional trail with other classes than the trail of the organisation is no duplicate', () => {
    const regional = selecting(advanced(objects()), {
      name: 'objects',
      config: { isMultiRegion: false },
      places: [{ account: ACCOUNT, region: REGION }],
    })
    const snapshot = snapshotOfTwo({ trails: [organizationTrail(), regional] })
    expect(say(snapshot, 'recorded-twice')).toEqual(['pass', 'pass'])
    expect(say(snapshot, 'account-trails-beside-organization-trail')).toEqual(['pass'])
  })

  it('two selectors of one trail are one copy', () => {
    const snapshot = snapshotOf({ trails: [selecting(advanced(MANAGEMENT_ONLY, MANAGEMENT_ONLY))] })
    expect(say(snapshot, 'recorded-twice')).toEqual(['pass'])
  })

  it('a second copy of the same objects is found, once for all regions, with what each alone adds', () => {
    const narrow = selecting(
      advanced(objects({ Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::one/'] })),
      { name: 'narrow' },
    )
    const snapshot = withBuckets(['one'], selecting(advanced(objects()), { name: 'wide' }), narrow)
    const found = assess(
      worldOf(snapshot, AT),
      checks.filter((c) => c.id === 'recorded-twice'),
    )
    expect(found.map((f) => [f.status, f.resource.split('/')[1]])).toEqual([['fail', 'narrow']])
    expect(found[0]?.evidence).toContain('trail narrow adds nothing')
    expect(found[0]?.reason).toContain('2 places')
  })
})
