import { truncateTable } from '../columns/table.ts'
import type { KnownObject } from '../lake/commit.ts'
import { takeObject } from './object.ts'
import { emptyRows, hoursOf, type KeyCounts, type Rows, rowBytes } from './rows.ts'
import type { Scribe } from './scribe.ts'
import type { Ask, Batch, BatchResult } from './task.ts'
import { type Writing, writeRows } from './write.ts'

/** Rows are written when they hold this much, so that a worker's memory stays bounded. */
const PART_BYTES = 32_000_000

/**
 * Reads a batch of objects, asks which events are new, and writes them. `onShredded`: only writing is
 * left to wait for, and the rows may serve the next batch.
 */
export const runBatch = async (
  { jobs, limit, root, number }: Batch,
  ask: Ask,
  scribe: Scribe,
  rows: Rows = emptyRows(),
  onShredded: () => void = () => undefined,
): Promise<BatchResult> => {
  const objects: KnownObject[] = []
  const writing: Writing = { events: [], sightings: [] }
  const keys: KeyCounts = new Map()
  const accounts = new Set<string>()
  const regions = new Set<string>()
  let uncompressed = 0
  let read = 0

  const flush = async (last: boolean) => {
    const count = rows.table.rows
    read += count
    const hashes = rows.hashes.slice(0, count * 4)
    const known = await ask({ hashes, hours: hoursOf(rows), last })
    if (count === 0) return
    for (const [account, region] of await writeRows(root, number, rows, known, scribe, writing)) {
      if (account !== '') accounts.add(account)
      if (region !== '') regions.add(region)
    }
    truncateTable(rows.table)
  }
  for (const job of jobs) {
    const taken = takeObject(job, limit, rows, keys)
    objects.push(taken.object)
    uncompressed += taken.uncompressed
    if (rowBytes(rows) > PART_BYTES) await flush(false)
  }
  await flush(true)
  onShredded()
  return {
    objects,
    events: await Promise.all(writing.events),
    sightings: await Promise.all(writing.sightings),
    unknownKeys: Object.fromEntries(keys),
    uncompressed,
    read,
    accounts: [...accounts],
    regions: [...regions],
  }
}
