import { groupBy } from '../../../model/group-by.ts'
import { type Intervals, intervals, subtract } from '../../../model/intervals.ts'
import type { Completeness, Manifest, SourceObject } from '../../../model/manifest.ts'
import { DAY, type Interval, startOfDay } from '../../../model/time.ts'
import { cleanPrefix } from '../../coverage/read/location.ts'
import type { PricedTrail } from './recorder.ts'

/** Days (UTC) of a window of which no log file of a place was ingested. */
export interface Gap {
  /** Null: log files in folders that do not say their bucket. */
  readonly bucket: string | null
  readonly prefix: string
  /** Whole days; adjoining ones are one interval. */
  readonly days: Intervals
}

const isLog = ({ kind, outcome }: SourceObject): boolean =>
  outcome === 'ingested' && (kind === 'log' || kind === 'network-activity')

const spanOf = ({ firstEvent, lastEvent, named }: SourceObject): readonly Interval[] => {
  const from = firstEvent ?? named
  return from === null ? [] : [{ from: startOfDay(from), to: startOfDay(lastEvent ?? from) + DAY }]
}

/** Days that begin and end within a window. */
const wholeDays = ({ from, to }: Interval): Intervals =>
  intervals([{ from: startOfDay(from + DAY - 1), to: startOfDay(to) }])

const isOf = (claim: Completeness, bucket: string | null, prefix: string): boolean =>
  claim.level !== 'partial' &&
  claim.bucket === bucket &&
  (claim.prefix === null || cleanPrefix(claim.prefix) === prefix)

/** Nothing lies where no trail delivered yet: the first moment at which one may have. */
const firstOf = (
  trails: readonly PricedTrail[],
  bucket: string | null,
  prefix: string,
  window: Interval,
): number => {
  const own = trails.filter(({ configs }) =>
    configs.some((c) => c.s3Bucket === bucket && cleanPrefix(c.s3Prefix) === prefix),
  )
  if (own.length === 0) return window.from
  return Math.max(window.from, Math.min(...own.map((t) => t.createdAt ?? window.from)))
}

/**
 * Days within the window of which nothing of a place was ingested that other days were ingested of: not one log file, nor
 * a listing that found none (R16). What was recorded then is counted as nothing.
 */
export const gapsOf = (
  { objects, runs }: Manifest,
  window: Interval,
  trails: readonly PricedTrail[],
): readonly Gap[] => {
  const claims = runs.flatMap((run) => run.completeness)
  const places = groupBy(objects.filter(isLog), (o) =>
    [o.bucket ?? '', cleanPrefix(o.prefix ?? '')].join('\t'),
  )
  return [...places.values()].flatMap((files) => {
    const { bucket, prefix: raw } = files[0] ?? { bucket: null, prefix: null }
    const prefix = cleanPrefix(raw ?? '')
    const listed = claims
      .filter((claim) => isOf(claim, bucket, prefix))
      .map(({ from, to, at }) => ({ from, to: Math.min(to, at) }))
    const read = intervals([...files.flatMap(spanOf), ...listed])
    const asked = wholeDays({ from: firstOf(trails, bucket, prefix, window), to: window.to })
    const unread = subtract(asked, read).flatMap(wholeDays)
    return unread.length === 0 ? [] : [{ bucket, prefix, days: intervals(unread) }]
  })
}
