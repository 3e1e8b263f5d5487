import type { Alternatives, Assumption, Coverage, Evidence } from '../../model/coverage.ts'
import { length } from '../../model/intervals.ts'
import type { Settings } from '../../model/settings.ts'
import type { Instant, Interval } from '../../model/time.ts'
import { assumptionsOf, DISABLED, distinct } from './answer/assumptions.ts'
import { checksOf } from './answer/checks.ts'
import { historyAssumed, historyEdges } from './answer/history-standing.ts'
import { historyTries } from './answer/history-tries.ts'
import { horizonOf } from './answer/horizon.ts'
import { type Alternative, judge } from './answer/judge.ts'
import { sortedOut } from './answer/pieces.ts'
import { possibleEdges } from './answer/possible.ts'
import { candidateEdges, candidatesFor, cut } from './answer/standing.ts'
import { withHistory } from './answer/still-in-history.ts'
import { unreadHistory } from './answer/unread-history.ts'
import { claimedFor } from './read/network-claims.ts'
import { type Recorders, recordersOf } from './recorders.ts'

/** When the sources were read: the reason for a hole changes there. */
const readingTimes = ({ ground }: Recorders): readonly Instant[] =>
  ground.once('reading times', () => {
    const { now, manifest } = ground.evidence
    const read = manifest.runs.flatMap((run) => run.completeness).map((c) => c.at)
    return [now - ground.settings.settling, ...new Set(read)]
  })

const edgesFor = (recorders: Recorders, alternatives: readonly Alternative[]) => [
  ...readingTimes(recorders),
  ...historyEdges(recorders),
  ...alternatives.flatMap(({ scope, candidates }) => [
    ...possibleEdges(recorders, scope),
    ...candidateEdges(candidates),
  ]),
]

const assumed = (
  recorders: Recorders,
  alternatives: readonly Alternative[],
  recorded: Coverage['recorded'],
  narrowed: boolean,
): readonly Assumption[] => {
  const candidates = alternatives.flatMap((a) => a.candidates.all)
  const configured = recorded.filter((p) => p.assurance === 'configured')
  const assumptions = configured.flatMap((piece) => [
    ...assumptionsOf(
      recorders,
      candidates.filter((c) => piece.by.includes(c.recorder.trail.arn)),
      piece,
    ),
    ...historyAssumed(piece),
  ])
  return distinct(narrowed ? [...assumptions, DISABLED] : assumptions)
}

/**
 * What of a scope was recorded, delivered and read over a window, and what was not, with the reason (R16 to R30).
 * Each alternative alone is enough. `recorded` and `blind` share out the window exactly. Pure: the evidence is indexed
 * once and remembered for as long as it lives.
 */
export const coverageOf = (
  scopes: Alternatives,
  window: Interval,
  evidence: Evidence,
  settings: Settings,
): Coverage => {
  const recorders = recordersOf(claimedFor(scopes, evidence), settings)
  const alternatives = scopes.map((scope) => ({
    scope,
    candidates: candidatesFor(recorders, scope),
  }))
  const unread = unreadHistory(recorders, scopes)
  const segments = cut(window, [
    ...unread.flatMap((u) => [u.from, u.to]),
    ...edgesFor(recorders, alternatives),
  ])
  const pieces = segments.map(judge(recorders, alternatives, unread))
  const narrowed = pieces.some(
    (p) => 'recorded' in p && p.narrowed && p.recorded.assurance === 'configured',
  )
  const { recorded, blind } = sortedOut(pieces)
  const by = new Set(recorded.flatMap((p) => p.by))
  const placed = alternatives.flatMap((a) => a.candidates.all).filter((c) => c.cells.length > 0)
  const needed = placed.filter((c) => by.has(c.recorder.trail.arn))
  const total = window.to - window.from
  const { why: failed } = historyTries(evidence.snapshots, evidence.manifest)
  return {
    window,
    recorded,
    blind: blind.map((spot) => withHistory(spot, evidence.now, failed)),
    assumptions: assumed(recorders, alternatives, recorded, narrowed),
    recordedFraction: total > 0 ? length(recorded) / total : 0,
    horizon: horizonOf(recorders, needed.length > 0 ? needed : placed, window),
    checks: checksOf(recorders, window),
  }
}
