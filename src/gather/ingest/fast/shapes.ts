import { ADDED_BY_OTHERS } from '../record/canonical.ts'
import { compareKeys } from '../record/key-order.ts'

/**
 * The keys of an object, in the order in which they are written. Logs have few shapes, so what follows
 * from the keys (their canonical order, the columns they go to) is worked out once for each.
 */
export interface Shape {
  readonly keys: readonly string[]
  /** Positions of the members in canonical order (record/key-order.ts). */
  readonly order: Uint16Array
  readonly isSorted: boolean
  /** A key is written twice. */
  readonly hasTwins: boolean
  /** A key that does not count where the object is a record (R20). */
  readonly hasAdded: boolean
  /** What each member is for, by where the object stands: filled by whoever asks. */
  readonly roles: Map<object, unknown>
}

const makeShape = (texts: readonly Uint8Array[]): Shape => {
  const keys = texts.map((t) => Buffer.from(t).toString())
  const order = keys.map((_, i) => i).sort((a, b) => compareKeys(keys[a] ?? '', keys[b] ?? ''))
  return {
    keys,
    order: Uint16Array.from(order),
    isSorted: order.every((position, i) => position === i),
    hasTwins: new Set(keys).size < keys.length,
    hasAdded: keys.some((key) => ADDED_BY_OTHERS.has(key)),
    roles: new Map(),
  }
}

/** A place in the tree of all key sequences met so far, by what the objects stand in. */
export interface Step {
  /** The key that leads here, with its closing quote and colon. */
  readonly key: Uint8Array
  /** The same, four bytes to a word, as far as they fill words. */
  readonly words: Int32Array
  readonly before: Step | undefined
  /** The keys that may follow, the one met last first. */
  readonly next: Step[]
  /** Where objects begin that are the value of this key, or elements of it. */
  inner: Step | undefined
  /** The shape of an object that ends here. */
  shape: Shape | undefined
}

const wordsOf = (key: Uint8Array): Int32Array => {
  const view = new DataView(key.buffer, key.byteOffset, key.byteLength)
  return Int32Array.from({ length: key.length >> 2 }, (_, i) => view.getInt32(i * 4, true))
}

const step = (key: Uint8Array, before: Step | undefined): Step => ({
  key,
  words: wordsOf(key),
  before,
  next: [],
  inner: undefined,
  shape: undefined,
})

/** An attacker may invent keys without end: an object gets so many next keys, and the tree so many steps. */
const MOST_NEXT = 24
const MOST_STEPS = 20_000

const startsWith = (
  bytes: Uint8Array,
  view: DataView,
  at: number,
  { key, words }: Step,
): boolean => {
  const whole = words.length
  for (let i = 0; i < whole; i++) if (view.getInt32(at + i * 4, true) !== words[i]) return false
  for (let i = whole * 4; i < key.length; i++) if (bytes[at + i] !== key[i]) return false
  return true
}

/** The tree of key sequences. */
export class Shapes {
  #count = 0
  #root = step(new Uint8Array(0), undefined)

  /** Where a record begins. */
  get root(): Step {
    if (this.#count > MOST_STEPS) {
      this.#root = step(new Uint8Array(0), undefined)
      this.#count = 0
    }
    return this.#root
  }

  inside(at: Step): Step {
    at.inner ??= step(new Uint8Array(0), undefined)
    return at.inner
  }

  /**
   * The step over the key whose text (after its opening quote) begins at `from`; undefined: not known.
   * `view` sees the same bytes, with room behind them.
   */
  known(at: Step, bytes: Uint8Array, view: DataView, from: number): Step | undefined {
    const { next } = at
    for (let i = 0; i < next.length; i++) {
      const candidate = next[i] as Step
      if (!startsWith(bytes, view, from, candidate)) continue
      if (i > 0) {
        next[i] = next[i - 1] as Step
        next[i - 1] = candidate
      }
      return candidate
    }
    return undefined
  }

  /** A new step over a key that ends, with its colon, before `end`. */
  add(at: Step, bytes: Uint8Array, from: number, end: number): Step {
    const made = step(bytes.slice(from, end), at)
    this.#count++
    if (at.next.length >= MOST_NEXT) at.next.pop()
    at.next.unshift(made)
    return made
  }

  shapeAt(at: Step): Shape {
    if (at.shape !== undefined) return at.shape
    const keys: Uint8Array[] = []
    for (let s: Step = at; s.before !== undefined; s = s.before) keys.unshift(s.key.subarray(0, -2))
    at.shape = makeShape(keys)
    return at.shape
  }
}
