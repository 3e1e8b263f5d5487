/** A column of numbers that grows. */
export interface Column {
  readonly push: (value: number) => void
  readonly set: (row: number, value: number) => void
  readonly at: (row: number) => number
}

interface Width {
  readonly most: number
  readonly make: (length: number) => Uint8Array | Uint16Array | Int32Array | Float64Array
}

const instants: Width = { most: Number.POSITIVE_INFINITY, make: (n) => new Float64Array(n) }
const ids: Width = { most: 2 ** 31 - 1, make: (n) => new Int32Array(n) }
const fewIds: Width = { most: 2 ** 16 - 1, make: (n) => new Uint16Array(n) }
const fewestIds: Width = { most: 2 ** 8 - 1, make: (n) => new Uint8Array(n) }

/** As wide as its largest number needs. */
const growing = (width: Width, ...wider: readonly Width[]): Column => {
  const wide = [...wider]
  let { most, make } = width
  let cells = make(1024)
  let size = 0
  const move = (length: number) => {
    const larger = make(length)
    larger.set(cells)
    cells = larger
  }
  const set = (row: number, value: number) => {
    while (value > most) {
      const next = wide.shift()
      if (next === undefined) throw new RangeError(`${value} does not fit in a column`)
      most = next.most
      make = next.make
      move(cells.length)
    }
    cells[row] = value
  }
  return {
    push: (value) => {
      if (size === cells.length) move(2 * size)
      set(size++, value)
    },
    set,
    at: (row) => cells[row] as number,
  }
}

/** Numbers of texts. */
export const idColumn = (): Column => growing(fewestIds, fewIds, ids)

/** Times and counts; NaN where there is none. */
export const numberColumn = (): Column => growing(instants)
