import type { Query } from '../../../engine/sql.ts'
import type { Goal, GoalPart, Optimisation, OptimisedTrail } from '../../../model/goal.ts'
import type { Need } from '../../../model/proposal.ts'
import { sum } from '../../../model/range.ts'
import { partitionOfRegion } from '../../../model/regions.ts'
import { type Selectors, valuesIn } from '../../../model/selector.ts'
import { asGiven, billOf } from '../bill/bill.ts'
import { countedCells } from '../bill/events.ts'
import { type Found, type Measured, type MeasureOptions, measure } from '../bill/measured.ts'
import { recordingsBoth } from '../kept/both.ts'
import { needChanges } from '../kept/needs.ts'
import { knownPlaces } from '../kept/places.ts'
import { type Candidate, eventsOf, type Look, type Found as NoiseFound } from './candidate.ts'
import { changedBy, type Shaped } from './change.ts'
import { defaultGoal } from './goal.ts'
import { goalParts } from './goal-parts.ts'
import type { Worsened } from './guard.ts'
import type { SearchRules } from './judge.ts'
import { looksAt } from './looks.ts'
import { noiseRules } from './noise/list.ts'
import { notesOf } from './notes.ts'
import { type OnTried, search } from './search.ts'

export interface OptimiseOptions extends Omit<MeasureOptions, 'proposed'> {
  /** Default: `defaultGoal(found.snapshots)`. */
  readonly goal?: Goal
  /**
   * Questions with what they need, those about the buckets that are named among them: none becomes unanswerable that the
   * goal does not release.
   */
  readonly needsOf?: (buckets: readonly string[]) => readonly Need[]
  /** What checks would say worse with trails as they would be; the same holds of them. */
  readonly worsened?: (trails: readonly OptimisedTrail[]) => readonly Worsened[]
  /** US dollars a month: what loses something and saves less is left alone. Default 0. */
  readonly leastSaving?: number
  /** Noise below this share of what a trail records of the class is left alone. Default 0.01. */
  readonly leastShare?: number
  /** Follows the search. */
  readonly onTried?: OnTried
}

/** Told apart from the first look on, so that the records that S3 adds by itself can be found. */
const PROBE: Selectors = {
  AdvancedEventSelectors: [
    {
      FieldSelectors: [
        { Field: 'eventCategory', Equals: ['Data'] },
        { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
        { Field: 'eventType', NotEquals: ['AwsServiceEvent'] },
      ],
    },
  ],
}

/** So many pieces of noise are tried, the largest: each is proven, which takes its time. */
const TRIED = 60

const ofClass = (found: NoiseFound, look: Look): number => {
  if ('setting' in found) return look.dataEvents + look.managementEvents
  return 'cut' in found && found.cut.category === 'Management'
    ? look.managementEvents
    : look.dataEvents
}

const sized = (found: NoiseFound, look: Look): Candidate => ({
  ...found,
  events: eventsOf(look.held.filter(({ tuple }) => found.isNoise(tuple))),
  ofEvents: ofClass(found, look),
})

/** All noise in what was measured, by the rules: what loses least first, of a rule what is most first. */
const noiseIn = (measured: Measured, leastShare: number): readonly Candidate[] => {
  const looks = looksAt(countedCells(asGiven(measured)), leastShare)
  return noiseRules.flatMap((rule) =>
    looks
      .flatMap((look) => rule(look).map((found) => sized(found, look)))
      .sort((a, b) => b.events - a.events || (a.title < b.title ? -1 : 1)),
  )
}

const largest = (all: readonly Candidate[]): readonly Candidate[] => {
  const least = all.map((c) => c.events).sort((a, b) => b - a)[TRIED - 1] ?? 0
  return all.filter((c) => c.events >= least).slice(0, TRIED)
}

/** The largest pieces of noise in what was measured, in the order in which they are tried. */
export const candidatesIn = (measured: Measured, leastShare: number): readonly Candidate[] =>
  largest(noiseIn(measured, leastShare))

const BUCKET = /^arn:[^:]*:s3:::([^/]+)$/

/** The buckets that noise was found in. */
const bucketsOf = (candidates: readonly Candidate[], { tuples }: Measured): readonly string[] => {
  const noisy = [...tuples.values()]
    .flat()
    .filter((tuple) => candidates.some((c) => c.isNoise(tuple)))
  return [...new Set(noisy.flatMap(({ resource }) => BUCKET.exec(resource ?? '')?.[1] ?? []))]
}

const partitionsOf = (measured: Measured): readonly string[] => [
  ...new Set(knownPlaces(measured).regions.map(partitionOfRegion)),
]

/** The parts of a goal, as the places that are known fill it. */
const partsFor = (goal: Goal, measured: Measured): readonly GoalPart[] =>
  goalParts(goal, knownPlaces(measured).accounts, partitionsOf(measured))

/** The selectors that candidates may lead to: the events must be told apart by their literals. */
const selectorsFor = (
  candidates: readonly Candidate[],
  parts: readonly GoalPart[],
): readonly Selectors[] =>
  candidates.flatMap((candidate) => {
    const { trail } = candidate
    const made = changedBy(candidate, { base: trail, cuts: [], now: trail }, parts)
    return 'shaped' in made ? (made.shaped.now.selectors ?? []) : []
  })

const trailOf = ({ base, now }: Shaped): readonly OptimisedTrail[] => {
  const [before, after] = [base.selectors, now.selectors]
  if (before === undefined || after === undefined) return []
  const isQuiet = now.config?.recursiveLogging === false && base.config?.recursiveLogging !== false
  return [
    {
      trail: base.arn.arn,
      before,
      after,
      values: valuesIn(after),
      ...(isQuiet ? { recursiveLogging: false as const } : {}),
    },
  ]
}

/** The search over a measurement that was made with `selectorsFor` the candidates. Pure. */
export const optimised = (
  before: Measured,
  candidates: readonly Candidate[],
  goal: Goal,
  given: Pick<SearchRules, 'needs' | 'leastSaving'> &
    Pick<OptimiseOptions, 'worsened' | 'onTried'> = {},
): Optimisation => {
  const start = asGiven(before)
  const parts = partsFor(goal, start)
  const { worsened, onTried, ...rules } = given
  const all: SearchRules = {
    ...rules,
    release: goal.release,
    partitions: partitionsOf(start),
    ...(worsened === undefined ? {} : { worsened: (own) => worsened(own.flatMap(trailOf)) }),
  }
  const { after, shaped, exclusions, refused } = search(start, candidates, parts, all, onTried)
  const bill = billOf(before)
  return {
    goal,
    parts,
    before: bill,
    after: billOf({ ...after, tuples: before.tuples }),
    saving: sum(exclusions.map((e) => e.saving)),
    trails: [...shaped.values()].flatMap(trailOf),
    exclusions,
    refused,
    needs: needChanges(given.needs ?? [], recordingsBoth(start), recordingsBoth(after)),
    notes: notesOf(exclusions, bill, [...shaped.values()]),
  }
}

/**
 * Searches for the cheapest selectors that still meet a goal, by excluding measured noise only. Looks at the lake twice:
 * once to find noise, once to count exactly what each exclusion takes away.
 */
export const optimise = async (
  query: Query,
  found: Found,
  options: OptimiseOptions = {},
): Promise<Optimisation> => {
  const { goal = defaultGoal(found.snapshots), leastShare = 0.01, ...others } = options
  const { needsOf, worsened, leastSaving, onTried, ...rest } = others
  const first = await measure(query, found, { ...rest, proposed: [PROBE] })
  const all = noiseIn(first, leastShare)
  const candidates = largest(all)
  const proposed = [PROBE, ...selectorsFor(candidates, partsFor(goal, first))]
  const window = first.window === null ? {} : { window: first.window }
  const second = await measure(query, found, { ...rest, ...window, proposed })
  const result = optimised(second, candidates, goal, {
    needs: needsOf?.(bucketsOf(candidates, first)) ?? [],
    ...(worsened === undefined ? {} : { worsened }),
    ...(leastSaving === undefined ? {} : { leastSaving }),
    ...(onTried === undefined ? {} : { onTried }),
  })
  const left = all.length - candidates.length
  return left === 0
    ? result
    : { ...result, notes: [...result.notes, `${left} smaller pieces of noise were not looked at`] }
}
