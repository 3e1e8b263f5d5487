import { truncateTable } from '../columns/table.ts'
import type { EventFile, KnownObject, SightingFile } from '../lake/commit.ts'
import { takeObject } from './object.ts'
import { emptyRows, hoursOf, type KeyCounts, type Rows, rowBytes } from './rows.ts'
import type { Ask, Batch, BatchResult } from './task.ts'
import { writeRows } from './write.ts'

/** Rows are written when they hold this much, so that a worker's memory stays bounded. */
const PART_BYTES = 40_000_000

/** Reads a batch of objects, asks which events are new, and writes them. */
export const runBatch = async (
  { jobs, limit, root, number }: Batch,
  ask: Ask,
  rows: Rows = emptyRows(),
): Promise<BatchResult> => {
  const objects: KnownObject[] = []
  const events: EventFile[] = []
  const sightings: SightingFile[] = []
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
    const written = await writeRows(root, number, rows, known)
    events.push(...written.events)
    sightings.push(...written.sightings)
    for (const [account, region] of written.places) {
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
  return {
    objects,
    events,
    sightings,
    unknownKeys: Object.fromEntries(keys),
    uncompressed,
    read,
    accounts: [...accounts],
    regions: [...regions],
  }
}
