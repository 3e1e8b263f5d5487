import { join } from 'node:path'
import { type Database, type DatabaseOptions, openDatabase } from '../../../engine/duckdb/driver.ts'
import { parquetFiles } from '../../../engine/duckdb/parquet-files.ts'
import {
  columnList,
  emptyTable,
  type lakeTables,
  lakeViews,
  objectColumns,
} from '../../../engine/duckdb/views.ts'
import { WholetrailError } from '../../../model/error.ts'
import { type Column, eventColumns, sightingColumns } from '../../../model/lake.ts'
import type { Lake } from '../../../pipeline.ts'
import { later } from '../later.ts'
import { checkFiles } from './check-files.ts'
import { type Commit, readCommits } from './commit.ts'
import { viewsHolding } from './holding.ts'
import { type LakePaths, lakePaths } from './paths.ts'
import { foldCommits, foldFiles, type LakeFiles, type LakeState, manifestOf } from './state.ts'

const commitsIn = async (paths: LakePaths): Promise<readonly Commit[]> => {
  const commits = await readCommits(paths)
  if (commits.length > 0) return commits
  throw new WholetrailError('lake-missing', `no lake in ${paths.root}`, {
    hint: 'run `wholetrail ingest SOURCE` first, or name another --workspace',
  })
}

/** Throws `lake-missing` when nothing was ever ingested. */
export const readState = async (paths: LakePaths): Promise<LakeState> =>
  foldCommits(paths, await commitsIn(paths))

const tableOver = (name: string, columns: readonly Column[], files: readonly string[]): string =>
  files.length === 0
    ? emptyTable(name as keyof typeof lakeTables)
    : `CREATE VIEW ${name} AS SELECT ${columns.map((c) => c.name)} FROM ${parquetFiles(files).strings[0]}`

const camelCase = (name: string): string => name.replace(/_(.)/g, (_, c: string) => c.toUpperCase())

/** Objects are lines of JSON beside the commits; only the last word on each is shown. */
const objectsOver = (paths: LakePaths, { objectFiles }: LakeFiles): string => {
  if (objectFiles.length === 0) return emptyTable('object_rows')
  const files = objectFiles.map((n) => `'${join(paths.objects, n).replaceAll("'", "''")}'`)
  const jsonName = (c: Column) => (c.name === 'trailing_bytes' ? 'trailing' : camelCase(c.name))
  const types = objectColumns.map((c) => {
    const [, type] = columnList([c]).split(' ')
    return `"${jsonName(c)}": '${type === 'TIMESTAMP' ? 'BIGINT' : type}'`
  })
  const select = objectColumns.map((c) =>
    c.type === 'timestamp'
      ? `make_timestamp("${jsonName(c)}") AS ${c.name}`
      : `"${jsonName(c)}" AS ${c.name}`,
  )
  return `CREATE VIEW object_rows AS SELECT ${select} FROM read_json([${files}],
    format = 'newline_delimited', columns = {${types}}, maximum_object_size = 67108864)
    QUALIFY outcome = 'ingested' OR row_number() OVER (PARTITION BY uri ORDER BY id DESC) = 1`
}

const tablesOver = (paths: LakePaths, lake: LakeFiles): readonly string[] => {
  const at = (files: readonly { readonly path: string }[]) =>
    files.map((f) => join(paths.root, f.path))
  return [
    tableOver('event_rows', eventColumns, at(lake.events)),
    tableOver('sighting_rows', sightingColumns, at(lake.sightings)),
    objectsOver(paths, lake),
    ...lakeViews,
  ]
}

/** Makes the views of a lake. Only the files that its commits list are read. */
export const makeViews = async (
  { run }: Database,
  paths: LakePaths,
  files: LakeFiles,
): Promise<void> => {
  for (const statement of tablesOver(paths, files)) await run(statement)
}

/** An engine with the views of a lake. */
export const openViews = async (
  paths: LakePaths,
  files: LakeFiles,
  options: DatabaseOptions = {},
): Promise<Database> => {
  const eventsHolding = viewsHolding(paths, files.events)
  const database = await openDatabase({ temporary: paths.spill, eventsHolding, ...options })
  await makeViews(database, paths, files)
  return database
}

/** A lake into which nothing was ever ingested: it lies nowhere. */
export const emptyLake = async (): Promise<Lake> => {
  const paths = lakePaths('')
  const state = await foldCommits(paths, [])
  const database = await openDatabase()
  await makeViews(database, paths, state)
  return { manifest: manifestOf(state), query: database.query, close: database.close }
}

/** The state of a lake all of whose files are there. Throws `lake-missing`, `lake-damaged`. */
export const readWholeState = async (paths: LakePaths): Promise<LakeState> => {
  const state = await readState(paths)
  checkFiles(paths, state)
  return state
}

/** The lake of a workspace, read-only. Throws `lake-missing`, `lake-damaged`. */
export const openLake = async (
  workspace: string,
  options: Pick<DatabaseOptions, 'signal' | 'threads'> = {},
): Promise<Lake> => {
  const paths = lakePaths(workspace)
  const commits = await commitsIn(paths)
  const files = foldFiles(commits)
  checkFiles(paths, files)
  // The engine starts in threads of its own, while what was ingested is read here.
  const opening = later(openViews(paths, files, options))
  try {
    const manifest = manifestOf(await foldCommits(paths, commits))
    const { query, close } = await opening
    return { manifest, query, close }
  } catch (error) {
    await opening.then(
      ({ close }) => close(),
      () => undefined,
    )
    throw error
  }
}
