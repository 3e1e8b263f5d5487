import type { Exclusion } from '../../../model/goal.ts'
import { add, NONE, type Range, scale } from '../../../model/range.ts'
import type { Counted } from '../bill/events.ts'
import type { Tuple } from '../volumes/tuple.ts'
import type { Candidate } from './candidate.ts'

const heldIn = (counted: readonly Counted[], arn: string): ReadonlyMap<Tuple, Range> =>
  new Map(
    counted.flatMap(({ events }) =>
      events.flatMap(({ tuple, copies }) =>
        copies.flatMap(({ recorder, events: held }) =>
          recorder.trail?.arn.arn === arn ? [[tuple, held] as const] : [],
        ),
      ),
    ),
  )

/** Fewer by so many, where the fewer is a part of the more. */
const fewer = (before: Range, after: Range): Range => ({
  low: after.high === null ? 0 : Math.max(0, before.low - after.high),
  high: before.high === null ? null : Math.max(0, before.high - after.low),
  likely:
    before.likely === null || after.likely === null
      ? null
      : Math.max(0, before.likely - after.likely),
})

const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)
const percent = (share: number): string =>
  share > 0 && share < 0.01 ? 'less than 1 %' : `${Math.round(share * 100)} %`
const count = (n: number): string => Math.round(n).toLocaleString('en-US')

const WHO = 5

const whoMakes = (excluded: readonly (readonly [Tuple, Range])[], total: number) => {
  const by = new Map<string, number>()
  for (const [{ principal }, { low }] of excluded) {
    const name = principal ?? 'not told'
    by.set(name, (by.get(name) ?? 0) + low)
  }
  return [...by]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, WHO)
    .map(([principal, events]) => ({ principal, share: shareOf(events, total) }))
}

/** What of a trail's events a candidate leaves out, in figures: volume, share and who. */
export const evidenceOf = (
  candidate: Candidate,
  before: readonly Counted[],
  after: readonly Counted[],
  factor: number,
): Exclusion['evidence'] => {
  const { arn } = candidate.trail
  const [had, has] = [heldIn(before, arn.arn), heldIn(after, arn.arn)]
  const excluded = [...had].flatMap(([tuple, held]) => {
    const less = fewer(held, has.get(tuple) ?? NONE)
    return less.high === 0 ? [] : [[tuple, less] as const]
  })
  const total = (all: readonly (readonly [Tuple, Range])[]): Range =>
    scale(
      all.reduce((sum, [, events]) => add(sum, events), NONE),
      factor,
    )
  const all = total(excluded)
  const noise = total(excluded.filter(([tuple]) => candidate.isNoise(tuple)))
  const whole = candidate.ofEvents * factor
  const who = whoMakes(excluded, all.low / (factor === 0 ? 1 : factor))
  const share = shareOf(all.low, whole)
  const [first] = who
  return {
    noise,
    excluded: all,
    share,
    who,
    source: [...had.keys()].find((tuple) => tuple.source !== undefined)?.source ?? 'lake',
    sentence: `${count(all.low)} of ${count(whole)} events a month of trail ${arn.name} (${percent(share)})${first === undefined ? '' : `, ${percent(first.share)} of them by ${first.principal}`}${noise.low < all.low ? `; ${count(noise.low)} of them are noise by the rule, the others cannot be told from them` : ''}`,
  }
}
