import type { Exclusion, GoalPart, Refused } from '../../../model/goal.ts'
import type { Need } from '../../../model/proposal.ts'
import { exactly, scale } from '../../../model/range.ts'
import { type Counted, countedCells, managementOf } from '../bill/events.ts'
import type { Measured } from '../bill/measured.ts'
import { type CountedMeasure, savingOf } from '../bill/saving.ts'
import { withTrails } from '../bill/with-trails.ts'
import type { PricedTrail } from '../copies/recorder.ts'
import { selects } from '../copies/records.ts'
import { recordingsBoth } from '../kept/both.ts'
import { lostEvents } from '../kept/lost-events.ts'
import { lostScope } from '../kept/lost-scope.ts'
import type { Recordings } from '../kept/needs.ts'
import type { Tuple } from '../volumes/tuple.ts'
import type { Candidate } from './candidate.ts'
import { changedBy, type Shaped } from './change.ts'
import { boxOfCut } from './cut.ts'
import { evidenceOf } from './evidence.ts'
import { lossOf, touched } from './loss.ts'

/** Where the search stands: what is left out by now, and how each trail came to be. */
interface State {
  readonly measured: Measured
  readonly recordings: Recordings
  readonly shaped: ReadonlyMap<string, Shaped>
}

export interface Searched {
  readonly after: Measured
  readonly shaped: ReadonlyMap<string, Shaped>
  readonly exclusions: readonly Exclusion[]
  readonly refused: readonly Refused[]
}

/** Whether an event fares otherwise with a trail as it would be: or nobody knows. */
const isMoved =
  (before: PricedTrail, after: PricedTrail) =>
  (tuple: Tuple): boolean => {
    if (before.gives !== after.gives && tuple.isRecursive) return true
    if (before.selectors === after.selectors) return false
    if (before.selectors === undefined || after.selectors === undefined) return true
    const answer = selects(after.selectors, tuple.event)
    return answer === 'unknown' || answer !== selects(before.selectors, tuple.event)
  }

/** The cells in which a trail records, and of their events those that are told: nothing changes elsewhere. */
const within = (
  { measured }: State,
  arn: string,
  isTold: (tuple: Tuple) => boolean,
): Pick<Measured, 'recorders' | 'tuples'> => {
  const keys = [...measured.recorders].flatMap(([key, own]) =>
    own.some(({ trail }) => trail?.arn.arn === arn) ? [key] : [],
  )
  return {
    recorders: new Map(keys.map((key) => [key, measured.recorders.get(key) ?? []])),
    tuples: new Map(
      keys.flatMap((key) => {
        const told = (measured.tuples.get(key) ?? []).filter(isTold)
        return told.length === 0 ? [] : [[key, told] as const]
      }),
    ),
  }
}

const counted = (measured: Measured): CountedMeasure => ({
  measured,
  cells: countedCells(measured),
})

const isManagement = (candidate: Candidate): boolean =>
  'cut' in candidate && candidate.cut.category === 'Management'

/** Whether the trail's copy is taken for the free one of some account and region. */
const isFree = (cells: readonly Counted[], arn: string): boolean =>
  cells.some((c) => managementOf(c, 1).copies.some((copy) => copy.trail === arn && copy.isFree))

const moved = (state: State, shaped: Shaped): State => {
  const { arn } = shaped.now.arn
  const measured = withTrails(state.measured, (t) => (t.arn.arn === arn ? shaped.now : t))
  return {
    measured,
    recordings: recordingsBoth(measured),
    shaped: new Map([...state.shaped, [arn, shaped]]),
  }
}

type Verdict =
  | { readonly exclusion: Exclusion; readonly state: State }
  | Pick<Refused, 'reason' | 'sentence'>

const excludedBy = (candidate: Candidate): Exclusion['excluded'] => {
  if ('cut' in candidate) return boxOfCut(candidate.cut)
  return 'excluded' in candidate ? candidate.excluded : { fields: {} }
}

const LAST_COPY =
  'Its copy is the only one, or the free one, of some of these events: leaving them out saves nothing and opens a hole'

const judge = (
  candidate: Candidate,
  state: State,
  parts: readonly GoalPart[],
  needs: readonly Need[],
): Verdict => {
  const { arn } = candidate.trail.arn
  const trail = state.measured.trails.find((t) => t.arn.arn === arn) ?? candidate.trail
  const made = changedBy(
    candidate,
    state.shaped.get(arn) ?? { base: trail, cuts: [], now: trail },
    parts,
  )
  if ('refused' in made) return made.refused
  const next = moved(state, made.shaped)
  const [was, is] = [state.recordings, next.recordings]
  const isTold = isManagement(candidate) ? () => true : isMoved(trail, made.shaped.now)
  const told = within(state, arn, isTold)
  const { recorders } = within(next, arn, () => false)
  const before = counted({ ...state.measured, ...told })
  const after = counted({ ...next.measured, recorders, tuples: told.tuples })
  if (isManagement(candidate)) {
    const lost = lostScope(was, is, new Set([arn]))
    if (!lost.covered || isFree(before.cells, arn))
      return { reason: 'last-copy', sentence: LAST_COPY }
  }
  const goal = touched(parts, was, is, arn)
  if (goal !== undefined)
    return { reason: 'goal', sentence: `The loss touches ${goal.name}, which the goal keeps` }
  const saving = savingOf(before, after)
  if (!(saving.low > 0)) return { reason: 'free', sentence: 'It saves nothing that is sure' }
  const { factor } = state.measured
  const lost = lostEvents(before.cells, after.cells, factor)
  return {
    state: next,
    exclusion: {
      kind: candidate.kind,
      trail: arn,
      title: candidate.title,
      excluded: excludedBy(candidate),
      evidence: evidenceOf(candidate, before.cells, after.cells, factor),
      saving,
      loss: lossOf(candidate, was, is, needs, lost.events),
    },
  }
}

/** Reasons that may be gone when something else is left out. */
const MAY_PASS: readonly Refused['reason'][] = ['free', 'goal']

interface Pass {
  readonly state: State
  readonly exclusions: readonly Exclusion[]
  readonly refused: readonly (readonly [Candidate, Pick<Refused, 'reason' | 'sentence'>])[]
}

const passOver = (
  start: State,
  candidates: readonly Candidate[],
  parts: readonly GoalPart[],
  needs: readonly Need[],
): Pass => {
  let state = start
  const exclusions: Exclusion[] = []
  const refused: Pass['refused'][number][] = []
  for (const candidate of candidates) {
    const verdict = judge(candidate, state, parts, needs)
    if ('exclusion' in verdict) {
      state = verdict.state
      exclusions.push(verdict.exclusion)
    } else refused.push([candidate, verdict])
  }
  return { state, exclusions, refused }
}

/**
 * Leaves out one piece of noise after the other, in the order given, each beside those before it: so that no saving is
 * counted twice. A piece that touches the goal, that saves nothing for sure, or that no selector can tell is refused;
 * those that the others stood in the way of are tried again.
 */
export const search = (
  start: Measured,
  candidates: readonly Candidate[],
  parts: readonly GoalPart[],
  needs: readonly Need[],
): Searched => {
  let state: State = { measured: start, recordings: recordingsBoth(start), shaped: new Map() }
  let left = candidates
  const exclusions: Exclusion[] = []
  const refused = new Map<Candidate, Pick<Refused, 'reason' | 'sentence'>>()
  for (;;) {
    const pass = passOver(state, left, parts, needs)
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
