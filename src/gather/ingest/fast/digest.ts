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
  /** Members of the objects that are being written in another order than theirs. */
  #members = new Int32Array(64)
  #listed = 0

  /** SHA-256 of the canonical text, one character a byte. `start`: where the scratch bytes begin. */
  hashOf(tape: Tape, start: number): string {
    if (tape.isPlain(0) && tape.shape(0)?.hasAdded === false)
      return digest(tape.bytes.subarray(tape.start(0), tape.end(0)))
    this.#out = tape.bytes
    this.#start = start
    this.#at = start
    this.#listed = 0
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
    const start = tape.start(n)
    const end = tape.end(n)
    const kind = tape.kind(n)
    if (tape.isPlain(n)) this.#copy(tape, start, end)
    else if (kind === OBJECT) this.#object(tape, n, false)
    else if (kind === ARRAY) this.#array(tape, n)
    else if (kind === STRING) {
      const text = JSON.stringify(JSON.parse(textAt(tape.bytes, start, end)))
      this.#at += Buffer.from(this.#out.buffer, this.#out.byteOffset).write(text, this.#at)
    }
  }

  #array(tape: Tape, n: number): void {
    this.#put(91)
    const count = tape.count(n)
    let child = tape.first(n)
    for (let k = 0; k < count; k++) {
      if (k > 0) this.#put(44)
      this.#value(tape, child)
      child = tape.next(child)
    }
    this.#put(93)
  }

  #object(tape: Tape, n: number, isRecord: boolean): void {
    const shape = tape.shape(n)
    if (shape?.isSorted === true && !(isRecord && shape.hasAdded)) this.#inOrder(tape, n)
    else this.#sorted(tape, n, isRecord)
  }

  /** Members stand in canonical order: only those are touched that are not canonical themselves. */
  #inOrder(tape: Tape, n: number): void {
    const count = tape.count(n)
    let child = tape.first(n)
    let from = tape.start(n)
    for (let k = 0; k < count; k++) {
      if (!tape.isPlain(child)) {
        this.#copy(tape, from, tape.start(child))
        this.#value(tape, child)
        from = tape.end(child)
      }
      child = tape.next(child)
    }
    this.#copy(tape, from, tape.end(n))
  }

  #sorted(tape: Tape, n: number, isRecord: boolean): void {
    this.#put(123)
    const shape = tape.shape(n)
    const count = tape.count(n)
    const base = this.#listed
    this.#list(tape, n, count)
    let written = 0
    for (let k = 0; k < count; k++) {
      const at = shape?.order[k] as number
      if (isRecord && shape?.hasAdded && ADDED_BY_OTHERS.has(shape.keys[at] ?? '')) continue
      const child = this.#members[base + at] as number
      if (written++ > 0) this.#put(44)
      this.#copy(tape, tape.keyStart(child), tape.start(child))
      this.#value(tape, child)
    }
    this.#listed = base
    this.#put(125)
  }

  /** Puts the members of an object on the list. */
  #list(tape: Tape, n: number, count: number): void {
    while (this.#listed + count > this.#members.length) {
      const larger = new Int32Array(this.#members.length * 2)
      larger.set(this.#members)
      this.#members = larger
    }
    let child = tape.first(n)
    for (let k = 0; k < count; k++) {
      this.#members[this.#listed++] = child
      child = tape.next(child)
    }
  }
}

/** Bytes as text. */
export const textAt = (bytes: Uint8Array, start: number, end: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8')
