import { isProven } from '../../../model/verification.ts'
import { isQuiet, type Run } from './runs.ts'

/** One run of slots as one, and the slot at its end as it was where that has to stay. */
const merged = (group: readonly Run[], before: Run | undefined, after: Run | undefined): Run[] => {
  const [first] = group
  const last = group.at(-1)
  if (first === undefined || last === undefined) return []
  const lengthOf = ({ from, to, step }: Run) => step ?? to - from
  const isLedTo = before !== undefined && isProven(before) && before.to === first.from
  const isFollowed =
    after !== undefined && isProven(after) && after.isLinked && after.from === last.to
  if (isLedTo && isFollowed) return [group.length === 1 ? first : { ...first, to: last.to }]
  const { step: _, ...slot } = first
  const from = isLedTo ? first.from : first.from + lengthOf(first)
  const to = isFollowed ? last.to : last.to - lengthOf(last)
  if (from > to) return [slot] // one slot alone, at both ends of its run
  const ends = [first.from, from, to, last.to]
  return ends.slice(1).flatMap((end, i) => {
    const start = ends[i] ?? end
    return start < end ? [{ ...slot, from: start, to: end }] : []
  })
}

const compactedChain = (sorted: readonly Run[]): Run[] => {
  const found: Run[] = []
  let group: Run[] = []
  let before: Run | undefined
  for (const run of sorted) {
    const last = group.at(-1)
    const isOfGroup = isQuiet(run) && run.from < run.to
    if (last !== undefined && !(isOfGroup && last.to === run.from)) {
      found.push(...merged(group, before, run))
      before = last
      group = []
    }
    if (isOfGroup) group.push(run)
    else {
      found.push(run)
      before = run
    }
  }
  found.push(...merged(group, before, undefined))
  return found
}

/**
 * The slots of one trail in one cell, oldest first, with hours in which nothing happened put into as few slots as tell
 * coverage the same: the first and the last digest of an unbroken chain stay as they are, since a chain speaks from the
 * end of the one to the beginning of the other (R22).
 */
export const compacted = (sorted: readonly Run[]): readonly Run[] => {
  const backfill = sorted.filter((run) => run.isBackfill)
  const standard = backfill.length === 0 ? sorted : sorted.filter((run) => !run.isBackfill)
  return [...compactedChain(standard), ...backfill]
}
