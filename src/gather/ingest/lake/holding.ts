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

/** Files that may hold the same are looked for once. */
const remembered = (find: (held: Held) => readonly EventFile[]) => {
  const known = new Map<string, readonly EventFile[]>()
  return (held: Held): readonly EventFile[] => {
    const key = JSON.stringify([held.column, held.orMissing, held.texts])
    const found = known.get(key) ?? find(held)
    known.set(key, found)
    return found
  }
}

/** Views like `events` over those files of a lake that may hold some texts, each made once. */
export const viewsHolding = (paths: LakePaths, files: readonly EventFile[]) => {
  const views = new Map<string, Promise<string>>()
  const filesFor = remembered((held) => filesHolding(paths, files, held))
  const make = async (view: string, rows: string, { run }: Pick<Database, 'run'>) => {
    await run(eventsView(view, `(SELECT ${eventColumns.map((c) => c.name)} FROM ${rows})`))
    return view
  }
  return async (held: Held, database: Pick<Database, 'run'>): Promise<string> => {
    const among = filesFor(held)
    if (among.length === files.length) return 'events'
    if (among.length === 0) return '(SELECT * FROM events WHERE false)'
    const rows = parquetFiles(among.map(({ path }) => join(paths.root, path))).strings[0] as string
    // Two queries at once may want the same.
    const view = views.get(rows) ?? make(`events_${views.size + 1}`, rows, database)
    views.set(rows, view)
    return view
  }
}
