import type { BlindSpot } from '../../../model/coverage.ts'
import type { Scope } from '../../../model/scope.ts'
import type { Interval } from '../../../model/time.ts'
import type { Recorders } from '../recorders.ts'
import { type Decision, decide } from './decide.ts'
import { explain } from './explain.ts'
import { historyAt } from './history-standing.ts'
import type { Piece } from './pieces.ts'
import { possible } from './possible.ts'
import type { Why } from './reason.ts'
import { type Candidates, standingAt } from './standing.ts'

/** One way of recording what is asked, and who may have done so. */
export interface Alternative {
  readonly scope: Scope
  readonly candidates: Candidates
}

/** Times that are blind whoever claims to have recorded them. */
export type Hidden = readonly (Interval & Omit<Why, 'stage'>)[]

interface Judged {
  readonly scope: Scope
  readonly decision: Decision
  /** Rests on what is known of disabled regions (R25). */
  readonly narrowed: boolean
}

const better = (a: Decision, b: Decision): boolean =>
  a.covered && (!b.covered || (a.assurance === 'verified' && b.assurance !== 'verified'))

const best = (judged: readonly Judged[]): Judged | undefined =>
  judged.reduce<Judged | undefined>(
    (kept, one) => (kept === undefined || better(one.decision, kept.decision) ? one : kept),
    undefined,
  )

const NO_WAY: Omit<BlindSpot, 'from' | 'to'> = {
  scope: [],
  more: 0,
  reason: 'configuration unknown',
  detail: 'no way is known in which these events would have been recorded',
  remedy: 'ask for an account, or collect the configuration of the accounts in question',
}

/** Judges one segment, over which all recorders stand as they do at its start. */
export const judge = (
  recorders: Recorders,
  alternatives: readonly Alternative[],
  hidden: Hidden,
): ((segment: Interval) => Piece) => {
  const { decided, ground } = recorders
  const provable = ground.evidence.ledger.length > 0
  const judged = ({ scope, candidates }: Alternative, segment: Interval): Judged => {
    const time = segment.from
    const standing = [...standingAt(candidates, time), ...historyAt(recorders, time)]
    const whole = { scope, decision: decide(standing, scope, decided), narrowed: false }
    if (whole.decision.covered && !(provable && whole.decision.assurance === 'configured'))
      return whole
    const narrow = possible(recorders, scope, time)
    if (narrow === scope) return whole
    const decision = decide(standing, narrow, decided)
    const worse = whole.decision.covered && !better(decision, whole.decision)
    return worse ? whole : { scope: narrow, decision, narrowed: true }
  }
  return (segment) => {
    const one = best(alternatives.map((a) => judged(a, segment)))
    if (one === undefined) return { blind: { ...NO_WAY, ...segment } }
    const unseen = hidden.find((h) => h.from <= segment.from && segment.from < h.to)
    const { decision, scope, narrowed } = one
    if (unseen !== undefined)
      return {
        blind: {
          scope: scope.boxes,
          more: 0,
          ...segment,
          reason: unseen.reason,
          detail: unseen.detail,
          remedy: unseen.remedy,
        },
      }
    if (decision.covered)
      return {
        recorded: { ...segment, assurance: decision.assurance, by: decision.by },
        narrowed,
      }
    const { reason, detail, remedy } = explain(recorders, scope, decision, segment.from)
    const { residual, more } = decision
    return { blind: { scope: residual, more, ...segment, reason, detail, remedy } }
  }
}
