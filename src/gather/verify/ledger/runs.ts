import { groupBy } from '../../../model/group-by.ts'
import type { Instant } from '../../../model/time.ts'
import type { Entry } from './entry.ts'

/** One entry, or as many as have room in it: of equal length, one after the other, alike in all else. */
export interface Run extends Entry {
  /** Length of each in microseconds; absent: there is one alone. */
  readonly step?: Instant
}

/** What an organisation has millions of: hours in which nothing happened, each linked to the one before. */
export const isQuiet = (e: Entry): boolean =>
  e.state === 'verified-empty' &&
  e.isLinked &&
  !e.isBackfill &&
  e.files.length === 0 &&
  e.besides.length === 0 &&
  e.oldest === undefined

const runsOfChain = (entries: readonly Entry[]): Run[] => {
  const runs: Run[] = []
  for (const entry of entries) {
    const last = runs.at(-1)
    const step = entry.to - entry.from
    const goesOn =
      last !== undefined &&
      step > 0 &&
      last.to === entry.from &&
      (last.step ?? last.to - last.from) === step &&
      isQuiet(last) &&
      isQuiet(entry)
    if (goesOn) runs[runs.length - 1] = { ...last, to: entry.to, step }
    else runs.push(entry)
  }
  return runs
}

/**
 * Entries in the order of their times, with quiet hours that follow each other in their chain put into one. Nothing that
 * stands between two hours of a chain is ever passed over.
 */
export const runsOf = (entries: readonly Entry[]): readonly Run[] =>
  [...groupBy(entries, (e) => `${e.chain} ${e.isBackfill}`).values()].flatMap(runsOfChain)

/** The entries that `runsOf` was given, but for the order of those of different chains. */
export const entriesIn = (run: Run): readonly Entry[] => {
  const { step, ...entry } = run
  if (step === undefined) return [entry]
  return Array.from({ length: Math.round((run.to - run.from) / step) }, (_, i) => ({
    ...entry,
    from: run.from + i * step,
    to: run.from + (i + 1) * step,
  }))
}
