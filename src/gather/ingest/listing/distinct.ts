import { HashSet } from '../lake/hash-set.ts'
import { wordsOf } from './hash.ts'
import type { Listing } from './listing.ts'

/** The numbers of the objects, one for each place: what two sources list is read once, from the last of them. */
export const distinct = (listing: Listing): Uint32Array => {
  const seen = new HashSet(listing.count)
  const numbers = new Uint32Array(listing.count)
  const kept = new Uint32Array(seen.capacity)
  let from = listing.count
  for (let n = listing.count - 1; n >= 0; n--) {
    const words = wordsOf(listing.uri(n))
    const slot = seen.slotOf(...words)
    if (seen.add(...words)) {
      kept[slot] = n
      numbers[--from] = n
    } else listing.alsoFrom(kept[slot] as number, n)
  }
  return numbers.subarray(from)
}
