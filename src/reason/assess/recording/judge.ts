import type { Box, Scope } from '../../../model/scope.ts'
import { boxText } from '../../../model/scope-text.ts'
import type { Selectors } from '../../../model/selector.ts'
import { covers } from '../../selectors/covers.ts'
import type { Mode, Recording } from '../../selectors/types.ts'
import type { Place } from '../places.ts'
import { some } from '../words.ts'
import type { World } from '../world.ts'
import { THIS } from './narrowed.ts'
import { narrowedHere } from './narrowed-once.ts'
import { isPossible } from './possible.ts'
import type { Recorder } from './recorder.ts'
import { recordersAt } from './recorders.ts'
import { isRelevant } from './relevance.ts'
import { contentOf } from './selected.ts'

/** Whether the events of a scope are recorded in a place, by all recorders together. */
export interface Judgement {
  /** `missed`: some of them surely are not, however kindly everything unread is taken. */
  readonly status: 'covered' | 'missed' | 'unknown'
  /** Those that surely record there. */
  readonly by: readonly Recorder[]
  /** What is surely missed, or for an unknown what is not surely recorded. Without places. */
  readonly residual: readonly Box[]
  /** The same in words. */
  readonly left: readonly string[]
  /** Words without a full stop. */
  readonly why: string
  /** What would settle an unknown. */
  readonly settle?: string
}

type Verdict = Pick<Judgement, 'status' | 'residual' | 'left'>

const texts = new WeakMap<Box, string>()

const textOf = (box: Box): string => {
  const text = texts.get(box) ?? boxText(box)
  texts.set(box, text)
  return text
}

const verdictOf = (status: Verdict['status'], residual: readonly Box[]): Verdict => ({
  status,
  residual,
  left: residual.map(textOf),
})

/** An answer with no lists selects anything, possibly (R5). */
const ANYTHING: Selectors = {}

const recording = (recorder: Recorder, reading: 'sure' | 'possible'): Recording => ({
  id: recorder.id,
  limits: recorder.limits[reading],
  selectors: recorder.selectors ?? ANYTHING,
})

/** What is left of a scope, and whether that is nothing. */
const leftOf = (recordings: readonly Recording[], scope: Scope, mode: Mode) => {
  const covered = covers(recordings, scope, mode)
  if (covered.covered) return { covered: true, residual: [], tooComplex: false }
  const residual = covered.residual.filter(isPossible)
  return {
    covered: residual.length === 0 && covered.more === 0,
    residual,
    tooComplex: covered.tooComplex,
  }
}

const decide = (recorders: readonly Recorder[], scope: Scope): Verdict => {
  const sure = recorders.filter((r) => r.state === 'recording')
  const must = leftOf(
    sure.map((r) => recording(r, 'sure')),
    scope,
    'must',
  )
  if (must.covered) return verdictOf('covered', [])
  const possible = recorders.filter((r) => r.state !== 'not-recording')
  const may = leftOf(
    possible.map((r) => recording(r, 'possible')),
    scope,
    'may',
  )
  return may.covered || may.tooComplex || may.residual.length === 0
    ? verdictOf('unknown', must.residual)
    : verdictOf('missed', may.residual)
}

/** Equal for places whose recorders select the same in the same states, whatever their names are. */
const profileOf = (world: World, recorders: readonly Recorder[]): string => {
  const parts = recorders.map((r) => {
    const content = r.selectors === undefined ? '?' : contentOf(world, r.selectors)
    return `${r.state}:${content}:${r.limits.key}`
  })
  return [...new Set(parts)].sort().join('|')
}

/** Nothing in a place has to do with a scope, which is made where a finding is printed. */
const nothing = ({ account, region }: Place, scope: () => Scope): Judgement => ({
  status: 'missed',
  by: [],
  get residual() {
    return scope().boxes
  },
  get left() {
    return scope().boxes.map(textOf)
  },
  why: `nothing in ${region} of ${account} selects any event of this kind`,
})

const described = ({ name, why }: Recorder): string => `${name}: ${why}`

const whyMissed = (recorders: readonly Recorder[], left: readonly string[]): string => {
  const off = recorders.filter((r) => r.state === 'not-recording')
  const on = recorders.filter((r) => r.state === 'recording')
  const what = `left out: ${some(left, 2)}`
  if (off.length > 0 && on.length === 0) return some(off.map(described))
  return off.length === 0 ? what : `${what}; ${some(off.map(described))}`
}

/** Of what is unread, trails say more than what was not even seen. */
const whyUnknown = (unsure: readonly Recorder[]): string => {
  if (unsure.length === 0) return 'what the selectors do here is not documented by AWS'
  const seen = unsure.filter((r) => r.kind !== 'unseen')
  return some((seen.length > 0 ? seen : unsure).map(described))
}

/** The identity of a scope: scopes are made once for each check, or once for each bucket. */
const scopeName = (world: World, scope: Scope): string => {
  const names = world.once('names of scopes', () => new Map<string, string>())
  const known = world.once('scopes by identity', () => new Map<Scope, string>())
  const before = known.get(scope)
  if (before !== undefined) return before
  const key = JSON.stringify(scope.boxes)
  const name = names.get(key) ?? `${names.size}`
  names.set(key, name)
  known.set(scope, name)
  return name
}

/** Recorders that are on, or may be, and can have to do with the scope. */
const relevantTo = (world: World, recorders: readonly Recorder[], scope: Scope) => {
  const name = scopeName(world, scope)
  return recorders.filter((r) => r.state !== 'not-recording' && isRelevant(world, r, scope, name))
}

/** As `relevantTo`, remembered for the lists of places. */
const relevantHere = (world: World, recorders: readonly Recorder[], scope: Scope) => {
  const lists = world.once(
    `relevant to ${scopeName(world, scope)}`,
    () => new Map<readonly Recorder[], readonly Recorder[]>(),
  )
  const relevant = lists.get(recorders) ?? relevantTo(world, recorders, scope)
  lists.set(recorders, relevant)
  return relevant
}

const judgementOf = (
  recorders: readonly Recorder[],
  relevant: readonly Recorder[],
  verdict: Verdict,
): Judgement => {
  const by = relevant.filter((r) => r.state === 'recording')
  if (verdict.status === 'covered')
    return { ...verdict, by, why: `recorded by ${some(by.map((r) => r.name))}` }
  if (verdict.status === 'missed')
    return { ...verdict, by, why: whyMissed(recorders, verdict.left) }
  const unsure = relevant.filter((r) => r.state === 'unknown')
  const settle = unsure.find((r) => r.settle !== undefined)?.settle
  return {
    ...verdict,
    by,
    why: whyUnknown(unsure),
    settle: settle ?? 'make such an event and look for it in the log',
  }
}

/** As `judge`, over some of the recorders of a place. */
export const judgeBy = (world: World, recorders: readonly Recorder[], scope: Scope): Judgement => {
  const verdicts = world.once('verdicts', () => new Map<string, Verdict>())
  const relevant = relevantTo(world, recorders, scope)
  const key = `${profileOf(world, relevant)} ${scopeName(world, scope)}`
  const verdict = verdicts.get(key) ?? decide(relevant, scope)
  verdicts.set(key, verdict)
  return judgementOf(recorders, relevant, verdict)
}

type Judgements = Map<readonly Recorder[], Map<Scope, Judgement>>

/** Judgements by the identity of a list of recorders and of a scope, both of which are made once. */
const remembered = (
  world: World,
  recorders: readonly Recorder[],
  scope: Scope,
  compute: () => Judgement,
): Judgement => {
  const lists: Judgements = world.once('judgements', () => new Map())
  const scopes = lists.get(recorders) ?? new Map<Scope, Judgement>()
  lists.set(recorders, scopes)
  const judgement = scopes.get(scope) ?? compute()
  scopes.set(scope, judgement)
  return judgement
}

/**
 * Whether every event of a scope (which names no account and no region) is recorded in a place: covered when the
 * recorders that surely record surely select it; missed when a part of it is selected by nothing, even if all that is
 * unread were on and all that is not documented were kind (R1, R2); otherwise unknown.
 */
export const judge = (world: World, place: Place, scope: Scope): Judgement => {
  const recorders = recordersAt(world, place)
  return remembered(world, recorders, scope, () => judgeBy(world, recorders, scope))
}

/**
 * As `judge` for one resource of many, after a look at the whole class: all of it may be covered, or nothing there have
 * to do with it.
 */
export const judgePart = (
  world: World,
  place: Place,
  whole: Scope,
  part: () => Scope,
): Judgement => {
  const judged = judge(world, place, whole)
  if (judged.status === 'covered') return judged
  if (relevantHere(world, recordersAt(world, place), whole).length > 0)
    return judge(world, place, part())
  return nothing(place, part)
}

/** Events on objects, as a class and below a prefix. */
export interface ObjectEvents {
  readonly whole: Scope
  /** Below `THIS`. */
  readonly ofThis: Scope
  readonly below: (prefix: string) => Scope
  /** The same calls on objects of directory buckets. */
  readonly ofDirectory: Scope
}

/** What is only looked at where a finding is printed is made there. */
const renamed = (judgement: Judgement, prefix: string): Judgement => ({
  ...judgement,
  why: judgement.why.replaceAll(THIS, prefix),
  left: judgement.left.map((text) => text.replaceAll(THIS, prefix)),
  get residual() {
    return JSON.parse(JSON.stringify(judgement.residual).replaceAll(THIS, prefix))
  },
})

/** What the recorders of a list select below a prefix that is called `THIS`, in the order of the list. */
type Narrowed = readonly (Selectors | undefined)[]

/** Judgements below `THIS`, for one list of recorders. */
const judgeNarrowed = (
  world: World,
  recorders: readonly Recorder[],
  relevant: readonly Recorder[],
  narrowed: Narrowed,
  ofThis: Scope,
): Judgement => {
  const known = world.once(
    `below ${scopeName(world, ofThis)}`,
    () => new Map<readonly Recorder[], Map<string, Judgement>>(),
  )
  const judgements = known.get(recorders) ?? new Map<string, Judgement>()
  known.set(recorders, judgements)
  const key = narrowed.map((s) => (s === undefined ? '?' : contentOf(world, s))).join()
  const before = judgements.get(key)
  if (before !== undefined) return before
  const renamed = relevant.map((recorder, i) => {
    const selectors = narrowed[i]
    return selectors === undefined ? recorder : { ...recorder, selectors }
  })
  const off = recorders.filter((r) => r.state === 'not-recording')
  const judgement = judgeBy(world, [...renamed, ...off], ofThis)
  judgements.set(key, judgement)
  return judgement
}

/** As `judge` for objects below an ARN prefix that ends in a slash; buckets that fare alike are judged once. */
export const judgeBelow = (
  world: World,
  place: Place,
  { whole, ofThis, below }: ObjectEvents,
  prefix: string,
): Judgement => {
  const recorders = recordersAt(world, place)
  const relevant = relevantHere(world, recorders, whole)
  if (relevant.length === 0)
    return renamed(
      nothing(place, () => ofThis),
      prefix,
    )
  const narrowed: (Selectors | undefined)[] = []
  for (const { selectors } of relevant) {
    const here = selectors && narrowedHere(world, selectors, prefix)
    if (selectors !== undefined && here === undefined)
      return judgeBy(world, recorders, below(prefix))
    narrowed.push(here)
  }
  const judgement = judgeNarrowed(world, recorders, relevant, narrowed, ofThis)
  return judgement.status === 'covered' ? judgement : renamed(judgement, prefix)
}
