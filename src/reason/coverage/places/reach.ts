import { type Intervals, intervals, subtract } from '../../../model/intervals.ts'
import type { Settings } from '../../../model/settings.ts'
import type { TrailConfig } from '../../../model/snapshot.ts'
import type { Instant } from '../../../model/time.ts'
import { ANY, type Cell } from '../read/location.ts'
import type { TrailArn } from '../trails/arn.ts'
import type { TrailPiece, TrailState } from '../trails/state.ts'

/** Whether a trail so configured works in a cell, its members aside (R25): never by a list of regions. */
export const includesCell = (trail: TrailArn, config: TrailConfig, cell: Cell): boolean =>
  cell.account !== ANY &&
  (config.isOrganization || cell.account === trail.account) &&
  (config.isMultiRegion || cell.region === trail.region)

const reaches = (trail: TrailArn, piece: TrailPiece | undefined, cell: Cell): boolean =>
  piece?.on === true && piece.config !== undefined && includesCell(trail, piece.config, cell)

/** How long around a boundary the reach of a trail is doubtful (R24). A mere reading is no change. */
const fuzzBeside = (
  outside: TrailPiece | undefined,
  boundary: Instant,
  { changes, conversions }: TrailState,
  settings: Settings,
): number => {
  if (outside?.on === true || conversions.has(boundary)) return settings.conversionFuzz
  return changes.has(boundary) ? settings.selectorFuzz : 0
}

/**
 * Times at which a trail is on and works in a cell, members and new regions aside. Doubtful edges are left out: a
 * start, a stop, a change to what is not known, a conversion to multi-region or organisation and back (R24).
 */
export const reachOf = (
  trail: TrailArn,
  state: TrailState,
  cell: Cell,
  settings: Settings,
): Intervals => {
  const { pieces } = state
  const inside = pieces.filter((piece) => reaches(trail, piece, cell))
  const doubtful = inside.flatMap((piece) => {
    const i = pieces.indexOf(piece)
    const [before, after] = [pieces[i - 1], pieces[i + 1]]
    const start = reaches(trail, before, cell) ? 0 : fuzzBeside(before, piece.from, state, settings)
    const end = reaches(trail, after, cell) ? 0 : fuzzBeside(after, piece.to, state, settings)
    return [
      { from: piece.from, to: piece.from + start },
      { from: piece.to - end, to: piece.to },
    ]
  })
  return subtract(intervals(inside), intervals(doubtful))
}
