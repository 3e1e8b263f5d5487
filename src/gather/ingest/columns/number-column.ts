import type { Run } from './text-column.ts'

/** A column of booleans or of whole numbers below 2^53. Rows that nothing is set for are NULL. */
export class NumberColumn {
  #values = new Float64Array(64)
  #valid = new Uint8Array(64)

  set(row: number, value: number): void {
    this.#fitTo(row + 1)
    this.#values[row] = value
    this.#valid[row] = 1
  }

  get(row: number): number | undefined {
    return this.#valid[row] === 1 ? this.#values[row] : undefined
  }

  #fitTo(rows: number): void {
    if (rows <= this.#values.length) return
    const values = new Float64Array(Math.max(rows, this.#values.length * 2))
    values.set(this.#values)
    const valid = new Uint8Array(values.length)
    valid.set(this.#valid)
    this.#values = values
    this.#valid = valid
  }

  /** The rows of some runs, one after another; views, good until the next change, where that will do. */
  take(runs: readonly Run[], count: number) {
    this.#fitTo(runs.reduce((max, r) => Math.max(max, r.to), 0))
    if (runs.length === 1 && runs[0]?.from === 0)
      return { values: this.#values.subarray(0, count), valid: this.#valid.subarray(0, count) }
    const values = new Float64Array(count)
    const valid = new Uint8Array(count)
    let row = 0
    for (const { from, to } of runs) {
      values.set(this.#values.subarray(from, to), row)
      valid.set(this.#valid.subarray(from, to), row)
      row += to - from
    }
    return { values, valid }
  }

  /** Forgets the rows from `row` on. */
  truncate(row: number): void {
    this.#valid.fill(0, row)
  }
}
