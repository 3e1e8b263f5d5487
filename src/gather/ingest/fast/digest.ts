import { hash } from 'node:crypto'
import { copy, SHORT } from '../columns/text-column.ts'
import { ADDED_BY_OTHERS } from '../record/canonical.ts'
import { ARRAY, OBJECT, STRING, type Tape } from './tape.ts'

/** SHA-256 as text of one character a byte: of all forms the one that is made with the least work. */
const digest = (bytes: Uint8Array): string => hash('sha256', bytes, 'binary')

/**
 * Writes the canonical text of a record on a tape, byte for byte what record/canonical.ts makes, into the
 * scratch bytes that stand after the records in the same buffer.
 */
export class Canonical {
  #out: Uint8Array = new Uint8Array(0)
  #start = 0
  #at = 0

  /** SHA-256 of the canonical text, one character a byte. `start`: where the scratch bytes begin. */
  hashOf(tape: Tape, start: number): string {
    if (tape.plain[0] === 1 && tape.shapes[0]?.hasAdded === false)
      return digest(tape.bytes.subarray(tape.starts[0], tape.ends[0]))
    this.#out = tape.bytes
    this.#start = start
    this.#at = start
    this.#object(tape, 0, true)
    return digest(this.#out.subarray(this.#start, this.#at))
  }

  #copy(tape: Tape, start: number, end: number): void {
    if (end - start < SHORT) copy(tape, this.#at, tape, start, end)
    else this.#out.copyWithin(this.#at, start, end)
    this.#at += end - start
  }

  #put(c: number): void {
    this.#out[this.#at++] = c
  }

  #value(tape: Tape, n: number): void {
    const start = tape.starts[n] as number
    const end = tape.ends[n] as number
    if (tape.plain[n] === 1) this.#copy(tape, start, end)
    else if (tape.kinds[n] === OBJECT) this.#object(tape, n, false)
    else if (tape.kinds[n] === ARRAY) this.#array(tape, n)
    else if (tape.kinds[n] === STRING) {
      const text = JSON.stringify(JSON.parse(textAt(tape.bytes, start, end)))
      this.#at += Buffer.from(this.#out.buffer, this.#out.byteOffset).write(text, this.#at)
    }
  }

  #array(tape: Tape, n: number): void {
    this.#put(91)
    const first = tape.firsts[n] as number
    const count = tape.counts[n] as number
    for (let k = 0; k < count; k++) {
      if (k > 0) this.#put(44)
      this.#value(tape, tape.children[first + k] as number)
    }
    this.#put(93)
  }

  #object(tape: Tape, n: number, isRecord: boolean): void {
    const shape = tape.shapes[n]
    if (shape?.isSorted === true && !(isRecord && shape.hasAdded)) this.#inOrder(tape, n)
    else this.#sorted(tape, n, isRecord)
  }

  /** Members stand in canonical order: only those are touched that are not canonical themselves. */
  #inOrder(tape: Tape, n: number): void {
    const first = tape.firsts[n] as number
    const count = tape.counts[n] as number
    let from = tape.starts[n] as number
    for (let k = 0; k < count; k++) {
      const child = tape.children[first + k] as number
      if (tape.plain[child] === 1) continue
      this.#copy(tape, from, tape.starts[child] as number)
      this.#value(tape, child)
      from = tape.ends[child] as number
    }
    this.#copy(tape, from, tape.ends[n] as number)
  }

  #sorted(tape: Tape, n: number, isRecord: boolean): void {
    this.#put(123)
    const shape = tape.shapes[n]
    const first = tape.firsts[n] as number
    const count = tape.counts[n] as number
    let written = 0
    for (let k = 0; k < count; k++) {
      const at = shape?.order[k] as number
      if (isRecord && shape?.hasAdded && ADDED_BY_OTHERS.has(shape.keys[at] ?? '')) continue
      const child = tape.children[first + at] as number
      if (written++ > 0) this.#put(44)
      this.#copy(tape, tape.keyStarts[child] as number, tape.starts[child] as number)
      this.#value(tape, child)
    }
    this.#put(125)
  }
}

/** Bytes as text. */
export const textAt = (bytes: Uint8Array, start: number, end: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8')
