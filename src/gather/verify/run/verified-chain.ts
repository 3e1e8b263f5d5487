import type { Instant } from '../../../model/time.ts'
import {
  isProven,
  type Slot,
  type SlotState,
  slotStates,
  type VerifiedChain,
} from '../../../model/verification.ts'
import type { JudgedCellChain } from './judge-cell.ts'
import { packedSlots } from './packed-slots.ts'
import { placeUri } from './places.ts'

export type Counts = Record<SlotState, number>

export const noCounts = (): Counts =>
  Object.fromEntries(slotStates.map((state) => [state, 0])) as Counts

export const countSlots = (counts: Counts, slots: readonly Slot[]): void => {
  for (const { state } of slots) counts[state] += 1
}

const verifiedUntil = (slots: readonly Slot[]): Instant | null => {
  const end = slots.findIndex((slot) => !isProven(slot))
  const last = slots[(end < 0 ? slots.length : end) - 1]
  return last?.to ?? null
}

/** Places in the order in which the chain used them. */
const placesOf = ({ digests }: JudgedCellChain): readonly string[] => {
  const sorted = digests.toSorted((a, b) => a.found.name.time - b.found.name.time)
  const uris = sorted.map(({ found, place }) => {
    if (place !== null) return placeUri(place)
    const before = found.object.key.split('AWSLogs/')[0]?.replace(/\/$/, '') ?? ''
    return `s3://${found.object.bucket}/${before}`.replace(/\/$/, '')
  })
  return [...new Set(uris)]
}

/** A chain as the report shows it; its slots are made when they are looked at. */
export const verifiedChain = (chain: JudgedCellChain): VerifiedChain => {
  const { id, digests, judged } = chain
  const all = [...judged.slots, ...judged.backfill]
  const slots = packedSlots(all)
  return {
    ...id,
    places: placesOf(chain),
    digests: digests.length,
    files: all.reduce((sum, slot) => sum + slot.files.length, 0),
    verifiedUntil: verifiedUntil(judged.slots),
    get slots() {
      return slots()
    },
  }
}
