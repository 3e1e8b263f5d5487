import { hash } from 'node:crypto'
import { ADDED_BY_OTHERS } from '../record/canonical.ts'
import { ARRAY, OBJECT, STRING, type Tape } from './tape.ts'

/** Writes the canonical text of a record on a tape, byte for byte what record/canonical.ts makes. */
export class Canonical {
  #out = Buffer.alloc(8192)
  #length = 0

  /** SHA-256 of the canonical text, hex, first 32 digits. */
  hashOf(tape: Tape): string {
    this.#length = 0
    this.#object(tape, 0, true)
    return hash('sha256', this.#out.subarray(0, this.#length), 'hex').slice(0, 32)
  }

  #room(count: number): void {
    if (this.#length + count <= this.#out.length) return
    const out = Buffer.alloc(Math.max(this.#out.length * 2, this.#length + count))
    this.#out.copy(out)
    this.#out = out
  }

  #copy(from: Uint8Array, start: number, end: number): void {
    this.#room(end - start + 1)
    const out = this.#out
    let at = this.#length
    if (end - start < 64) for (let i = start; i < end; i++) out[at++] = from[i] as number
    else out.set(from.subarray(start, end), at)
    this.#length += end - start
  }

  #put(c: number): void {
    if (this.#length === this.#out.length) this.#room(1)
    this.#out[this.#length++] = c
  }

  #value(tape: Tape, n: number): void {
    const start = tape.starts[n] as number
    const end = tape.ends[n] as number
    if (tape.plain[n] === 1) this.#copy(tape.bytes, start, end)
    else if (tape.kinds[n] === OBJECT) this.#object(tape, n, false)
    else if (tape.kinds[n] === ARRAY) this.#array(tape, n)
    else if (tape.kinds[n] === STRING) {
      const text = JSON.stringify(JSON.parse(textAt(tape.bytes, start, end)))
      this.#room(text.length * 3)
      this.#length += this.#out.write(text, this.#length)
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
    this.#put(123)
    const shape = tape.shapes[n]
    const first = tape.firsts[n] as number
    const count = tape.counts[n] as number
    let written = 0
    for (let k = 0; k < count; k++) {
      const at = shape?.order[k] as number
      if (isRecord && ADDED_BY_OTHERS.has(shape?.keys[at] ?? '')) continue
      const child = tape.children[first + at] as number
      if (written++ > 0) this.#put(44)
      this.#copy(tape.bytes, tape.keyStarts[child] as number, tape.starts[child] as number)
      this.#value(tape, child)
    }
    this.#put(125)
  }
}

/** Bytes as text. */
export const textAt = (bytes: Uint8Array, start: number, end: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8')
