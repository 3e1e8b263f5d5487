import { groupBy } from '../../../model/group-by.ts'
import {
  between,
  changeTimes,
  difference,
  isSame,
  NONE,
  type Range,
  sum,
} from '../../../model/range.ts'
import type { PricedTrail } from '../copies/recorder.ts'
import { deliveriesTo, digestsBy } from './deliveries.ts'
import { type DeliveryChange, NO_CHANGE } from './holdings.ts'
import type { Measured } from './measured.ts'
import { LONGEST_EVENT, packingIn } from './packing.ts'
import { readingLines } from './readings.ts'

/** A part of what becomes of the deliveries to a bucket, with the keys that encrypt its files. */
export interface Part extends DeliveryChange {
  readonly bucket: string
  readonly digests: Range
  readonly keys: readonly string[]
}

const byTrail = (measured: Measured): ReadonlyMap<string, Range> =>
  new Map(
    [...groupBy(readingLines(measured), ({ trail }) => trail ?? '')].map(([trail, lines]) => [
      trail,
      sum(lines.map(({ volume }) => volume.perMonth)),
    ]),
  )

/** Events that no log holds and that a reading counts. */
export const ofReadings = (before: Measured, after: Measured, root: Measured): readonly Part[] => {
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
export const ofDigests = (before: Measured, after: Measured, root: Measured): readonly Part[] => {
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
export const rekeyed = (before: Measured, after: Measured, root: Measured): readonly Part[] =>
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
