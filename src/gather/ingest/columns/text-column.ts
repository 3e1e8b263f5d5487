/** A range of rows `[from, to)` of a column. */
export interface Run {
  readonly from: number
  readonly to: number
}

const grown = (bytes: Uint8Array, needed: number): Uint8Array => {
  const larger = new Uint8Array(Math.max(needed, bytes.length * 2))
  larger.set(bytes)
  return larger
}

/** Up to so many bytes a loop is quicker than a call with a view for it. */
export const SHORT = 384

/** Bytes copied in one step. */
const STEP = 8

/** Bytes as the fast path copies them: the same memory twice, with seven bytes or more behind what is read. */
export interface Memory {
  readonly bytes: Uint8Array
  readonly view: DataView
}

/**
 * Copies a range of UTF-8 to `at`, short ones eight bytes at a time: up to seven bytes behind either range are read
 * or written too, so both must have them and what stands there must be of no account. The steps go as doubles, which
 * keep their bits unless they are no number: such ones end in 7f or ff behind f0 or more, which UTF-8 never has.
 */
export const copy = (into: Memory, at: number, from: Memory, begin: number, end: number): void => {
  if (end - begin >= SHORT) {
    into.bytes.set(from.bytes.subarray(begin, end), at)
    return
  }
  const source = from.view
  const target = into.view
  const shift = at - begin
  for (let i = begin; i < end; i += STEP)
    target.setFloat64(i + shift, source.getFloat64(i, true), true)
}

/** Offsets of rows `[from, to)` into others from `row` on, for bytes that begin at `at`. */
const copyOffsets = (
  into: Int32Array,
  row: number,
  offsets: Int32Array,
  { from, to }: Run,
  at: number,
): void => {
  const shift = at - (offsets[from] as number)
  for (let i = from; i < to; i++) into[row + i - from + 1] = (offsets[i + 1] as number) + shift
}

/**
 * A column of text as Arrow lays it out: all bytes in one buffer, and where each row's begin. Rows that
 * nothing is appended for are NULL. Writing straight into `bytes` is the fast path's business.
 */
export class TextColumn {
  bytes = new Uint8Array(64)
  view = new DataView(this.bytes.buffer)
  length = 0
  /** How many rows have an offset. */
  rows = 0
  #offsets = new Int32Array(64)
  #valid = new Uint8Array(64)

  /** Makes room for `count` more bytes, and a few to spare. */
  reserve(count: number): void {
    if (this.length + count + STEP <= this.bytes.length) return
    this.bytes = grown(this.bytes, this.length + count + STEP) as Uint8Array<ArrayBuffer>
    this.view = new DataView(this.bytes.buffer)
  }

  /** Ends row `row` after the bytes that were written at `length`; `length` has been moved on. */
  end(row: number, start: number): void {
    if (this.rows !== row || row + 2 > this.#offsets.length) this.padTo(row, start)
    this.#valid[row] = 1
    this.#offsets[row + 1] = this.length
    this.rows = row + 1
  }

  /** Rows up to `row` that got no value are NULL. */
  padTo(row: number, at: number = this.length): void {
    if (row + 2 > this.#offsets.length) {
      const offsets = new Int32Array(Math.max(row + 2, this.#offsets.length * 2))
      offsets.set(this.#offsets)
      this.#offsets = offsets
      this.#valid = grown(this.#valid, offsets.length) as Uint8Array<ArrayBuffer>
    }
    if (this.rows < row) this.#offsets.fill(at, this.rows + 1, row + 1)
    this.rows = Math.max(this.rows, row)
  }

  append(row: number, text: string): void {
    const start = this.length
    this.reserve(text.length * 3)
    this.length += Buffer.from(this.bytes.buffer).write(text, start)
    this.end(row, start)
  }

  /** Bytes of a row that is ended later. */
  put(from: Memory, begin: number, end: number): void {
    this.reserve(end - begin)
    copy(this, this.length, from, begin, end)
    this.length += end - begin
  }

  /** A range of bytes out of another buffer. */
  appendBytes(row: number, from: Memory, begin: number, end: number): void {
    const start = this.length
    this.put(from, begin, end)
    this.end(row, start)
  }

  isNull(row: number): boolean {
    return row >= this.rows || this.#valid[row] === 0
  }

  /** Whether two rows hold the same, NULL being the same as no text. */
  same(a: number, b: number): boolean {
    const isNullA = this.isNull(a)
    const isNullB = this.isNull(b)
    const begin = isNullA ? 0 : (this.#offsets[a] as number)
    const length = isNullA ? 0 : (this.#offsets[a + 1] as number) - begin
    const other = isNullB ? 0 : (this.#offsets[b] as number)
    if (length !== (isNullB ? 0 : (this.#offsets[b + 1] as number) - other)) return false
    for (let i = 0; i < length; i++)
      if (this.bytes[begin + i] !== this.bytes[other + i]) return false
    return true
  }

  /** The bytes of a row: a view, good until the next append. */
  at(row: number): Uint8Array {
    return this.bytes.subarray(this.#offsets[row], this.#offsets[row + 1])
  }

  /** The rows of some runs, one after another; views, good until the next append, where that will do. */
  take(runs: readonly Run[], count: number) {
    this.padTo(runs.reduce((max, r) => Math.max(max, r.to), 0))
    if (runs.length === 1 && runs[0]?.from === 0)
      return {
        offsets: this.#offsets.subarray(0, count + 1),
        valid: this.#valid.subarray(0, count),
        bytes: this.bytes.subarray(0, this.#offsets[count]),
      }
    const offsets = new Int32Array(count + 1)
    const valid = new Uint8Array(count)
    let size = 0
    for (const { from, to } of runs)
      size += (this.#offsets[to] as number) - (this.#offsets[from] as number)
    const bytes = new Uint8Array(size)
    let row = 0
    let at = 0
    for (const run of runs) {
      const begin = this.#offsets[run.from] as number
      const end = this.#offsets[run.to] as number
      bytes.set(this.bytes.subarray(begin, end), at)
      valid.set(this.#valid.subarray(run.from, run.to), row)
      copyOffsets(offsets, row, this.#offsets, run, at)
      row += run.to - run.from
      at += end - begin
    }
    return { offsets, valid, bytes }
  }

  /** Forgets the rows from `row` on, and bytes that were written without a row. */
  truncate(row: number): void {
    const rows = Math.min(row, this.rows)
    this.#valid.fill(0, rows, this.rows)
    this.rows = rows
    this.length = this.#offsets[rows] as number
  }
}
