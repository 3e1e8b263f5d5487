import { expect, test } from 'vitest'
import { buffersOf } from '../../../src/gather/ingest/columns/buffers.ts'
import { toIpc } from '../../../src/gather/ingest/columns/ipc.ts'
import { SharedMemory } from '../../../src/gather/ingest/columns/shared-memory.ts'
import { appendRow, emptyTable } from '../../../src/gather/ingest/columns/table.ts'
import type { Column } from '../../../src/model/lake.ts'

const columns: readonly Column[] = [
  { name: 'text', type: 'text' },
  { name: 'none', type: 'text' },
  { name: 'flag', type: 'boolean' },
  { name: 'unset', type: 'boolean' },
  { name: 'time', type: 'timestamp' },
  { name: 'list', type: 'text[]' },
  { name: 'number', type: 'integer' },
]

const tableOf = (rows: number) => {
  const table = emptyTable(columns)
  for (let i = 0; i < rows; i++)
    appendRow(table, {
      text: i % 3 === 0 ? null : 'é'.repeat(i % 11),
      flag: i % 5 === 0 ? null : i % 2 === 0,
      time: i * 1_000_003,
      list: i % 4 === 0 ? null : Array.from({ length: i % 4 }, (_, k) => (k === 1 ? null : `${i}`)),
      number: -i,
    })
  return table
}

const allRows = (rows: number) => buffersOf(tableOf(rows), [{ from: 0, to: rows }])

test.each([1, 7, 8, 63, 64, 65, 1000])(
  'an Arrow stream of %i rows is the same bytes where they lie as when copied',
  (rows) => {
    const copied = Buffer.from(toIpc(allRows(rows)))
    const memory = new SharedMemory()
    memory.copy(allRows(3 * rows)) // what was there before
    const inPlace = toIpc(memory.copy(allRows(rows)))
    expect(inPlace.buffer).toBeInstanceOf(SharedArrayBuffer)
    expect(Buffer.from(inPlace).equals(copied)).toBe(true)
  },
)

test('what lies elsewhere is copied', () => {
  const copied = Buffer.from(toIpc(allRows(100)))
  const shared = new SharedMemory().copy(allRows(100))
  const other = new SharedMemory().copy(allRows(100))
  const mixed = { ...shared, buffers: [...shared.buffers.slice(0, 3), ...other.buffers.slice(3)] }
  const bytes = toIpc(mixed)
  expect(bytes.buffer).not.toBeInstanceOf(SharedArrayBuffer)
  expect(Buffer.from(bytes).equals(copied)).toBe(true)
})
