import { groupBy } from '../../../model/group-by.ts'
import type { Observed } from '../../../model/observed.ts'
import type { Instant } from '../../../model/time.ts'
import { compare, textOf } from '../canonical.ts'
import { isObserved, type Merged, mergeObserved, type Said } from './values.ts'

/** An entry of a list of the snapshot, whatever its kind. */
export type Thing = Readonly<Record<string, unknown>>

/** Members that are lists of places, merged place by place. */
const ROWS: ReadonlySet<string> = new Set(['status'])

/** Members to which each reading adds. */
const UNITED: ReadonlySet<string> = new Set(['names'])

const knownIn = ({ value }: Said<Thing>): number =>
  Object.values(value).filter((v) => isObserved(v) && 'known' in v).length

/** Those that know most, then the latest, first. */
const byWorth = (a: Said<Thing>, b: Said<Thing>): number =>
  knownIn(b) - knownIn(a) || b.at - a.at || compare(textOf(b.value), textOf(a.value))

const placeOf = (row: Thing): string => `${row.account} ${row.region}`

const mergeRows = (said: readonly Said<readonly Thing[]>[]): readonly Thing[] => {
  const rows = groupBy(
    said.flatMap((s) => s.value.map((value) => ({ value, at: atOf(value, s.at) }))),
    (row) => placeOf(row.value),
  )
  return [...rows].sort(([a], [b]) => compare(a, b)).map(([, same]) => mergeThing(same).thing)
}

/** When a thing says that it was read, or when it came. */
export const atOf = (thing: Thing, otherwise: Instant): Instant =>
  typeof thing.readAt === 'number' ? thing.readAt : otherwise

const mergeMember = (name: string, said: readonly Said[]): Merged | undefined => {
  if (ROWS.has(name) && said.every((s) => Array.isArray(s.value))) {
    const value = mergeRows(said as readonly Said<readonly Thing[]>[])
    return { value, at: Number.POSITIVE_INFINITY, differed: false }
  }
  if (UNITED.has(name)) {
    const value = [...new Set(said.flatMap((s) => s.value as readonly string[]))].sort(compare)
    return { value, at: Number.POSITIVE_INFINITY, differed: false }
  }
  return said.every((s) => isObserved(s.value))
    ? mergeObserved(said as readonly Said<Observed<unknown>>[])
    : undefined
}

/** Whether even a single reading may say something twice. */
const isComposed = (thing: Thing): boolean =>
  [...ROWS, ...UNITED].some((name) => Array.isArray(thing[name]))

type KnownMember = readonly [name: string, merged: Merged]

/**
 * When the merged thing was read: the latest reading that alone bears out every known member, so that they are of one
 * time; where no reading does, the earliest that any of them rests on.
 */
const readAtOf = (said: readonly Said<Thing>[], known: readonly KnownMember[]): Instant => {
  const texts = known.map(([name, { value }]) => [name, textOf(value)] as const)
  const whole = said.filter(({ value }) =>
    texts.every(([name, text]) => textOf(value[name]) === text),
  )
  if (whole.length > 0) return Math.max(...whole.map((s) => s.at))
  return Math.min(...known.map(([, { at }]) => at))
}

/**
 * The same thing read several times, member by member, whatever the order. A plain member is taken from the reading that
 * knows most. Also says which known members differed between readings.
 */
export const mergeThing = (
  said: readonly Said<Thing>[],
): { readonly thing: Thing; readonly differed: readonly string[] } => {
  const [only] = said
  if (said.length === 1 && only !== undefined && !isComposed(only.value))
    return { thing: only.value, differed: [] }
  const best = said.toSorted(byWorth)
  const names = new Set(best.flatMap(({ value }) => Object.keys(value)))
  const thing: Record<string, unknown> = {}
  const known: KnownMember[] = []
  for (const name of names) {
    const present = best.filter(({ value }) => value[name] !== undefined)
    const values = present.map(({ value, at }) => ({ value: value[name], at }))
    if (values.length === 0) continue
    const merged = mergeMember(name, values)
    thing[name] = merged === undefined ? values[0]?.value : merged.value
    if (merged !== undefined && isObserved(merged.value) && 'known' in merged.value)
      known.push([name, merged])
  }
  if (names.has('readAt')) thing.readAt = readAtOf(said, known)
  return { thing, differed: known.filter(([, m]) => m.differed).map(([name]) => name) }
}
