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
  /** What was worked out of it, by what was asked, and of these the last: see `workedOut`. */
  readonly answers: Map<object, unknown>
  asked: object | undefined
  answer: unknown
}

/** What follows from a shape and something else, worked out once. Most shapes are asked the same each time. */
export const workedOut = <Asked extends object, T>(
  shape: Shape,
  asked: Asked,
  make: (shape: Shape, asked: Asked) => T,
): T => {
  if (shape.asked !== asked) {
    shape.asked = asked
    if (!shape.answers.has(asked)) shape.answers.set(asked, make(shape, asked))
    shape.answer = shape.answers.get(asked)
  }
  return shape.answer as T
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
    answers: new Map(),
    asked: undefined,
    answer: undefined,
  }
}

/**
 * A place in the tree of all key sequences met so far, by what the objects stand in. It is small, and its key is
 * compared with bytes that stand beside those of its neighbours: walking the tree is waiting for memory.
 */
export interface Step {
  /** Bytes of the key that leads here, with its closing quote and colon. */
  readonly length: number
  /** Where the key stands among the words of all keys. */
  readonly words: number
  /** The first of `next`. */
  likely: Step | undefined
  /** Where objects begin that are the value of this key, or elements of it. */
  inner: Step | undefined
  /** The shape of an object that ends here. */
  shape: Shape | undefined
  /** The keys that may follow, the one met last first. */
  readonly next: Step[]
  readonly before: Step | undefined
  readonly key: Uint8Array
}

const step = (key: Uint8Array, words: number, before: Step | undefined): Step => ({
  length: key.length,
  words,
  likely: undefined,
  inner: undefined,
  shape: undefined,
  next: [],
  before,
  key,
})

const NO_KEY = new Uint8Array(0)

/** An attacker may invent keys without end: an object gets so many next keys, and the tree so many steps. */
const MOST_NEXT = 24
const MOST_STEPS = 20_000

/** The tree of key sequences. */
export class Shapes {
  #count = 0
  #root = step(NO_KEY, 0, undefined)
  /** All keys, each filled up to whole words. */
  #words = new Int32Array(1024)
  #used = 0

  /** Where a record begins. */
  get root(): Step {
    if (this.#count > MOST_STEPS) {
      this.#root = step(NO_KEY, 0, undefined)
      this.#count = 0
      this.#used = 0
    }
    return this.#root
  }

  inside(at: Step): Step {
    at.inner ??= step(NO_KEY, 0, undefined)
    return at.inner
  }

  /** Whether the bytes at `from` begin with the key of a step. */
  #begins(view: DataView, from: number, { length, words }: Step): boolean {
    const known = this.#words
    const whole = length >> 2
    for (let i = 0; i < whole; i++)
      if (view.getInt32(from + i * 4, true) !== known[words + i]) return false
    const rest = length & 3
    if (rest === 0) return true
    const last = view.getInt32(from + whole * 4, true) ^ (known[words + whole] as number)
    return (last & ((1 << (rest * 8)) - 1)) === 0
  }

  /**
   * The step over the key whose text (after its opening quote) begins at `from`; undefined: not known.
   * The bytes go on for longer than any key does.
   */
  known(at: Step, view: DataView, from: number): Step | undefined {
    const { likely } = at
    if (likely === undefined || this.#begins(view, from, likely)) return likely
    return this.#amongOthers(at, view, from)
  }

  #amongOthers(at: Step, view: DataView, from: number): Step | undefined {
    const { next } = at
    for (let i = 1; i < next.length; i++) {
      const candidate = next[i] as Step
      if (!this.#begins(view, from, candidate)) continue
      next[i] = next[i - 1] as Step
      next[i - 1] = candidate
      at.likely = next[0]
      return candidate
    }
    return undefined
  }

  /** Puts a key among the words; where it stands there. */
  #addWords(key: Uint8Array): number {
    const at = this.#used
    const needed = at + ((key.length + 3) >> 2)
    if (needed > this.#words.length) {
      const larger = new Int32Array(needed * 2)
      larger.set(this.#words)
      this.#words = larger
    }
    new Uint8Array(this.#words.buffer).set(key, at * 4)
    this.#used = needed
    return at
  }

  /** A new step over a key that ends, with its colon, before `end`. */
  add(at: Step, bytes: Uint8Array, from: number, end: number): Step {
    const key = bytes.slice(from, end)
    const made = step(key, this.#addWords(key), at)
    this.#count++
    if (at.next.length >= MOST_NEXT) at.next.pop()
    at.next.unshift(made)
    at.likely = made
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
