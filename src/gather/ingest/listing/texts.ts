/**
 * Many texts as UTF-8 in one piece of memory, each known by its number. A string of V8's costs a third more, is looked
 * at in each collection of garbage, and keeps the larger string alive that it was cut from.
 */
export class Texts {
  #bytes = Buffer.alloc(1 << 12)
  #ends = new Uint32Array(64)
  #count = 0

  get count(): number {
    return this.#count
  }

  /** Adds a text; its number is the count of those before it. */
  add(text: string): void {
    const start = this.#end(this.#count - 1)
    const most = start + text.length * 3
    if (most > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(most, Math.ceil(this.#bytes.length * 1.5)))
      this.#bytes.copy(larger, 0, 0, start)
      this.#bytes = larger
    }
    if (this.#count === this.#ends.length) {
      const ends = new Uint32Array(this.#ends.length * 2)
      ends.set(this.#ends)
      this.#ends = ends
    }
    this.#ends[this.#count++] = start + this.#bytes.write(text, start)
  }

  at(n: number): string {
    return this.#bytes.toString('utf8', this.#end(n - 1), this.#end(n))
  }

  /** Below zero when text `a` stands before text `b`. */
  compare(a: number, b: number): number {
    const [fromA, toA, fromB, toB] = [a - 1, a, b - 1, b].map((n) => this.#end(n))
    return this.#bytes.compare(this.#bytes, fromB, toB, fromA, toA)
  }

  #end(n: number): number {
    return n < 0 ? 0 : (this.#ends[n] as number)
  }
}
