/** Rows whose text, and whose whole number where one is asked for, are these, in order. */
export type TextIndex = (text: string, number?: number) => number[]

/** A number for a text: others may have the same. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash
}

const none = (): number => 0

/** Finds rows by a text of theirs: chains through the rows, no object for any. A row without a text is in no chain. */
export const textIndex = (
  size: number,
  textOf: (row: number) => string | null,
  numberOf: (row: number) => number = none,
): TextIndex => {
  const buckets = 2 ** Math.max(4, Math.ceil(Math.log2(size + 1)))
  const heads = new Int32Array(buckets).fill(-1)
  const next = new Int32Array(size)
  const hashes = new Int32Array(size)
  const bucketOf = (hash: number, number: number): number => {
    const h = Math.imul(hash, 0x9e3779b1) ^ Math.imul(number | 0, 0x85ebca6b)
    return (h ^ (h >>> 15)) & (buckets - 1)
  }
  for (let row = size - 1; row >= 0; row--) {
    const text = textOf(row)
    if (text === null) continue
    const hash = hashOf(text)
    const bucket = bucketOf(hash, numberOf(row))
    hashes[row] = hash
    next[row] = heads[bucket] as number
    heads[bucket] = row
  }
  return (text, number = 0) => {
    const out: number[] = []
    const hash = hashOf(text)
    for (let row = heads[bucketOf(hash, number)] as number; row >= 0; row = next[row] as number)
      if (hashes[row] === hash && numberOf(row) === number && textOf(row) === text) out.push(row)
    return out
  }
}
