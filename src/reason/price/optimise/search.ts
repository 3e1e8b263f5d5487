import type { Exclusion, GoalPart, Refused } from '../../../model/goal.ts'
import { exactly, scale } from '../../../model/range.ts'
import type { Measured } from '../bill/measured.ts'
import { recordingsBoth } from '../kept/both.ts'
import type { Candidate } from './candidate.ts'
import type { Shaped } from './change.ts'
import { judge, type Refusal, type SearchRules, type State } from './judge.ts'

export interface Searched {
  readonly after: Measured
  readonly shaped: ReadonlyMap<string, Shaped>
  readonly exclusions: readonly Exclusion[]
  readonly refused: readonly Refused[]
}

/** Reasons that may be gone when something else is left out. */
const MAY_PASS: readonly Refused['reason'][] = ['free', 'goal', 'small']

/** Follows a search: so many pieces were judged, of so many; those that are tried again count again. */
export type OnTried = (tried: number, of: number) => void

interface Pass {
  readonly state: State
  readonly exclusions: readonly Exclusion[]
  readonly refused: readonly (readonly [Candidate, Refusal])[]
}

const passOver = (
  start: State,
  candidates: readonly Candidate[],
  parts: readonly GoalPart[],
  rules: SearchRules,
  onTried: () => void,
): Pass => {
  let state = start
  const exclusions: Exclusion[] = []
  const refused: Pass['refused'][number][] = []
  for (const candidate of candidates) {
    const verdict = judge(candidate, state, parts, rules)
    if ('exclusion' in verdict) {
      state = verdict.state
      exclusions.push(verdict.exclusion)
    } else refused.push([candidate, verdict])
    onTried()
  }
  return { state, exclusions, refused }
}

/**
 * Leaves out one piece of noise after the other, in the order given, each beside those before it: so that no saving is
 * counted twice. A piece that touches the goal or what can be answered, that saves nothing for sure, or that no selector can tell is refused;
 * those that the others stood in the way of are tried again.
 */
export const search = (
  start: Measured,
  candidates: readonly Candidate[],
  parts: readonly GoalPart[],
  rules: SearchRules,
  onTried: OnTried = () => {},
): Searched => {
  let state: State = {
    measured: start,
    recordings: recordingsBoth(start),
    shaped: new Map(),
    countedOn: [],
  }
  let left = candidates
  const exclusions: Exclusion[] = []
  const refused = new Map<Candidate, Refusal>()
  let [tried, of] = [0, 0]
  for (;;) {
    of += left.length
    const pass = passOver(state, left, parts, rules, () => onTried(++tried, of))
    state = pass.state
    exclusions.push(...pass.exclusions)
    for (const candidate of left) refused.delete(candidate)
    for (const [candidate, why] of pass.refused) refused.set(candidate, why)
    left = pass.refused.flatMap(([candidate, { reason }]) =>
      MAY_PASS.includes(reason) ? [candidate] : [],
    )
    if (pass.exclusions.length === 0 || left.length === 0) break
  }
  return {
    after: state.measured,
    shaped: state.shaped,
    exclusions,
    refused: [...refused].map(([candidate, why]) => ({
      kind: candidate.kind,
      trail: candidate.trail.arn.arn,
      title: candidate.title,
      noise: scale(exactly(candidate.events), start.factor),
      ...why,
    })),
  }
}
