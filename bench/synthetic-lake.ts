import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { openDatabase } from '../src/engine/duckdb/driver.ts'
import { addFilters } from '../src/gather/ingest/bloom/of-file.ts'
import { ROW_GROUP } from '../src/gather/ingest/columns/parquet.ts'
import { type EventFile, emptyCommit, writeCommit } from '../src/gather/ingest/lake/commit.ts'
import { dayName, lakePaths } from '../src/gather/ingest/lake/paths.ts'
import { type Column, eventColumns } from '../src/model/lake.ts'

/** Files are written as compaction writes them: a lake of another layout is made again. */
export const LAYOUT = `FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${ROW_GROUP}`

/** With the filters that ingest writes. */
const VERSION = `${LAYOUT}, filters 1`

/** 2026-01-01, in days since 1970. */
export const FIRST_DAY = 20_454

const types: Readonly<Record<Column['type'], string>> = {
  text: 'VARCHAR',
  json: 'VARCHAR',
  boolean: 'BOOLEAN',
  timestamp: 'TIMESTAMP',
  integer: 'INTEGER',
  bigint: 'BIGINT',
  'text[]': 'VARCHAR[]',
}

export interface SyntheticLake {
  readonly days: number
  /** What each column holds, as an expression over the columns of `source`; NULL where it is not named. */
  readonly filled: Readonly<Record<string, string>>
  /** SQL of the rows of a day. */
  readonly source: (day: number, index: number) => string
  readonly rowsOfDay: number
}

/** A lake of synthetic events in the layout of a real one; made once on a machine. */
export const makeLake = async (
  workspace: string,
  { days, filled, source, rowsOfDay }: SyntheticLake,
): Promise<void> => {
  const paths = lakePaths(workspace)
  const done = join(workspace, 'done')
  if (existsSync(done) && readFileSync(done, 'utf8') === VERSION) return
  rmSync(workspace, { recursive: true, force: true })
  mkdirSync(workspace, { recursive: true })
  const database = await openDatabase({ memoryLimit: '2GB', temporary: paths.spill })
  const { run, close } = database
  const columns = (eventColumns as readonly Column[]).map(
    (c) => `CAST(${filled[c.name] ?? 'NULL'} AS ${types[c.type]}) AS ${c.name}`,
  )
  const events: EventFile[] = []
  for (let d = 0; d < days; d++) {
    const day = FIRST_DAY + d
    const path = `events/${dayName(day)}/bench.parquet`
    mkdirSync(dirname(join(paths.root, path)), { recursive: true })
    await run(`
      COPY (
        SELECT ${columns}
        FROM (${source(day, d)})
        ORDER BY recipient_account_id, aws_region
      ) TO '${join(paths.root, path)}' (${LAYOUT})`)
    const file = join(paths.root, path)
    events.push({ path, day, rows: rowsOfDay, ...(await addFilters(database, file, rowsOfDay)) })
  }
  await close()
  await writeCommit(paths, { ...emptyCommit(1), events })
  writeFileSync(done, VERSION)
}
