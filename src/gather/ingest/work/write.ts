import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { buffersOf } from '../columns/buffers.ts'
import type { Table } from '../columns/table.ts'
import type { Run } from '../columns/text-column.ts'
import type { EventFile, SightingFile } from '../lake/commit.ts'
import { dayName, sequenceName } from '../lake/paths.ts'
import { later } from '../later.ts'
import { type Partition, partition } from './partition.ts'
import { type Rows, sightingsOf } from './rows.ts'
import type { Scribe } from './scribe.ts'

/** A name that no other run has used: files of a killed run may still lie about. */
const freshName = (batch: number): string =>
  `${sequenceName(batch)}-${randomBytes(6).toString('hex')}.parquet`

type TableFile = Omit<EventFile, 'day'>

/** Files on their way to the disk. */
export interface Writing {
  readonly events: Promise<EventFile>[]
  readonly sightings: Promise<SightingFile>[]
}

/**
 * Writes the new events as one Parquet file a day, and a further sighting of each event that is known.
 * The first sighting of an event stands in its own row. Once it resolves, the rows may be changed, and
 * what it started to write stands in `writing`.
 */
export const writeRows = async (
  root: string,
  batch: number,
  rows: Rows,
  known: Uint8Array,
  scribe: Scribe,
  writing: Writing,
): Promise<Partition['places']> => {
  const write = async (path: string, table: Table, runs: readonly Run[]) => {
    const buffers = buffersOf(table, runs)
    const { file } = await scribe.write(join(root, path), buffers)
    return { file: file.then((written): TableFile => ({ path, rows: buffers.rows, ...written })) }
  }
  const { days, places } = partition(rows, known)
  for (const [day, runs] of days) {
    const path = `events/${dayName(day)}/${freshName(batch)}`
    const { file } = await write(path, rows.table, runs)
    writing.events.push(later(file.then((f) => ({ ...f, day }))))
  }
  const again: number[] = []
  for (let row = known.indexOf(1); row >= 0; row = known.indexOf(1, row + 1)) again.push(row)
  if (again.length > 0) {
    const table = sightingsOf(rows, again)
    const path = `sightings/${freshName(batch)}`
    const { file } = await write(path, table, [{ from: 0, to: table.rows }])
    writing.sightings.push(later(file.then((f) => ({ path, rows: f.rows }))))
  }
  return places
}
