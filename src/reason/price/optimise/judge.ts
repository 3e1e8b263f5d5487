import type { Exclusion, GoalPart, Refused, Release } from '../../../model/goal.ts'
import type { Need } from '../../../model/proposal.ts'
import type { Box } from '../../../model/scope.ts'
import { intersect } from '../../selectors/intersect.ts'
import type { CountedMeasure } from '../bill/delivery-changes.ts'
import { type Counted, countedCells, managementOf } from '../bill/events.ts'
import type { Measured } from '../bill/measured.ts'
import { savingOf } from '../bill/saving.ts'
import { withTrails } from '../bill/with-trails.ts'
import type { PricedTrail } from '../copies/recorder.ts'
import { selects } from '../copies/records.ts'
import { recordingsBoth } from '../kept/both.ts'
import { coversReal } from '../kept/covers.ts'
import { lostEvents } from '../kept/lost-events.ts'
import { lostScope } from '../kept/lost-scope.ts'
import type { Recordings } from '../kept/needs.ts'
import { recordedScope } from '../kept/recordings.ts'
import type { Tuple } from '../volumes/tuple.ts'
import type { Candidate } from './candidate.ts'
import { changedBy, type Shaped } from './change.ts'
import { boxOfCut } from './cut.ts'
import { evidenceOf } from './evidence.ts'
import { blinded, failed, isReleased, type Worsened } from './guard.ts'
import { lossOf, touched } from './loss.ts'

/** What a search may not do, beside the goal. */
export interface SearchRules {
  readonly needs?: readonly Need[]
  /** What checks would say worse with some trails as they would be. */
  readonly worsened?: (shaped: readonly Shaped[]) => readonly Worsened[]
  readonly release?: Release
  readonly partitions?: readonly string[]
  /** US dollars a month: what loses something and saves less is left alone. Default 0. */
  readonly leastSaving?: number
}

/** Where a search stands: what is left out by now, and how each trail came to be. */
export interface State {
  readonly measured: Measured
  readonly recordings: Recordings
  readonly shaped: ReadonlyMap<string, Shaped>
  /** What was left out because others record it: they have to go on. */
  readonly countedOn: readonly Box[]
}

export type Refusal = Pick<Refused, 'reason' | 'sentence' | 'saving'>
type Verdict = { readonly exclusion: Exclusion; readonly state: State } | Refusal

/** Less than this is nothing, whatever it costs to lose. US dollars a month. */
const A_CENT = 0.01

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
    ...state,
    measured,
    recordings: recordingsBoth(measured),
    shaped: new Map([...state.shaped, [arn, shaped]]),
  }
}

const excludedBy = (candidate: Candidate): Exclusion['excluded'] => {
  if ('cut' in candidate) return boxOfCut(candidate.cut)
  return 'excluded' in candidate ? candidate.excluded : { fields: {} }
}

const LAST_COPY =
  'Its copy is the only one, or the free one, of some of these events: leaving them out saves nothing and opens a hole'
const COUNTED_ON =
  'Its copy is the one that stays of what is left out of another trail: somebody has to record it'

/** What a trail surely records of what a candidate leaves out. */
const leftTo = (candidate: Candidate, { must }: Recordings): readonly Box[] => {
  if (!('cut' in candidate)) return []
  const own = must.filter(({ id }) => id === candidate.trail.arn.arn)
  return intersect({ boxes: [boxOfCut(candidate.cut)] }, recordedScope(own, 'must')).boxes
}

/** Nothing is saved, perhaps since a goal keeps it beside what is left out. */
const notSaved = (candidate: Candidate, shaped: Shaped, now: PricedTrail): Refusal => {
  const free = changedBy(candidate, shaped, [])
  const isKept =
    'shaped' in free && JSON.stringify(free.shaped.now.selectors) !== JSON.stringify(now.selectors)
  return isKept
    ? { reason: 'goal', sentence: 'The goal keeps what it is about, and the rest saves nothing' }
    : { reason: 'free', sentence: 'It saves nothing that is sure' }
}

/** Whether a piece of noise may be left out beside what is left out by now; if so, what comes of it. */
export const judge = (
  candidate: Candidate,
  state: State,
  parts: readonly GoalPart[],
  rules: SearchRules,
): Verdict => {
  const { arn } = candidate.trail.arn
  const trail = state.measured.trails.find((t) => t.arn.arn === arn) ?? candidate.trail
  const shaped = state.shaped.get(arn) ?? { base: trail, cuts: [], now: trail }
  const made = changedBy(candidate, shaped, parts)
  if ('refused' in made) return made.refused
  const next = moved(state, made.shaped)
  const [was, is] = [state.recordings, next.recordings]
  const isTold = isManagement(candidate) ? () => true : isMoved(trail, made.shaped.now)
  const told = within(state, arn, isTold)
  const { recorders } = within(next, arn, () => false)
  const before = counted({ ...state.measured, ...told })
  const after = counted({ ...next.measured, recorders, tuples: told.tuples })
  const lost = lostScope(was, is, new Set([arn]))
  if (isManagement(candidate) && (!lost.covered || isFree(before.cells, arn)))
    return { reason: 'last-copy', sentence: LAST_COPY }
  const goal = touched(parts, was, is, arn)
  if (goal !== undefined)
    return { reason: 'goal', sentence: `The loss touches ${goal.name}, which the goal keeps` }
  const saving = savingOf(before, after)
  if (!(saving.low > 0)) return notSaved(candidate, shaped, made.shaped.now)
  if (!lost.covered && !coversReal(is.must, { boxes: state.countedOn }, 'must').covered)
    return { reason: 'last-copy', sentence: COUNTED_ON, saving }
  const refused = guarded(candidate, lost, [was, is], next, rules)
  if (refused !== undefined) return { ...refused, saving }
  const { factor } = state.measured
  const { events } = lostEvents(before.cells, after.cells, factor)
  const { leastSaving = 0 } = rules
  if (saving.low < (lost.covered ? Math.min(A_CENT, leastSaving) : leastSaving))
    return { reason: 'small', sentence: 'It saves less than is worth it (--least-saving)', saving }
  const left = lost.covered ? leftTo(candidate, was) : []
  return {
    state: { ...next, countedOn: [...state.countedOn, ...left] },
    exclusion: {
      kind: candidate.kind,
      trail: arn,
      title: candidate.title,
      excluded: excludedBy(candidate),
      evidence: evidenceOf(candidate, before.cells, after.cells, factor),
      saving,
      loss: lossOf(candidate, was, is, rules.needs ?? [], events),
    },
  }
}

const guarded = (
  candidate: Candidate,
  lost: ReturnType<typeof lostScope>,
  recordings: readonly [Recordings, Recordings],
  next: State,
  { release, needs = [], worsened = () => [], partitions = ['aws'] }: SearchRules,
): Refusal | undefined => {
  if (release === undefined || release === 'all') return undefined
  return (
    (isReleased(candidate, lost, release, partitions)
      ? undefined
      : blinded(candidate, lost, recordings, needs, release)) ??
    failed(worsened([...next.shaped.values()]), release)
  )
}
