import type { Result } from './check.ts'

/** The prime of FNV-1a for 64 bits is 2^40 and this. */
const PRIME_LOW = 0x1b3
const OFFSET = { high: 0xcbf29ce4, low: 0x84222325 }
const HALF = 2 ** 32

const hex = (half: number): string => half.toString(16).padStart(8, '0')

/**
 * FNV-1a of the UTF-16 units, as 16 hexadecimal digits: to tell texts apart, not to protect them. In two halves of 32
 * bits, since facets are long and BigInt is slow.
 */
const hash = (text: string): string => {
  let { high, low } = OFFSET
  for (let i = 0; i < text.length; i++) {
    const mixed = (low ^ text.charCodeAt(i)) >>> 0
    const product = mixed * PRIME_LOW
    low = product >>> 0
    high = (high * PRIME_LOW + Math.floor(product / HALF) + ((mixed << 8) >>> 0)) % HALF
  }
  return `${hex(high)}${hex(low)}`
}

/**
 * A name for "this check on this thing" that is the same in each run: times and counts are left out, so that a
 * baseline knows the finding again.
 */
export const fingerprintOf = (check: string, result: Result): string => {
  const { account, region, resource, facet } = result
  const thing = `${check}/${account}/${region}/${resource}`
  return facet === undefined ? thing : `${thing}/${hash(facet)}`
}
