import type { Assurance, Coverage, RecordedPiece } from '../../../model/coverage.ts'
import type { Interval } from '../../../model/time.ts'

/** What was recorded of one scope, and the time over which it was possible at all (R26). */
export interface PieceCoverage {
  readonly coverage: Coverage
  /** The window asked about: a piece that begins later was impossible before. */
  readonly asked: Interval
}

const weaker = (a: Assurance, b: Assurance): Assurance =>
  a === 'verified' && b === 'verified' ? 'verified' : 'configured'

const IMPOSSIBLE = 'verified'

/** Before a piece begins nothing of it can have happened: as good as recorded. */
const recordedOf = ({ coverage, asked }: PieceCoverage): RecordedPiece[] => [
  ...(coverage.window.from > asked.from
    ? [
        {
          from: asked.from,
          to: Math.min(coverage.window.from, asked.to),
          assurance: IMPOSSIBLE,
          by: [],
        } as const,
      ]
    : []),
  ...coverage.recorded,
]

const overlap = (a: readonly RecordedPiece[], b: readonly RecordedPiece[]): RecordedPiece[] =>
  a.flatMap((x) =>
    b.flatMap((y) => {
      const from = Math.max(x.from, y.from)
      const to = Math.min(x.to, y.to)
      if (from >= to) return []
      const by = [...new Set([...x.by, ...y.by])].sort()
      return [{ from, to, assurance: weaker(x.assurance, y.assurance), by }]
    }),
  )

/** Times at which every one of several scopes was recorded. */
export const recordedThroughout = (
  pieces: readonly PieceCoverage[],
): { recorded: RecordedPiece[]; fraction: number } => {
  const [first, ...rest] = pieces
  if (first === undefined) return { recorded: [], fraction: 0 }
  const { asked } = first
  const recorded = rest
    .map(recordedOf)
    .reduce<RecordedPiece[]>(overlap, recordedOf(first))
    .sort((a, b) => a.from - b.from)
  const length = recorded.reduce((sum, p) => sum + p.to - p.from, 0)
  return { recorded, fraction: asked.to > asked.from ? length / (asked.to - asked.from) : 0 }
}
