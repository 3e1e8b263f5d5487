/** Rows in which two whole numbers are these, in order. */
export type PairIndex = (x: number, y: number) => number[]

type ValueOf = (row: number) => number

const none: ValueOf = () => 0

/**
 * Finds rows by one or two whole numbers of theirs: chains through the rows, no object for any. A row whose first
 * number is 0 is in no chain.
 */
export const pairIndex = (size: number, x: ValueOf, y: ValueOf = none): PairIndex => {
  const buckets = 2 ** Math.max(4, Math.ceil(Math.log2(size + 1)))
  const heads = new Int32Array(buckets).fill(-1)
  const next = new Int32Array(size)
  const bucketOf = (a: number, b: number): number => {
    const h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b | 0, 0x85ebca6b)
    return (h ^ (h >>> 15)) & (buckets - 1)
  }
  for (let row = size - 1; row >= 0; row--) {
    if (x(row) === 0) continue
    const bucket = bucketOf(x(row), y(row))
    next[row] = heads[bucket] as number
    heads[bucket] = row
  }
  return (a, b) => {
    const out: number[] = []
    for (let row = heads[bucketOf(a, b)] as number; row >= 0; row = next[row] as number)
      if (x(row) === a && y(row) === b) out.push(row)
    return out
  }
}
