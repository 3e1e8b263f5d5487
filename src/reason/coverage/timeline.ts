import type { Alternatives, BlindReason, Evidence } from '../../model/coverage.ts'
import { contains } from '../../model/intervals.ts'
import type { Scope } from '../../model/scope.ts'
import type { Settings } from '../../model/settings.ts'
import type { Interval } from '../../model/time.ts'
import { decide } from './answer/decide.ts'
import { historyAt, historyEdges } from './answer/history-standing.ts'
import type { Why } from './answer/reason.ts'
import {
  type Candidate,
  type Candidates,
  candidateEdges,
  candidatesFor,
  cut,
  type Standing,
  standingAt,
} from './answer/standing.ts'
import { whyNot } from './answer/why.ts'
import { limitedTo } from './places/named-places.ts'
import { ANY, type Cell } from './read/location.ts'
import { type Recorders, recordersOf } from './recorders.ts'

/** One recorder over a time: how much of a scope it recorded and was read, and if nothing, why. */
export interface TimelinePiece extends Interval {
  readonly recorded: 'all' | 'some' | 'none'
  readonly reason?: BlindReason
  readonly detail?: string
}

export interface TimelineRow {
  /** ARN of the trail, or `event-history`. */
  readonly recorder: string
  readonly pieces: readonly TimelinePiece[]
}

const joined = (pieces: readonly TimelinePiece[]): readonly TimelinePiece[] => {
  const out: TimelinePiece[] = []
  for (const piece of pieces) {
    const last = out.at(-1)
    if (last !== undefined && last.recorded === piece.recorded && last.detail === piece.detail)
      out[out.length - 1] = { ...last, to: piece.to }
    else out.push(piece)
  }
  return out
}

/** The cell that speaks for a recorder where it recorded none: the first that the scope names and it works in. */
const cellOf = ({ recorder, cells }: Candidate, scope: Scope): Cell =>
  cells[0]?.cell ?? {
    account: limitedTo(scope, 'account')?.[0] ?? recorder.trail.account,
    region: limitedTo(scope, 'region')?.[0] ?? ANY,
  }

const reasonFor = (recorders: Recorders, candidate: Candidate, scope: Scope, time: number) => {
  const unread = candidate.cells.find(
    ({ coverage }) => contains(coverage.placed, time) && !contains(coverage.recorded, time),
  )
  const cell = unread?.cell ?? cellOf(candidate, scope)
  const why: Pick<Why, 'reason' | 'detail'> = whyNot(
    recorders.ground,
    candidate.recorder,
    cell,
    time,
  ) ?? {
    reason: 'not selected',
    detail: `${candidate.recorder.trail.arn} did not select these events`,
  }
  return { reason: why.reason, detail: why.detail }
}

const amount =
  (scopes: Alternatives, { decided }: Recorders) =>
  (standing: readonly Standing[]): TimelinePiece['recorded'] => {
    const decisions = scopes.map((scope) => {
      const some = decide(standing, scope, decided)
      if (some.covered) return 'all'
      const none = decide([], scope, decided)
      return JSON.stringify(some) === JSON.stringify(none) ? 'none' : 'some'
    })
    return decisions.includes('all') ? 'all' : decisions.includes('some') ? 'some' : 'none'
  }

const rowOf = (
  recorders: Recorders,
  scopes: Alternatives,
  all: readonly Candidates[],
  index: number,
  window: Interval,
  recordedBy: ReturnType<typeof amount>,
): TimelineRow => {
  const own = all.map((c) => ({ ...c, all: c.all.filter((_, i) => i === index) }))
  const edges = own.flatMap((c) => [...candidateEdges(c)])
  const [candidate] = own.flatMap((c) => c.all)
  const pieces = cut(window, edges).map((segment): TimelinePiece => {
    const recorded = recordedBy(own.flatMap((c) => standingAt(c, segment.from)))
    if (recorded !== 'none' || candidate === undefined) return { ...segment, recorded }
    const [scope = { boxes: [] }] = scopes
    return { ...segment, recorded, ...reasonFor(recorders, candidate, scope, segment.from) }
  })
  return { recorder: recorders.trails[index]?.trail.arn ?? '', pieces: joined(pieces) }
}

/**
 * Who recorded how much of a scope when, one row for each known trail, and one for event history where some was
 * fetched: the data of the bars that `coverage` draws.
 */
export const timeline = (
  scopes: Alternatives,
  window: Interval,
  evidence: Evidence,
  settings: Settings,
): readonly TimelineRow[] => {
  const recorders = recordersOf(evidence, settings)
  const all = scopes.map((scope) => candidatesFor(recorders, scope))
  const recordedBy = amount(scopes, recorders)
  const rows = recorders.trails.map((_, i) => rowOf(recorders, scopes, all, i, window, recordedBy))
  const edges = historyEdges(recorders)
  if (edges.length === 0) return rows
  const pieces = cut(window, edges).map(
    (segment): TimelinePiece => ({
      ...segment,
      recorded: recordedBy(historyAt(recorders, segment.from)),
    }),
  )
  return [...rows, { recorder: 'event-history', pieces: joined(pieces) }]
}
