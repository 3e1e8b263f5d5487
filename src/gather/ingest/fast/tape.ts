import { type Shape, Shapes, type Step } from './shapes.ts'

/** What a value is: the low bits of its first cell. */
export const OBJECT = 0
export const ARRAY = 1
export const STRING = 2
export const NUMBER = 3
export const TRUE = 4
export const FALSE = 5
export const NULL = 6
const KINDS = 7
/** Whether its text is as canonical JSON has it. */
const PLAIN = 8
/** Whether a string holds an escape. */
const ESCAPED = 16

/** Cells of a value. */
const SIZE = 8
/** Where its key's opening quote is; -1 for an element. */
const KEY = 1
const START = 2
const END = 3
/** The value behind it and all that it holds. */
const AFTER = 4
/** How many members or elements. */
const COUNT = 5

const HIGH_BITS = 0x80808080 | 0

/** Deeper records are read the slow way. */
const DEPTH = 48

/**
 * A record as a list of its values, each a number `n`: what it is, where it stands, and how many members or
 * elements it has, which follow it. It reads compact JSON strictly and gives up (-1) on whatever is out of the
 * ordinary: white space, escapes in keys, escaped surrogates, keys written twice, depth. Those records go the slow
 * way. All of a value stands in one place, and its neighbours beside it: reading it is waiting for memory.
 */
export class Tape {
  bytes: Uint8Array = new Uint8Array(0)
  /** The same bytes. */
  view: DataView = new DataView(new ArrayBuffer(0))
  #cells = new Int32Array(256 * SIZE)
  readonly #shapes: (Shape | undefined)[] = []
  #size = 0
  #depth = 0
  readonly #known = new Shapes()

  /**
   * Reads the value at `from`; where it ends, or -1. Value 0 is the outermost. After the text the bytes
   * must go on for longer than any key does.
   */
  read(bytes: Uint8Array, from: number): number {
    if (this.bytes !== bytes) {
      this.bytes = bytes
      this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    }
    this.#size = 0
    this.#depth = 0
    return this.#value(from, -1, this.#known.root)
  }

  kind(n: number): number {
    return (this.#cells[n] as number) & KINDS
  }

  isPlain(n: number): boolean {
    return ((this.#cells[n] as number) & PLAIN) !== 0
  }

  isEscaped(n: number): boolean {
    return ((this.#cells[n] as number) & ESCAPED) !== 0
  }

  keyStart(n: number): number {
    return this.#cells[n + KEY] as number
  }

  start(n: number): number {
    return this.#cells[n + START] as number
  }

  end(n: number): number {
    return this.#cells[n + END] as number
  }

  /** Members or elements. */
  count(n: number): number {
    return this.#cells[n + COUNT] as number
  }

  /** The first member or element, where there is one. */
  first(n: number): number {
    return n + SIZE
  }

  /** The member or element behind this one, where there is one. */
  next(n: number): number {
    return this.#cells[n + AFTER] as number
  }

  /** The keys of an object. */
  shape(n: number): Shape | undefined {
    return this.#shapes[n / SIZE]
  }

  #add(kind: number, keyStart: number, start: number): number {
    const n = this.#size
    this.#size = n + SIZE
    if (this.#size > this.#cells.length) this.#grow()
    const cells = this.#cells
    cells[n] = kind | PLAIN
    cells[n + KEY] = keyStart
    cells[n + START] = start
    cells[n + AFTER] = n + SIZE
    return n
  }

  #value(at: number, keyStart: number, inside: Step): number {
    const c = this.bytes[at]
    if (c === 34) return this.#string(at, keyStart)
    if (c === 123) return this.#object(at, keyStart, inside)
    if (c === 91) return this.#array(at, keyStart, inside)
    if (c === 116) return this.#literal(at, keyStart, TRUE, 4, 0x72, 0x75, 0x65)
    if (c === 110) return this.#literal(at, keyStart, NULL, 4, 0x75, 0x6c, 0x6c)
    if (c === 102 && this.bytes[at + 4] === 0x65)
      return this.#literal(at, keyStart, FALSE, 5, 0x61, 0x6c, 0x73)
    return this.#number(at, keyStart)
  }

  #literal(at: number, key: number, kind: number, size: number, a: number, b: number, c: number) {
    const { bytes } = this
    if (bytes[at + 1] !== a || bytes[at + 2] !== b || bytes[at + 3] !== c) return -1
    const n = this.#add(kind, key, at)
    this.#cells[n + END] = at + size
    return at + size
  }

  #string(at: number, keyStart: number): number {
    const n = this.#add(STRING, keyStart, at)
    const { bytes } = this
    let i = this.#endOfPlain(at + 1)
    while (bytes[i] !== 34) {
      if (bytes[i] !== 92) return -1
      i = this.#escape(i)
      if (i < 0) return -1
      this.#cells[n] = STRING | ESCAPED
      i = this.#endOfPlain(i)
    }
    this.#cells[n + END] = i + 1
    return i + 1
  }

  /**
   * Where the first quote, backslash or control character stands from `from` on. Four bytes are looked at
   * in one step: `(x - 0x01010101) & ~x` has the high bit of the lowest byte that is zero, and the same
   * with 0x23232323 of the lowest that is below 35, which is no more than a space or `!` now and then.
   */
  #endOfPlain(from: number): number {
    const view = this.view
    for (let i = from; ; i += 4) {
      const word = view.getInt32(i, true)
      const backslash = word ^ 0x5c5c5c5c
      const found =
        (((backslash - 0x01010101) & ~backslash) | ((word - 0x23232323) & ~word)) & HIGH_BITS
      if (found === 0) continue
      i += (31 - Math.clz32(found & -found)) >> 3
      const c = this.bytes[i]
      if (c !== 32 && c !== 33) return i
      i -= 3 // on with the byte behind it
    }
  }

  #escape(at: number): number {
    const { bytes } = this
    const c = bytes[at + 1]
    if (c !== 117) {
      const known =
        c === 34 ||
        c === 92 ||
        c === 47 ||
        c === 110 ||
        c === 116 ||
        c === 114 ||
        c === 98 ||
        c === 102
      return known ? at + 2 : -1
    }
    for (let k = 2; k < 6; k++) {
      const h = bytes[at + k] as number
      const isHex = (h >= 48 && h <= 57) || ((h | 32) >= 97 && (h | 32) <= 102)
      if (!isHex) return -1
    }
    return ((bytes[at + 2] as number) | 32) === 100 ? -1 : at + 6 // no surrogates here
  }

  /** Whole numbers of at most 15 digits; others are for the slow way. */
  #number(at: number, keyStart: number): number {
    const { bytes } = this
    const first = bytes[at] === 45 ? at + 1 : at
    let i = first
    while ((bytes[i] as number) >= 48 && (bytes[i] as number) <= 57) i++
    const digits = i - first
    const zero = bytes[first] === 48
    const next = bytes[i]
    if (digits === 0 || digits > 15 || (zero && (digits > 1 || first > at))) return -1
    if (next !== 44 && next !== 125 && next !== 93) return -1
    const n = this.#add(NUMBER, keyStart, at)
    this.#cells[n + END] = i
    return i
  }

  #array(at: number, keyStart: number, inside: Step): number {
    const n = this.#add(ARRAY, keyStart, at)
    if (++this.#depth > DEPTH) return -1
    const { bytes } = this
    let isPlain = true
    let count = 0
    let i = at + 1
    if (bytes[i] === 93) i++
    else
      for (;;) {
        const child = this.#size
        i = this.#value(i, -1, inside)
        if (i < 0) return -1
        count++
        if (!this.isPlain(child)) isPlain = false
        const c = bytes[i++]
        if (c === 93) break
        if (c !== 44) return -1
      }
    this.#close(n, ARRAY, isPlain, count, i)
    return i
  }

  #object(at: number, keyStart: number, inside: Step): number {
    const n = this.#add(OBJECT, keyStart, at)
    let step = inside
    if (++this.#depth > DEPTH) return -1
    const { bytes } = this
    let isPlain = true
    let count = 0
    let i = at + 1
    if (bytes[i] === 125) i++
    else
      for (;;) {
        const key = i
        if (bytes[i++] !== 34) return -1
        const known = this.#known.known(step, this.view, i)
        if (known === undefined) {
          const end = this.#endOfKey(i)
          if (end < 0) return -1
          step = this.#known.add(step, bytes, i, end)
          i = end
        } else {
          step = known
          i += known.length
        }
        const child = this.#size
        i = this.#value(i, key, this.#known.inside(step))
        if (i < 0) return -1
        count++
        if (!this.isPlain(child)) isPlain = false
        const c = bytes[i++]
        if (c === 125) break
        if (c !== 44) return -1
      }
    const shape = this.#known.shapeAt(step)
    if (shape.hasTwins) return -1
    this.#shapes[n / SIZE] = shape
    this.#close(n, OBJECT, isPlain && shape.isSorted, count, i)
    return i
  }

  /** After the key's closing quote and its colon, or -1: keys with escapes are for the slow way. */
  #endOfKey(from: number): number {
    const { bytes } = this
    let i = from
    for (;;) {
      const c = bytes[i++] as number
      if (c === 34) return bytes[i] === 58 ? i + 1 : -1
      if (!(c >= 32) || c === 92) return -1
    }
  }

  #close(n: number, kind: number, isPlain: boolean, count: number, end: number): void {
    this.#depth--
    const cells = this.#cells
    cells[n] = isPlain ? kind | PLAIN : kind
    cells[n + COUNT] = count
    cells[n + END] = end
    cells[n + AFTER] = this.#size
  }

  #grow(): void {
    const larger = new Int32Array(this.#cells.length * 2)
    larger.set(this.#cells)
    this.#cells = larger
  }
}
