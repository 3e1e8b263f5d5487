import { DuckDBTimestampValue, StatementType } from '@duckdb/node-api'
import { WholetrailError } from '../../model/error.ts'
import type { Row } from '../sql.ts'
import type { Database } from './driver.ts'
import { toRowValue } from './values.ts'

const refused = (message: string, cause?: unknown): WholetrailError =>
  new WholetrailError('query-refused', message, {
    hint: 'one SELECT over the views events, sightings and objects',
    cause,
  })

/** Shuts the engine in: it reads below `folder` and nothing else, and no statement can undo that. */
const shutIn = async ({ run }: Database, folder: string): Promise<void> => {
  await run(`SET allowed_directories = ['${folder.replaceAll("'", "''")}/']`)
  await run('SET enable_external_access = false')
  await run('SET lock_configuration = true')
}

/**
 * Runs one statement that someone wrote, if it only reads. The views must exist already; the engine is
 * of no other use afterwards. Throws `query-refused` with what the engine says, `interrupted`.
 */
export const readOnlyStatement = async (
  database: Database,
  folder: string,
  text: string,
  limit: number,
): Promise<{
  columns: readonly string[]
  rows: readonly (readonly Row[string][])[]
  more: boolean
}> => {
  await shutIn(database, folder)
  const { connection } = database
  try {
    const statements = await connection.extractStatements(text)
    if (statements.count !== 1)
      throw refused(`one statement at a time, and this is ${statements.count}`)
    const prepared = await statements.prepare(0)
    if (prepared.statementType !== StatementType.SELECT)
      // EXPLAIN ANALYZE would run a COPY
      throw refused(`only SELECT, not ${StatementType[prepared.statementType]}`)
    const reader = await connection.streamAndReadUntil(text, limit + 1)
    const rows = reader
      .getRows()
      .slice(0, limit + 1)
      .map((cells) =>
        cells.map((cell) =>
          cell instanceof DuckDBTimestampValue ? String(cell) : toRowValue(cell),
        ),
      )
    return {
      columns: reader.deduplicatedColumnNames(),
      rows: rows.slice(0, limit),
      more: rows.length > limit,
    }
  } catch (error) {
    if (error instanceof WholetrailError) throw error
    if (database.signal?.aborted === true) throw new WholetrailError('interrupted', 'interrupted')
    throw refused((error as Error).message, error)
  }
}
