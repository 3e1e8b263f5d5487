import { expect, test } from 'vitest'
import type { Row } from '../../../../src/engine/sql.ts'
import { DAY, HOUR } from '../../../../src/model/time.ts'
import { slices } from '../../../../src/reason/identity/graph/slices.ts'

/** First and last instant of each slice, in hours; of events without a time, none. */
const hoursOf = async (rows: readonly Row[]) =>
  (await slices(async () => [...rows])).map(({ values }) => values.map((v) => Number(v) / HOUR))

const day = (first: number, n: number): Row[] => [
  { hour: first + 1, n: n / 2 },
  { hour: first + 20, n: n / 2 },
]
const H = DAY / HOUR

test('whole days go together, and no day is cut that is small enough', async () => {
  const rows = [...day(0, 100_000), ...day(H, 100_000), ...day(2 * H, 100_000)]
  expect(await hoursOf(rows)).toEqual([
    [0, 2 * H],
    [2 * H, 3 * H],
  ])
})

test('a day of too many events is cut at hours, and an hour of too many into parts', async () => {
  const rows = [
    { hour: 0, n: 200_000 },
    { hour: 1, n: 100_000 },
    { hour: 2, n: 1_000_000 },
  ]
  expect(await hoursOf(rows)).toEqual([
    [0, 1],
    [1, 2],
    [2, 2.25],
    [2.25, 2.5],
    [2.5, 2.75],
    [2.75, 3],
  ])
})

test('events without a time are read as well', async () => {
  expect(await hoursOf([...day(0, 10), { hour: null, n: 3 }])).toEqual([[0, H], []])
  expect(await hoursOf([])).toEqual([])
})
