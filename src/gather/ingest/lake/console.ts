import { readOnlyStatement } from '../../../engine/duckdb/sandbox.ts'
import { WholetrailError } from '../../../model/error.ts'
import { openViews, readWholeState } from './open.ts'
import { lakePaths } from './paths.ts'

export interface ConsoleRequest {
  /** One read-only statement of DuckDB's dialect. */
  readonly sql: string
  /** At most so many rows. */
  readonly limit: number
  readonly signal?: AbortSignal
}

export interface ConsoleResult {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number | boolean | null)[])[]
  readonly truncated: boolean
}

const asCell = (value: unknown): string | number | boolean | null =>
  Array.isArray(value) ? JSON.stringify(value) : (value as string | number | boolean | null)

/**
 * Runs someone's SQL over the views of a lake, in an engine that can reach nothing but the lake.
 * Timestamps are printed as text. Throws `query-refused`, `lake-missing`, `lake-damaged`, `interrupted`.
 */
export const openConsole = async (
  workspace: string,
  { sql, limit, signal }: ConsoleRequest,
): Promise<ConsoleResult> => {
  const paths = lakePaths(workspace)
  const state = await readWholeState(paths)
  const database = await openViews(paths, state, signal === undefined ? {} : { signal })
  try {
    const { columns, rows, more } = await readOnlyStatement(database, paths.root, sql, limit)
    return { columns, rows: rows.map((row) => row.map(asCell)), truncated: more }
  } catch (error) {
    if (error instanceof WholetrailError) throw error
    throw new WholetrailError('query-refused', (error as Error).message, { cause: error })
  } finally {
    await database.close()
  }
}
