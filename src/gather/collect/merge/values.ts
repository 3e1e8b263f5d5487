import type { Observed, UnknownReason } from '../../../model/observed.ts'
import type { Instant } from '../../../model/time.ts'
import { compare, textOf } from '../canonical.ts'

/** A value, and when it was read. */
export interface Said<T = unknown> {
  readonly value: T
  readonly at: Instant
}

/** The one value of several, since when it holds, and whether they differed. */
export interface Merged<T = unknown> extends Said<T> {
  readonly differed: boolean
}

export const isObserved = (value: unknown): value is Observed<unknown> => {
  if (typeof value !== 'object' || value === null) return false
  const keys = Object.keys(value)
  return keys.includes('known')
    ? keys.length === 1
    : keys.includes('unknown') && keys.every((k) => k === 'unknown' || k === 'detail')
}

/** From the one that says least to the one that says most. */
const TELLING: readonly UnknownReason[] = [
  'not-collected',
  'error',
  'throttled-out',
  'not-supported',
  'region-disabled',
  'access-denied',
]

/** The later; of two at the same time, one that does not depend on the order that they came in. */
export const latest = <T extends Said>(said: readonly T[]): T =>
  said.reduce((a, b) => {
    if (a.at !== b.at) return a.at > b.at ? a : b
    return compare(textOf(a.value), textOf(b.value)) >= 0 ? a : b
  })

/** One value: where all agree, since the first of them; where they differ, the later. */
export const mergeValues = <T>(said: readonly Said<T>[]): Merged<T> => {
  const last = latest(said)
  if (said.length === 1) return { ...last, differed: false }
  const text = textOf(last.value)
  const differed = said.some((s) => textOf(s.value) !== text)
  return { ...last, at: differed ? last.at : Math.min(...said.map((s) => s.at)), differed }
}

const moreTelling = (a: Said<Observed<unknown>>, b: Said<Observed<unknown>>): number => {
  const rank = ({ value }: Said<Observed<unknown>>) =>
    'unknown' in value ? TELLING.indexOf(value.unknown) : -1
  return rank(b) - rank(a)
}

/** Known beats unknown; two known that differ: the later; two unknown: the one that says more. */
export const mergeObserved = (
  said: readonly Said<Observed<unknown>>[],
): Merged<Observed<unknown>> => {
  const known = said.filter((s) => 'known' in s.value)
  if (known.length > 0) return mergeValues(known)
  const [first] = said.toSorted(moreTelling)
  const alike = said.filter((s) => first !== undefined && moreTelling(first, s) === 0)
  return { ...latest(alike), differed: false }
}
