/** A column of numbers that grows. */
export interface Column {
  readonly push: (value: number) => void
  readonly set: (row: number, value: number) => void
  readonly at: (row: number) => number
}

const growing = <T extends Int32Array | Float64Array>(make: (length: number) => T): Column => {
  let cells = make(1024)
  let size = 0
  return {
    push: (value) => {
      if (size === cells.length) {
        const larger = make(2 * size)
        larger.set(cells)
        cells = larger
      }
      cells[size++] = value
    },
    set: (row, value) => {
      cells[row] = value
    },
    at: (row) => cells[row] as number,
  }
}

/** Numbers of texts. */
export const idColumn = (): Column => growing((length) => new Int32Array(length))

/** Times and counts; NaN where there is none. */
export const numberColumn = (): Column => growing((length) => new Float64Array(length))
