import { groupBy } from '../../../model/group-by.ts'
import { add, changedBy, NONE, type Range, sum } from '../../../model/range.ts'
import type { Recorder } from '../copies/recorder.ts'
import type { Deliveries } from './deliveries.ts'
import { ofDigests, ofReadings, type Part, rekeyed } from './delivery-parts.ts'
import { type Counted, countedCells } from './events.ts'
import { addChanges, changeOf, type DeliveryChange, holdingsIn, NO_CHANGE } from './holdings.ts'
import type { Measured } from './measured.ts'

/** A measurement with its events counted. */
export interface CountedMeasure {
  readonly measured: Measured
  readonly cells: readonly Counted[]
}

/** What a proposal makes of the deliveries to one bucket, a month. */
export interface BucketChange extends DeliveryChange {
  readonly bucket: string
  readonly digests: Range
  /** Files by the key that encrypts them. */
  readonly byKey: ReadonlyMap<string, Range>
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
