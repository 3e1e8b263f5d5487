const capacityFor = (count: number): number =>
  2 ** Math.ceil(Math.log2(Math.max(64, count * 1.5 + 1)))

/** A set of 128-bit hashes as four unsigned words, 16 bytes each: open addressing, at most two thirds full. */
export class HashSet {
  size = 0
  #slots: Uint32Array
  #mask: number

  constructor(expected = 64) {
    const capacity = capacityFor(expected)
    this.#slots = new Uint32Array(capacity * 4)
    this.#mask = capacity - 1
  }

  get bytes(): number {
    return this.#slots.byteLength
  }

  /** How many slots there are; it stays while no more is added than was expected. */
  get capacity(): number {
    return this.#mask + 1
  }

  /** The slot where a hash stands, or would. */
  slotOf(a: number, b: number, c: number, d: number): number {
    const slots = this.#slots
    let at = a & this.#mask
    for (;;) {
      const i = at * 4
      // All words zero marks an empty slot; a SHA-256 of zeros does not happen.
      if (slots[i] === 0 && slots[i + 1] === 0 && slots[i + 2] === 0 && slots[i + 3] === 0)
        return at
      if (slots[i] === a && slots[i + 1] === b && slots[i + 2] === c && slots[i + 3] === d)
        return at
      at = (at + 1) & this.#mask
    }
  }

  has(a: number, b: number, c: number, d: number): boolean {
    return !this.#isFree(this.slotOf(a, b, c, d))
  }

  #isFree(slot: number): boolean {
    const [slots, i] = [this.#slots, slot * 4]
    return slots[i] === 0 && slots[i + 1] === 0 && slots[i + 2] === 0 && slots[i + 3] === 0
  }

  /** Adds a hash given as four words; false when it was there. */
  add(a: number, b: number, c: number, d: number): boolean {
    if (this.size * 3 > this.#mask * 2) this.reserve(1)
    const at = this.slotOf(a, b, c, d)
    if (!this.#isFree(at)) return false
    const slots = this.#slots
    slots[at * 4] = a
    slots[at * 4 + 1] = b
    slots[at * 4 + 2] = c
    slots[at * 4 + 3] = d
    this.size++
    return true
  }

  /** Adds hashes `[from, to)` of a list, four words each; those that were there are marked in `known`. */
  addRange(words: Uint32Array, from: number, to: number, known: Uint8Array): void {
    for (let i = from; i < to; i++) {
      const [a, b, c, d] = [i * 4, i * 4 + 1, i * 4 + 2, i * 4 + 3] as const
      const isNew = this.add(
        words[a] as number,
        words[b] as number,
        words[c] as number,
        words[d] as number,
      )
      if (!isNew) known[i] = 1
    }
  }

  /** Makes room for `count` more at once: growing step by step would put each in its place many times. */
  reserve(count: number): void {
    const capacity = capacityFor(this.size + count)
    if (capacity <= this.#mask + 1) return
    const old = this.#slots
    this.#slots = new Uint32Array(capacity * 4)
    this.#mask = capacity - 1
    this.size = 0
    for (let i = 0; i < old.length; i += 4) {
      const a = old[i] as number
      const b = old[i + 1] as number
      const c = old[i + 2] as number
      const d = old[i + 3] as number
      if (a !== 0 || b !== 0 || c !== 0 || d !== 0) this.add(a, b, c, d)
    }
  }
}
