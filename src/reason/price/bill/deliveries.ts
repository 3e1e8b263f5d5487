import { add, between, exactly, type Range, scale, UNKNOWN } from '../../../model/range.ts'
import type { PricedTrail } from '../copies/recorder.ts'
import type { LogBucket } from './buckets.ts'
import type { Measured } from './measured.ts'

/** A digest is written each hour for each account and region (facts/aws.md 2.2): 730 a month. */
const DIGESTS = 730

/** Log files and digests that are delivered to a bucket in a month. */
export interface Deliveries {
  readonly files: Range
  readonly digests: Range
  readonly measured: boolean
}

const validates = (trails: readonly PricedTrail[]): boolean =>
  trails.some(({ config }) => config?.logFileValidation === true)

/** Files as they were ingested; another trail that delivers there may add to them unless it is the only one. */
export const deliveriesTo = (bucket: LogBucket, { factor }: Measured): Deliveries => {
  const { places, trails } = bucket
  if (places.length === 0)
    return {
      files: UNKNOWN,
      digests: validates(trails) ? between(DIGESTS, null, null) : exactly(0),
      measured: false,
    }
  const files = exactly(places.reduce((sum, place) => sum + place.files, 0) * factor)
  const cells = new Set(places.map(({ account, region }) => `${account} ${region}`)).size
  return {
    files,
    digests: validates(trails) ? between(DIGESTS * cells, null, DIGESTS * cells) : exactly(0),
    measured: true,
  }
}

export const allOf = ({ files, digests }: Deliveries): Range => add(files, digests)

/** A share that is not known, of none to all. */
export const atMost = (range: Range): Range => ({ ...scale(range, 1), low: 0 })
