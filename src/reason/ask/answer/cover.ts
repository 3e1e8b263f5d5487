import type { Coverage } from '../../../model/coverage.ts'
import type { Interval } from '../../../model/time.ts'
import type { AskSources } from '../../../pipeline.ts'
import { coverageOf } from '../../coverage/coverage-of.ts'
import { needs } from '../parts/place.ts'
import type { Piece } from '../question.ts'
import type { PieceCoverage } from './merge.ts'

/** The coverage of a piece over a window; `undefined` where nothing of it was possible within (R26). */
export type Cover = (piece: Piece, window: Interval) => PieceCoverage | undefined

/** Computes coverages, each once. */
export const coverer = ({ evidence, settings }: AskSources): Cover => {
  const known = new Map<Piece, Map<string, Coverage>>()
  return (piece, window) => {
    const span = { from: piece.from ?? window.from, to: window.to }
    if (span.from >= span.to) return undefined
    const spans = known.get(piece) ?? new Map<string, Coverage>()
    known.set(piece, spans)
    const id = `${span.from} ${span.to}`
    const coverage = spans.get(id) ?? coverageOf(needs(piece), span, evidence, settings)
    spans.set(id, coverage)
    return { coverage, asked: window }
  }
}
