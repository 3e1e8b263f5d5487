import type { Interval } from '../../../model/time.ts'
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

const isProof = ({ state }: Pick<Entry, 'state'>): boolean =>
  state === 'verified' || state === 'verified-empty'

/** Not being able to look now takes nothing back that was proved of the same hour; anything else does. */
const isOpen = ({ state }: Pick<Entry, 'state'>): boolean => state === 'unattested'

const hourKey = ({ from, to, isBackfill }: Interval & Pick<Entry, 'isBackfill'>): string =>
  `${from} ${to} ${isBackfill}`

const isWithin = (e: Interval, { from, to }: Interval): boolean => e.from < to && e.to > from

/** The parts of a slot outside a window: what was found of those is not asked again. */
const outside = (e: Entry, window: Interval): Entry[] =>
  isProof(e)
    ? [] // a digest counts whole or not at all
    : [
        { ...e, to: Math.min(e.to, window.from) },
        { ...e, from: Math.max(e.from, window.to) },
      ].filter((part) => part.from < part.to || (part.from === e.from && part.to === e.to))

const keptOf = (before: readonly Entry[], part: JudgedPart): readonly Entry[] =>
  before.flatMap((e) => (isWithin(e, part.window) ? outside(e, part.window) : [e]))

const mergedPart = (
  before: readonly Entry[],
  part: JudgedPart,
  chain: number,
): readonly Entry[] => {
  const proofs = new Map(before.filter(isProof).map((e) => [hourKey(e), e]))
  const found = part.entries.map((entry): Entry => {
    const proof = isOpen(entry) ? proofs.get(hourKey(entry)) : undefined
    return proof ?? { ...entry, chain }
  })
  return [...keptOf(before, part), ...found]
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
