import type { Interval } from '../../../model/time.ts'
import { isWhole } from './examined.ts'
import type { JudgedDigest } from './judged-digest.ts'

/** A digest and the time that it has in the chain. */
export interface Laid extends Interval {
  readonly judged: JudgedDigest
}

/** Whose word counts first where two speak for one time. */
const rankOf = ({ examined }: JudgedDigest): number => {
  if (examined.standing === 'authentic') return isWhole(examined) ? 0 : 1
  return examined.standing === 'unproven' && isWhole(examined) ? 2 : 3
}

const byTime = (a: Interval, b: Interval): number => a.from - b.from || a.to - b.to

/** Gives each digest what is still free of its time; both lists are sorted, and so is the answer. */
const fill = (taken: readonly Laid[], digests: readonly JudgedDigest[]): readonly Laid[] => {
  const laid: Laid[] = []
  let next = 0
  let end = Number.NEGATIVE_INFINITY
  for (const judged of digests) {
    const { to } = judged.time
    let at = Math.max(judged.time.from, end)
    while (next > 0 && (taken[next - 1]?.to ?? at) > at) next -= 1
    for (; at < to; next += 1) {
      const block = taken[next]
      const free = Math.min(to, block?.from ?? to)
      if (at < free) laid.push({ from: at, to: free, judged })
      if (block === undefined || block.from >= to) break
      at = Math.max(at, block.to)
    }
    end = Math.max(end, to)
  }
  return [...taken, ...laid].toSorted(byTime)
}

/**
 * Lays the digests out on the line of time, without overlap and oldest first: authentic ones where they say, others
 * where no authentic one is.
 */
export const layOut = (digests: readonly JudgedDigest[]): readonly Laid[] =>
  [0, 1, 2, 3].reduce<readonly Laid[]>(
    (taken, rank) =>
      fill(
        taken,
        digests.filter((d) => rankOf(d) === rank).toSorted((a, b) => byTime(a.time, b.time)),
      ),
    [],
  )
