import { NumberColumn } from './number-column.ts'
import { type Run, TextColumn } from './text-column.ts'

/** A column of lists of text: the items of all rows in one column, and how many each row has. */
export class ListColumn {
  readonly items = new TextColumn()
  /** Items so far. */
  count = 0
  #begins = new NumberColumn()
  #ends = new NumberColumn()

  /** Row `row` has the items from `first` on. */
  end(row: number, first: number): void {
    this.#begins.set(row, first)
    this.#ends.set(row, this.count)
  }

  append(row: number, items: readonly (string | null)[]): void {
    const first = this.count
    for (const item of items) {
      if (item !== null) this.items.append(this.count, item)
      this.count++
    }
    this.end(row, first)
  }

  /** The rows of some runs, one after another. */
  take(runs: readonly Run[], count: number) {
    const begins = this.#begins.take(runs, count)
    const ends = this.#ends.take(runs, count)
    const offsets = new Int32Array(count + 1)
    const itemRuns: { from: number; to: number }[] = []
    let total = 0
    for (let row = 0; row < count; row++) {
      const from = begins.values[row] as number
      const to = ends.values[row] as number
      if (begins.valid[row] === 1 && to > from) {
        total += to - from
        const last = itemRuns.at(-1)
        if (last?.to === from) last.to = to
        else itemRuns.push({ from, to })
      }
      offsets[row + 1] = total
    }
    return { offsets, valid: begins.valid, items: this.items.take(itemRuns, total), total }
  }

  /** Forgets the rows from `row` on. */
  truncate(row: number): void {
    let count = 0
    for (let r = row - 1; r >= 0 && count === 0; r--) count = this.#ends.get(r) ?? 0
    this.items.truncate(count)
    this.count = count
    this.#begins.truncate(row)
    this.#ends.truncate(row)
  }
}
