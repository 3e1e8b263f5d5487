import type { Result } from './check.ts'

const PRIME = 0x100000001b3n
const OFFSET = 0xcbf29ce484222325n
const WIDTH = 64

/** FNV-1a of the UTF-16 units, as 16 hexadecimal digits: to tell texts apart, not to protect them. */
const hash = (text: string): string => {
  let value = OFFSET
  for (let i = 0; i < text.length; i++)
    value = BigInt.asUintN(WIDTH, (value ^ BigInt(text.charCodeAt(i))) * PRIME)
  return value.toString(16).padStart(16, '0')
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
