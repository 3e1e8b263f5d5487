/** Numbers, or null, by their place: eight bytes each. NaN stands for null. */
export class Numbers {
  #values = new Float64Array(64)
  #count = 0

  add(value: number | null): void {
    if (this.#count === this.#values.length) {
      const values = new Float64Array(this.#values.length * 2)
      values.set(this.#values)
      this.#values = values
    }
    this.#values[this.#count++] = value ?? Number.NaN
  }

  at(n: number): number | null {
    const value = this.#values[n] as number
    return Number.isNaN(value) ? null : value
  }

  set(n: number, value: number): void {
    this.#values[n] = value
  }
}
