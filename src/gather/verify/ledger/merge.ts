import type { Instant, Interval } from '../../../model/time.ts'
import { isProven } from '../../../model/verification.ts'
import type { Entry, LedgerChain } from './entry.ts'
import type { CellLedger } from './file.ts'

/** What one run found of one chain, over the window that it looked at. */
export interface JudgedPart {
  readonly chain: LedgerChain
  readonly window: Interval
  readonly entries: readonly Omit<Entry, 'chain'>[]
}

const sameTrail = (a: LedgerChain, b: LedgerChain): boolean =>
  a.trail === b.trail && a.home === b.home && a.arn === b.arn

/** Not being able to look now takes nothing back that was proved of the same hour; anything else does. */
const isOpen = ({ state }: Pick<Entry, 'state'>): boolean => state === 'unattested'

const isWithin = (e: Interval, { from, to }: Interval): boolean => e.from < to && e.to > from

/** The parts of a slot outside a window: what was found of those is not asked again. */
const outside = <T extends Interval>(e: T, window: Interval): readonly T[] =>
  [
    { ...e, to: Math.min(e.to, window.from) },
    { ...e, from: Math.max(e.from, window.to) },
  ].filter((part) => part.from < part.to || (part.from === e.from && part.to === e.to))

/** What a proof leaves of an open slot. */
const free = (e: Entry, proof: Interval): readonly Entry[] =>
  proof.from <= e.from && e.to <= proof.to ? [] : outside(e, proof)

/** Times that the new word is about, but for those that it leaves open; disjoint, in order. */
const settled = (entries: JudgedPart['entries'], isBackfill: boolean): readonly Interval[] => {
  const sorted = entries
    .filter((e) => e.isBackfill === isBackfill && !isOpen(e) && e.from < e.to)
    .toSorted((a, b) => a.from - b.from)
  const union: { from: Instant; to: Instant }[] = []
  for (const { from, to } of sorted) {
    const last = union.at(-1)
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to)
    else union.push({ from, to })
  }
  return union
}

/** Proofs of the window that nothing new is said against: a digest counts whole or not at all. */
const stillProven = (before: readonly Entry[], { window, entries }: JudgedPart): Entry[] =>
  [false, true].flatMap((isBackfill) => {
    const against = settled(entries, isBackfill)
    let next = 0
    return before
      .filter((e) => e.isBackfill === isBackfill && isProven(e) && isWithin(e, window))
      .toSorted((a, b) => a.from - b.from)
      .filter((e) => {
        while ((against[next]?.to ?? e.to) <= e.from) next += 1
        return (against[next]?.from ?? e.to) >= e.to
      })
  })

/** A cut between two hours at the very edge of the window is in none of it, and is found by every run. */
const isFoundAgain = (e: Entry, entries: JudgedPart['entries']): boolean =>
  e.from === e.to && entries.some((f) => f.from === e.from && f.to === e.to && f.state === e.state)

const mergedPart = (
  before: readonly Entry[],
  part: JudgedPart,
  chain: number,
): readonly Entry[] => {
  const proven = stillProven(before, part)
  const kept = before.flatMap((e) => {
    if (!isWithin(e, part.window)) return isFoundAgain(e, part.entries) ? [] : [e]
    return isProven(e) ? [] : outside(e, part.window)
  })
  const found = part.entries.flatMap((entry): readonly Entry[] =>
    proven
      .filter((p) => isOpen(entry) && p.isBackfill === entry.isBackfill && isWithin(p, entry))
      .reduce<readonly Entry[]>(
        (left, p) => left.flatMap((e) => free(e, p)),
        [{ ...entry, chain }],
      ),
  )
  return [...kept, ...proven, ...found]
}

/**
 * Adds what a run found to what earlier runs did: for the window that it looked at the new word counts, but for an hour that
 * was proved before and cannot be looked at now.
 */
export const mergeLedger = (
  before: CellLedger | undefined,
  parts: readonly JudgedPart[],
): CellLedger => {
  const chains = [...(before?.chains ?? [])]
  let entries: readonly Entry[] = before?.entries ?? []
  for (const part of parts) {
    const known = chains.findIndex((c) => sameTrail(c, part.chain))
    const index = known < 0 ? chains.length : known
    const places = [...new Set([...(chains[index]?.places ?? []), ...part.chain.places])]
    chains[index] = { ...part.chain, places }
    const own = entries.filter((e) => e.chain === index)
    const others = entries.filter((e) => e.chain !== index)
    entries = [...others, ...mergedPart(own, part, index)]
  }
  return { chains, entries }
}
