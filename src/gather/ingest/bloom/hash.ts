/** Bytes with a view of them: four are read at a time. */
export interface Bytes {
  readonly bytes: Uint8Array
  readonly view: DataView
}

export const bytesOf = (bytes: Uint8Array): Bytes => ({
  bytes,
  view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
})

/** Spreads what tells two numbers apart over all 32 bits. */
export const spread = (number: number): number => {
  let h = number
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

export const mixed = (hash: number, word: number): number => {
  const k = Math.imul(word, 0xcc9e2d51)
  const h = hash ^ Math.imul((k << 15) | (k >>> 17), 0x1b873593)
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0
}

/** 32 bits that tell most ranges of bytes apart (MurmurHash3). Part of the format of the lake. */
export const hashOf = ({ bytes, view }: Bytes, from: number, to: number, seed: number): number => {
  let h = seed
  let i = from
  for (; i + 4 <= to; i += 4) h = mixed(h, view.getInt32(i, true))
  let tail = 0
  for (; i < to; i++) tail = (tail << 8) | (bytes[i] as number)
  return spread(mixed(h, tail) ^ (to - from))
}

export const hashOfText = (text: string, seed: number): number => {
  const bytes = bytesOf(Buffer.from(text))
  return hashOf(bytes, 0, bytes.bytes.length, seed)
}
