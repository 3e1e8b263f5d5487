import { groupBy } from '../../../model/group-by.ts'
import {
  add,
  between,
  changedBy,
  changeTimes,
  difference,
  isSame,
  NONE,
  type Range,
  sum,
} from '../../../model/range.ts'
import type { PricedTrail, Recorder } from '../copies/recorder.ts'
import { type Deliveries, deliveriesTo, digestsBy } from './deliveries.ts'
import { type Counted, countedCells } from './events.ts'
import { addChanges, changeOf, type DeliveryChange, holdingsIn, NO_CHANGE } from './holdings.ts'
import type { Measured } from './measured.ts'
import { LONGEST_EVENT, packingIn } from './packing.ts'
import { readingLines } from './readings.ts'

/** What a proposal makes of the deliveries to one bucket, a month. */
export interface BucketChange extends DeliveryChange {
  readonly bucket: string
  readonly digests: Range
  /** Files by the key that encrypts them. */
  readonly byKey: ReadonlyMap<string, Range>
}

export interface CountedMeasure {
  readonly measured: Measured
  readonly cells: readonly Counted[]
}

interface Part extends DeliveryChange {
  readonly bucket: string
  readonly digests: Range
  readonly keys: readonly string[]
}

const isUnchanged = (a: readonly Recorder[], b: readonly Recorder[]): boolean =>
  a.length === b.length && a.every((recorder, i) => recorder === b[i])

const inCell = (was: Counted, is: Counted, root: Measured): readonly Part[] => {
  if (isUnchanged(was.recorders, is.recorders)) return []
  const before = holdingsIn(was, was.recorders, root)
  const after = holdingsIn(is, is.recorders, root)
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((id): readonly Part[] => {
    const [a, b] = [before.get(id), after.get(id)]
    const bucket = (a ?? b)?.bucket
    if (bucket === undefined || (a?.recorder === b?.recorder && a !== undefined)) return []
    const keys = [...new Set([a?.key, b?.key])].flatMap((key) => key ?? [])
    return [{ bucket, keys, digests: NONE, ...changeOf(a, b, root) }]
  })
}

const byTrail = (measured: Measured): ReadonlyMap<string, Range> =>
  new Map(
    [...groupBy(readingLines(measured), ({ trail }) => trail ?? '')].map(([trail, lines]) => [
      trail,
      sum(lines.map(({ volume }) => volume.perMonth)),
    ]),
  )

/** Events that no log holds and that a reading counts. */
const ofReadings = (before: Measured, after: Measured, root: Measured): readonly Part[] => {
  if (after.readings.length === 0) return []
  const [was, is] = [byTrail(before), byTrail(after)]
  const trails = new Map([...before.trails, ...after.trails].map((t) => [t.arn.arn, t]))
  return [...trails].flatMap(([arn, now]) => {
    const bucket = now.config?.s3Bucket
    const [a, b] = [was.get(arn) ?? NONE, is.get(arn) ?? NONE]
    if (bucket === undefined || isSame(a, b)) return []
    const { bytes, filesPerEvent } = packingIn(root, bucket)
    const events = difference(b, a)
    return [
      {
        bucket,
        keys: now.config?.kmsKeyId === undefined ? [] : [now.config.kmsKeyId],
        digests: NONE,
        bytes: changeTimes(events, { low: 0, high: LONGEST_EVENT, likely: bytes }),
        files: changeTimes(events, { low: 0, high: 1, likely: filesPerEvent }),
      },
    ]
  })
}

const digestsOf = (trail: PricedTrail | undefined, bucket: string, root: Measured): Range =>
  trail?.config?.s3Bucket === bucket
    ? digestsBy(
        trail,
        root.places.filter((place) => place.bucket === bucket),
        root,
      )
    : NONE

/** A trail writes digests whatever it records. */
const ofDigests = (before: Measured, after: Measured, root: Measured): readonly Part[] => {
  const arns = [...before.trails, ...after.trails].map(({ arn }) => arn.arn)
  return [...new Set(arns)].flatMap((arn) => {
    const was = before.trails.find((t) => t.arn.arn === arn)
    const is = after.trails.find((t) => t.arn.arn === arn)
    if (was === is) return []
    const buckets = new Set([was?.config?.s3Bucket, is?.config?.s3Bucket])
    return [...buckets].flatMap((bucket): readonly Part[] => {
      if (bucket === undefined) return []
      const [a, b] = [digestsOf(was, bucket, root), digestsOf(is, bucket, root)]
      return isSame(a, b) ? [] : [{ bucket, keys: [], ...NO_CHANGE, digests: difference(b, a) }]
    })
  })
}

/** A trail that takes another key: all that it delivers goes from one to the other. */
const rekeyed = (before: Measured, after: Measured, root: Measured): readonly Part[] =>
  before.trails.flatMap((was): readonly Part[] => {
    const is = after.trails.find((t) => t.arn.arn === was.arn.arn)
    const [from, to] = [was.config?.kmsKeyId, is?.config?.kmsKeyId]
    const bucket = is?.config?.s3Bucket
    if (bucket === undefined || from === to) return []
    const name = was.config?.s3Bucket ?? bucket
    const places = root.places.filter((place) => place.bucket === name)
    const known = { name, owner: undefined, region: undefined, read: [], places, trails: [was] }
    const { files } = deliveriesTo(known, root)
    const most = files.high ?? Number.POSITIVE_INFINITY
    const none = { bucket, digests: NONE, bytes: NONE }
    return [
      ...(from === undefined
        ? []
        : [{ ...none, keys: [from], files: { low: 0 - most, high: 0, likely: null } }]),
      ...(to === undefined ? [] : [{ ...none, keys: [to], files: between(0, files.high, null) }]),
    ]
  })

const gathered = (bucket: string, parts: readonly Part[], moved: readonly Part[]): BucketChange => {
  const byKey = new Map<string, Range>()
  for (const { keys, files } of [...parts, ...moved])
    for (const key of keys) byKey.set(key, add(byKey.get(key) ?? NONE, files))
  return {
    bucket,
    byKey,
    digests: sum(parts.map((part) => part.digests)),
    ...parts.reduce<DeliveryChange>(addChanges, NO_CHANGE),
  }
}

/**
 * What becomes of the deliveries to each bucket when trails change: files that were read go as they were; other events
 * come and go by the length of their records, as stored likely as the files of that bucket are. Both must be of one
 * measurement, with the events of the same cells.
 */
export const deliveryChanges = (
  before: CountedMeasure,
  after: CountedMeasure,
): readonly BucketChange[] => {
  const root = after.measured.was ?? before.measured.was ?? before.measured
  const cells = before.cells.flatMap((was, i) => {
    const is = after.cells[i]
    return is === undefined ? [] : inCell(was, is, root)
  })
  const both = [before.measured, after.measured, root] as const
  const parts = [...cells, ...ofReadings(...both), ...ofDigests(...both)]
  const moved = groupBy(rekeyed(...both), ({ bucket }) => bucket)
  const byBucket = groupBy(parts, ({ bucket }) => bucket)
  return [...new Set([...byBucket.keys(), ...moved.keys()])].map((bucket) =>
    gathered(bucket, byBucket.get(bucket) ?? [], moved.get(bucket) ?? []),
  )
}

/** Deliveries as a proposal makes them. */
export const deliveriesAfter = (
  was: Deliveries,
  { files, digests }: Pick<BucketChange, 'files' | 'digests'>,
): Deliveries => ({
  ...was,
  files: changedBy(was.files, files),
  digests: changedBy(was.digests, digests),
})

const known = new WeakMap<Measured, ReadonlyMap<string, BucketChange>>()

/** Of a proposal, what it makes of the deliveries to each bucket; of what was measured, nothing. */
export const changesOf = (measured: Measured): ReadonlyMap<string, BucketChange> => {
  const { was } = measured
  if (was === undefined) return new Map()
  const before = { ...was, tuples: measured.tuples, counted: measured.counted }
  const found =
    known.get(measured) ??
    new Map(
      deliveryChanges(
        { measured: before as Measured, cells: countedCells(before as Measured) },
        { measured, cells: countedCells(measured) },
      ).map((change) => [change.bucket, change]),
    )
  known.set(measured, found)
  return found
}
