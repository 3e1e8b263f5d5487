import { randomBytes } from 'node:crypto'
import { mkdir, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Database } from '../../../engine/duckdb/driver.ts'
import { parquetFiles } from '../../../engine/duckdb/parquet-files.ts'
import { sql } from '../../../engine/sql.ts'
import { groupBy } from '../../../model/group-by.ts'
import { type Column, eventColumns, sightingColumns } from '../../../model/lake.ts'
import { addFilters } from '../bloom/of-file.ts'
import { ROW_GROUP } from '../columns/parquet.ts'
import { damaged, type EventFile, type SightingFile } from './commit.ts'
import { dayName, type LakePaths } from './paths.ts'
import type { LakeState } from './state.ts'

/** A file of fewer rows is small, and so many small ones of one day are made into one. */
export const SMALL_ROWS = 10_000
export const SMALL_FILES = 8

const place = 'recipient_account_id NULLS FIRST, aws_region NULLS FIRST'

const merge = async (
  database: Database,
  paths: LakePaths,
  files: readonly string[],
  target: string,
  columns: readonly Column[],
  order: string,
  rows: number,
): Promise<string> => {
  const path = join(paths.root, target)
  await mkdir(dirname(path), { recursive: true })
  const from = parquetFiles(files.map((f) => join(paths.root, f))).strings[0]
  await database.run(`
    COPY (SELECT ${columns.map((c) => c.name)} FROM ${from} ${order})
    TO '${path.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${ROW_GROUP})`)
  const [merged] = await database.query(sql`SELECT count(*) AS n FROM ${parquetFiles([path])}`)
  if (merged?.n !== rows) throw damaged(files.join(', '), `${merged?.n} of ${rows} rows`)
  return path
}

const sync = async (path: string): Promise<{ readonly bytes: number }> => {
  const file = await open(path)
  try {
    await file.sync()
    return { bytes: (await file.stat()).size }
  } finally {
    await file.close()
  }
}

export interface Compaction {
  readonly events: readonly EventFile[]
  readonly sightings: readonly SightingFile[]
  readonly removed: readonly string[]
}

const rowsOf = (files: readonly { readonly rows: number }[]): number =>
  files.reduce((sum, f) => sum + f.rows, 0)

/** Makes many small files of a day into one, sorted as the others. The old ones stay for `removeGarbage`. */
export const compact = async (
  database: Database,
  paths: LakePaths,
  state: Pick<LakeState, 'events' | 'sightings'>,
): Promise<Compaction> => {
  const events: EventFile[] = []
  const removed: string[] = []
  const smallEvents = state.events.filter((f) => f.rows < SMALL_ROWS)
  for (const [day, small] of groupBy(smallEvents, (f) => f.day)) {
    if (small.length < SMALL_FILES) continue
    const path = `events/${dayName(day)}/compact-${randomBytes(6).toString('hex')}.parquet`
    const names = small.map((f) => f.path)
    const order = `ORDER BY ${place}, event_time, event_id, content_hash`
    const rows = rowsOf(small)
    const merged = await merge(database, paths, names, path, eventColumns, order, rows)
    events.push({ path, day, rows, ...(await addFilters(database, merged, rows)) })
    removed.push(...names)
  }
  const small = state.sightings.filter((f) => f.rows < SMALL_ROWS)
  if (small.length < SMALL_FILES) return { events, sightings: [], removed }
  const path = `sightings/compact-${randomBytes(6).toString('hex')}.parquet`
  const names = small.map((f) => f.path)
  const rows = rowsOf(small)
  const order = 'ORDER BY object_id, record_offset'
  const merged = await merge(database, paths, names, path, sightingColumns, order, rows)
  removed.push(...names)
  return { events, sightings: [{ path, rows, ...(await sync(merged)) }], removed }
}
