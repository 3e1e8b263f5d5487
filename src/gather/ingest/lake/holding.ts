import { join } from 'node:path'
import type { Database } from '../../../engine/duckdb/driver.ts'
import { parquetFiles } from '../../../engine/duckdb/parquet-files.ts'
import { eventsView } from '../../../engine/duckdb/views.ts'
import type { Held } from '../../../engine/holding.ts'
import { eventColumns } from '../../../model/lake.ts'
import { fileMayHold } from '../bloom/in-file.ts'
import { hashesFor } from '../bloom/names.ts'
import type { EventFile } from './commit.ts'
import type { LakePaths } from './paths.ts'

/** More texts than this are in every file as a rule. */
const MOST = 2_000

const filesHolding = (
  paths: LakePaths,
  files: readonly EventFile[],
  held: Held,
): readonly EventFile[] => {
  if (held.texts.length > MOST) return files
  const hashes = hashesFor(held)
  return files.filter(({ path, filters }) =>
    fileMayHold(join(paths.root, path), filters, held.column, hashes),
  )
}

/** Views like `events` over those files of a lake that may hold some texts, each made once. */
export const viewsHolding = (paths: LakePaths, files: readonly EventFile[]) => {
  const views = new Map<string, string>()
  return async (held: Held, { run }: Pick<Database, 'run'>): Promise<string> => {
    const among = filesHolding(paths, files, held)
    if (among.length === files.length) return 'events'
    if (among.length === 0) return '(SELECT * FROM events WHERE false)'
    const rows = parquetFiles(among.map(({ path }) => join(paths.root, path))).strings[0] as string
    const known = views.get(rows)
    if (known !== undefined) return known
    const view = `events_${views.size + 1}`
    const columns = eventColumns.map((c) => c.name)
    await run(eventsView(view, `(SELECT ${columns} FROM ${rows})`))
    views.set(rows, view)
    return view
  }
}
