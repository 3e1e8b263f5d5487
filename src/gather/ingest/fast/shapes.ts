/**
 * The keys of an object, in the order in which they are written. Logs have few shapes, so what follows
 * from the keys (their sorted order, the columns they go to) is worked out once for each.
 */
export interface Shape {
  /** The keys as written, each followed by a quote, as `verify` compares them. */
  readonly bytes: Uint8Array
  readonly keys: readonly string[]
  /** Positions of the members in the order of their keys' bytes. */
  readonly order: Uint16Array
  readonly isSorted: boolean
  /** A key is written twice. */
  readonly hasTwins: boolean
  /** What each member is for, by where the object stands: filled by whoever asks. */
  readonly roles: Map<object, unknown>
}

/** An attacker may invent shapes without end: the table starts anew at this many. */
const MOST_SHAPES = 4096

const compareBytes = (a: Buffer, b: Buffer): number => Buffer.compare(a, b)

const makeShape = (bytes: Uint8Array): Shape => {
  const texts: Buffer[] = []
  let from = 0
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] !== 34) continue
    texts.push(Buffer.from(bytes.subarray(from, i)))
    from = i + 1
  }
  const order = texts
    .map((_, i) => i)
    .sort((a, b) => compareBytes(texts[a] as Buffer, texts[b] as Buffer))
  const keys = texts.map((t) => t.toString())
  return {
    bytes,
    keys,
    order: Uint16Array.from(order),
    isSorted: order.every((at, i) => at === i),
    hasTwins: new Set(keys).size < keys.length,
    roles: new Map(),
  }
}

/** All shapes met so far. */
export class Shapes {
  #byHash = new Map<number, Shape[]>()
  #count = 0
  /** Keys of the object at hand, each followed by a quote. */
  #keys = new Uint8Array(4096)

  /**
   * The shape of an object whose keys stand at `starts[from..to)` in `bytes`, each between quotes and
   * without escapes; a start is where the opening quote is.
   */
  of(bytes: Uint8Array, starts: Int32Array, from: number, to: number): Shape {
    let hash = 0
    let length = 0
    let keys = this.#keys
    for (let k = from; k < to; k++) {
      let i = (starts[k] as number) + 1
      for (;;) {
        const c = bytes[i++] as number
        if (length === keys.length) keys = this.#grow()
        keys[length++] = c
        if (c === 34) break
        hash = (Math.imul(hash, 31) + c) | 0
      }
      hash = Math.imul(hash, 31) + 34
    }
    const bucket = this.#byHash.get(hash)
    if (bucket !== undefined) {
      search: for (const shape of bucket) {
        const known = shape.bytes
        if (known.length !== length) continue
        for (let i = 0; i < length; i++) if (known[i] !== keys[i]) continue search
        return shape
      }
    }
    if (this.#count++ > MOST_SHAPES) {
      this.#byHash.clear()
      this.#count = 1
    }
    const shape = makeShape(keys.slice(0, length))
    this.#byHash.set(hash, [...(this.#byHash.get(hash) ?? []), shape])
    return shape
  }

  #grow(): Uint8Array<ArrayBuffer> {
    const larger = new Uint8Array(this.#keys.length * 2)
    larger.set(this.#keys)
    this.#keys = larger
    return larger
  }
}
