import { groupBy } from '../model/group-by.ts'
import { MINUTE } from '../model/time.ts'

interface Told {
  /** ISO-8601 in UTC, which compares as text. */
  readonly from: string
  readonly to: string
  readonly reason: string
  readonly detail: string
  readonly remedy: string
  readonly part: string
}

/** Blind spots that a person reads as one, whenever they were. */
export interface MergedBlind<T> {
  /** The longest of them, with the remedy less what event history still holds. */
  readonly spot: T
  readonly from: string
  readonly to: string
  readonly members: readonly T[]
  /** Microseconds in all. */
  readonly length: number
}

export interface BlindList<T> {
  readonly merged: readonly MergedBlind<T>[]
  /** Groups that are shorter than a minute in all: how many spots, and the reasons with their numbers. */
  readonly short: { readonly count: number; readonly reasons: readonly string[] }
  /** What fetches the management events that event history still holds, one command for all of the time. */
  readonly commands: readonly string[]
}

const TIME = /\d{4}-\d\d-\d\dT[\d:.]+Z/g
const timeless = (text: string): string => text.replaceAll(TIME, '')

const lengthOf = ({ from, to }: Pick<Told, 'from' | 'to'>): number =>
  (Date.parse(to) - Date.parse(from)) * 1000

const COMMAND = /wholetrail ingest event-history[^;]*/g
const HISTORY =
  /(?:^|; )(?:these events|management events among these)[^;]*still in event history[^;]*wholetrail ingest event-history[^;]*(?:; with credentials of [^;]*)*/

/** A remedy without the clause on event history, which is said once for all. */
const withoutHistory = (remedy: string): string =>
  remedy.replace(HISTORY, '').replace(/^; (?:for the rest: )?/, '')

const SINCE = / --since (\S+)/
const UNTIL = / --until (\S+)/

/** Commands that differ in their times alone, as one over all of the time. */
export const wholeTime = (commands: readonly string[]): readonly string[] =>
  [...groupBy(commands, (c) => c.trim().replace(SINCE, '').replace(UNTIL, ''))].map(
    ([base, own]) => {
      const since = own.flatMap((c) => SINCE.exec(c)?.[1] ?? []).sort()
      const until = own.flatMap((c) => UNTIL.exec(c)?.[1] ?? []).sort()
      return [
        base,
        ...(since.length === own.length && since[0] !== undefined ? [`--since ${since[0]}`] : []),
        ...(until.length === own.length ? [`--until ${until.at(-1)}`] : []),
      ].join(' ')
    },
  )

const keyOf = (spot: Told): string =>
  JSON.stringify([
    spot.part,
    spot.reason,
    timeless(spot.detail),
    timeless(withoutHistory(spot.remedy)),
  ])

const longest = <T extends Told>(spots: readonly [T, ...T[]]): T =>
  spots.reduce((a, b) => (lengthOf(b) > lengthOf(a) ? b : a))

const merge = <T extends Told>(members: readonly T[]): readonly MergedBlind<T>[] => {
  const [first, ...rest] = members
  if (first === undefined) return []
  const spot = longest<T>([first, ...rest])
  return [
    {
      spot: { ...spot, remedy: withoutHistory(spot.remedy) },
      from: members.map((m) => m.from).sort()[0] ?? spot.from,
      to:
        members
          .map((m) => m.to)
          .sort()
          .at(-1) ?? spot.to,
      members,
      length: members.reduce((sum, m) => sum + lengthOf(m), 0),
    },
  ]
}

/** Blind spots by what they say: those of the same part, reason, detail and remedy are one, whatever lies between. */
export const mergeBlind = <T extends Told>(spots: readonly T[]): BlindList<T> => {
  const byTime = spots.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
  const all = [...groupBy(byTime, keyOf).values()].flatMap(merge)
  const isShort = (m: MergedBlind<T>): boolean => m.length < MINUTE
  const hides = all.some((m) => !isShort(m))
  const short = hides ? all.filter(isShort).flatMap((m) => m.members) : []
  return {
    merged: hides ? all.filter((m) => !isShort(m)) : all,
    short: {
      count: short.length,
      reasons: [...groupBy(short, (s) => s.reason)].map(
        ([reason, own]) => `${reason} ${own.length}`,
      ),
    },
    commands: wholeTime(spots.flatMap((s) => s.remedy.match(COMMAND) ?? [])),
  }
}
