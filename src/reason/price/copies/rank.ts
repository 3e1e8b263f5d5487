import type { Copies } from './copies.ts'
import type { Cell, Recorder } from './recorder.ts'

/** A tuple of management events with its copies. */
export interface Copied {
  readonly copies: readonly Copies[]
  readonly count: number
}

const owned = (cell: Cell, { trail }: Recorder): number =>
  trail?.config?.isOrganization === true ? 0 : trail?.arn.account === cell.account ? 1 : 2

/**
 * The recorders of a cell, the one that records most of its management events first. Its copy is taken for the free one,
 * because it is the one to keep; AWS says only that the first copy is free, and not which trail's that is (facts/aws.md
 * 4). Of equals that of the organisation comes first, then by id.
 */
export const ranked = (
  cell: Cell,
  recorders: readonly Recorder[],
  management: readonly Copied[],
): readonly Recorder[] => {
  const totals = new Map<Recorder, number>()
  for (const { copies } of management)
    for (const { recorder, events } of copies)
      totals.set(recorder, (totals.get(recorder) ?? 0) + (events.likely ?? events.low))
  const total = (r: Recorder): number => totals.get(r) ?? 0
  return recorders.toSorted(
    (a, b) => total(b) - total(a) || owned(cell, a) - owned(cell, b) || (a.id < b.id ? -1 : 1),
  )
}
