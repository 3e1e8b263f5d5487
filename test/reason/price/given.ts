import { groupBy } from '../../../src/model/group-by.ts'
import { emptySnapshot } from '../../../src/model/snapshot/empty.ts'
import type { SnapshotTrail } from '../../../src/model/snapshot/trail.ts'
import type { Snapshot } from '../../../src/model/snapshot.ts'
import type { Interval } from '../../../src/model/time.ts'
import { MONTH } from '../../../src/model/volume.ts'
import { ACCOUNT, AT, known, REGION, trailOf } from '../../../src/reason/assess/given.ts'
import { billOf } from '../../../src/reason/price/bill/bill.ts'
import type { Measured } from '../../../src/reason/price/bill/measured.ts'
import type { Place } from '../../../src/reason/price/copies/places.ts'
import { cellKey } from '../../../src/reason/price/copies/recorder.ts'
import { allRecorders } from '../../../src/reason/price/copies/recorders.ts'
import { pricedTrails } from '../../../src/reason/price/copies/trails.ts'
import type { Tuple } from '../../../src/reason/price/volumes/tuple.ts'

/** A month before the snapshot: counts are a month's. */
export const WINDOW: Interval = { from: AT - MONTH, to: AT }

export const HERE = { account: ACCOUNT, region: REGION }

export const arnOf = (name: string): string =>
  `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/${name}`

/** A trail with a bucket of its own, without Insights. */
export const trail = (name: string, given: Parameters<typeof trailOf>[0] = {}): SnapshotTrail =>
  trailOf({
    name,
    ...given,
    config: { s3Bucket: `${name}-logs`, logFileValidation: false, ...given.config },
    over: { insightSelectors: known([]), ...given.over },
  })

/** The place that the trail of that name delivers to, with files of no size. */
export const place = (name: string, bit: number, over: Partial<Place> = {}): Place => ({
  ...HERE,
  bucket: `${name}-logs`,
  prefix: '',
  organization: null,
  trail: '',
  bit,
  files: 0,
  bytes: 0,
  firstEvent: WINDOW.from,
  lastEvent: WINDOW.to,
  ...over,
})

const management = (over: Partial<Tuple>, readOnly: boolean): Tuple => ({
  event: {
    eventCategory: 'Management',
    eventSource: 'ec2.amazonaws.com',
    eventName: readOnly ? 'DescribeInstances' : 'RunInstances',
    readOnly,
  },
  ...HERE,
  class: readOnly ? 'management-read' : 'management-write',
  type: null,
  resource: null,
  principal: null,
  invokedBy: null,
  isRecursive: false,
  seen: 1,
  again: 0,
  count: 1,
  bytes: 0,
  ...over,
})

export const reads = (count: number, seen: number, over: Partial<Tuple> = {}): Tuple =>
  management({ count, seen, ...over }, true)
export const writes = (count: number, seen: number, over: Partial<Tuple> = {}): Tuple =>
  management({ count, seen, ...over }, false)

/** Reads of one bucket's objects. */
export const objectReads = (
  count: number,
  seen: number,
  bucket = 'data',
  over: Partial<Tuple> = {},
): Tuple =>
  management(
    {
      count,
      seen,
      class: 'data',
      type: 'AWS::S3::Object',
      resource: `arn:aws:s3:::${bucket}`,
      event: {
        eventCategory: 'Data',
        eventSource: 's3.amazonaws.com',
        eventName: 'GetObject',
        readOnly: true,
        resources: [
          { type: 'AWS::S3::Object', arn: `arn:aws:s3:::${bucket}/*` },
          { type: 'AWS::S3::Bucket', arn: `arn:aws:s3:::${bucket}` },
        ],
      },
      ...over,
    },
    true,
  )

interface Given {
  readonly trails?: readonly SnapshotTrail[]
  readonly places?: readonly Place[]
  readonly tuples?: readonly Tuple[]
  readonly readings?: Measured['readings']
  readonly snapshot?: Partial<Snapshot>
  /** Whether every file of every place was read. */
  readonly complete?: boolean
}

export const measuredOf = (given: Given): Measured => {
  const { places = [], tuples = [], readings = [], complete = true } = given
  const snapshot: Snapshot = {
    ...emptySnapshot(AT),
    trails: [...(given.trails ?? [])],
    ...given.snapshot,
  }
  const trails = pricedTrails([snapshot])
  return {
    window: WINDOW,
    factor: 1,
    snapshots: [snapshot],
    trails,
    places,
    recorders: allRecorders(tuples, places, trails, () => complete),
    tuples: groupBy(tuples, cellKey),
    readings,
  }
}

export const bill = (given: Given) => billOf(measuredOf(given))
