import { formatInstant } from '../../../model/time.ts'
import { isProven } from '../../../model/verification.ts'
import type { EarlierWord } from '../chain/context.ts'
import type { Entry, LedgerChain } from '../ledger/entry.ts'
import type { CellLedger } from '../ledger/file.ts'
import type { CellChain } from './chains.ts'
import { type CellPlaces, placeUri } from './places.ts'

const wordOf = (
  entry: Entry,
  { places }: LedgerChain,
  here: ReadonlySet<string>,
): EarlierWord[] => {
  const { from, to, state } = entry
  if (entry.isBackfill || from === to) return []
  if (state === 'unattested' || (state === 'invalid' && entry.files.length === 0)) return [] // anyone can put a false digest there
  if (state === 'interrupted')
    return [
      { from, to, state, isProof: false, because: 'an earlier run found the chain interrupted' },
    ]
  const found = isProven(entry) ? 'verified digests' : 'found digests missing or invalid'
  const isHere = places.length > 0 && places.every((place) => here.has(place))
  return [
    {
      from,
      to,
      state: isHere ? 'missing' : 'unchecked',
      isProof: isProven(entry),
      because: `an earlier run ${found} ${isHere ? 'here' : `in ${places.join(', ') || 'no place'}`}`,
    },
  ]
}

/** One word for hours that follow each other. */
const joined = (words: readonly EarlierWord[]): readonly EarlierWord[] => {
  const runs: EarlierWord[] = []
  for (const word of words) {
    const last = runs.at(-1)
    const goesOn = last?.to === word.from && last.because === word.because
    if (last !== undefined && goesOn) runs[runs.length - 1] = { ...last, to: word.to }
    else runs.push(word)
  }
  return runs.map((word) => ({
    ...word,
    because: `${word.because} for ${formatInstant(word.from)} to ${formatInstant(word.to)}`,
  }))
}

/**
 * What the ledger knows of a chain: where all its places are looked at again, hours that were verified and are not there now
 * are missing; where they are not, that is open and takes nothing back.
 */
export const earlierWords = (
  kept: CellLedger | undefined,
  cell: CellPlaces,
  { id }: CellChain,
): readonly EarlierWord[] => {
  const index = kept?.chains.findIndex(
    (c) => c.trail === id.trail && c.home === id.home && c.arn === id.arn,
  )
  const chain = index === undefined ? undefined : kept?.chains[index]
  if (chain === undefined) return []
  const here = new Set(cell.places.map(placeUri))
  const own = kept?.entries.filter((e) => e.chain === index) ?? []
  return joined(own.flatMap((e) => wordOf(e, chain, here)))
}
