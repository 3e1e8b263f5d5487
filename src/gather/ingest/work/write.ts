import { randomBytes } from 'node:crypto'
import { mkdir, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { toParquet } from '../columns/parquet.ts'
import type { Table } from '../columns/table.ts'
import type { Run } from '../columns/text-column.ts'
import type { EventFile, SightingFile } from '../lake/commit.ts'
import { dayName, sequenceName } from '../lake/paths.ts'
import { type Partition, partition } from './partition.ts'
import { type Rows, sightingsOf } from './rows.ts'

/** A name that no other run has used: files of a killed run may still lie about. */
const freshName = (batch: number): string =>
  `${sequenceName(batch)}-${randomBytes(6).toString('hex')}.parquet`

const writeSynced = async (path: string, bytes: Uint8Array): Promise<void> => {
  await mkdir(dirname(path), { recursive: true })
  const file = await open(path, 'wx')
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

const writeTable = async (
  root: string,
  path: string,
  table: Table,
  runs: readonly Run[],
): Promise<{ path: string; rows: number; bytes: number }> => {
  const bytes = toParquet(table, runs)
  await writeSynced(join(root, path), bytes)
  return { path, rows: runs.reduce((sum, r) => sum + r.to - r.from, 0), bytes: bytes.length }
}

export interface Written {
  readonly events: readonly EventFile[]
  readonly sightings: readonly SightingFile[]
  readonly places: Partition['places']
}

/**
 * Writes the new events as one Parquet file a day, and a further sighting of each event that is known.
 * The first sighting of an event stands in its own row.
 */
export const writeRows = async (
  root: string,
  batch: number,
  rows: Rows,
  known: Uint8Array,
): Promise<Written> => {
  const events: EventFile[] = []
  const { days, places } = partition(rows, known)
  for (const [day, runs] of days) {
    const path = `events/${dayName(day)}/${freshName(batch)}`
    events.push({ ...(await writeTable(root, path, rows.table, runs)), day })
  }
  const again = [...known.keys()].filter((row) => known[row] === 1)
  if (again.length === 0) return { events, sightings: [], places }
  const table = sightingsOf(rows, again)
  const { path, rows: count } = await writeTable(root, `sightings/${freshName(batch)}`, table, [
    { from: 0, to: table.rows },
  ])
  return { events, sightings: [{ path, rows: count }], places }
}
