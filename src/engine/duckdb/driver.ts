import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { WholetrailError } from '../../model/error.ts'
import { type Held, isHeld } from '../holding.ts'
import type { Query, Sql } from '../sql.ts'
import { type TableOf, withConstants } from './constants.ts'
import { toRows } from './values.ts'

export interface DatabaseOptions {
  /** Bytes that the engine may hold before it spills, such as `400MB`. */
  readonly memoryLimit?: string
  readonly threads?: number
  /** Where it spills to. Without one it does not spill. */
  readonly temporary?: string
  readonly signal?: AbortSignal
  /**
   * A table or view that stands for rows of `events` that hold some texts, made if need be. Without it all of `events`
   * does.
   */
  readonly eventsHolding?: (held: Held, database: Database) => Promise<string>
}

/** An embedded DuckDB: SQL in, rows out. */
export interface Database {
  readonly query: Query
  /** A statement of our own without rows. The text must hold no value from outside. */
  readonly run: (statement: string) => Promise<void>
  readonly connection: DuckDBConnection
  readonly signal: AbortSignal | undefined
  readonly close: () => Promise<void>
}

/** An engine told to stop before a query has begun forgets it, so it is told until it is closed. */
const INTERRUPT_EVERY_MS = 20

const interrupted = (signal: AbortSignal | undefined, cause: unknown): WholetrailError =>
  signal?.aborted === true
    ? new WholetrailError('interrupted', 'interrupted')
    : new WholetrailError('internal', `the engine failed: ${(cause as Error).message}`, { cause })

/**
 * Opens an engine in memory. It never looks for an extension on the network (facts/libraries.md 3.1).
 * A query that is running when the signal is aborted ends with `interrupted`.
 */
export const openDatabase = async (options: DatabaseOptions = {}): Promise<Database> => {
  const { memoryLimit = '600MB', threads, temporary, signal, eventsHolding } = options
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    memory_limit: memoryLimit,
    preserve_insertion_order: 'false',
    ...(threads === undefined ? {} : { threads: String(threads) }),
    ...(temporary === undefined ? {} : { temp_directory: temporary }),
  })
  const connection = await instance.connect()
  // Files of a lake are written once: where their columns lie is read once for all queries.
  await connection.run('SET parquet_metadata_cache = true')
  let stopping: NodeJS.Timeout | undefined
  const stop = () => {
    connection.interrupt()
    stopping ??= setInterval(stop, INTERRUPT_EVERY_MS).unref()
  }
  signal?.addEventListener('abort', stop)

  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    if (signal?.aborted === true) throw interrupted(signal, undefined)
    try {
      return await work()
    } catch (error) {
      throw interrupted(signal, error)
    }
  }
  /** The tables for what a query wants of `events`. */
  const tablesFor = async (values: Sql['values']): Promise<TableOf> => {
    const tables = new Map<Held, string>()
    for (const held of values.filter(isHeld))
      tables.set(held, (await eventsHolding?.(held, database)) ?? 'events')
    return (held) => tables.get(held) ?? 'events'
  }
  const database: Database = {
    connection,
    signal,
    query: (query) =>
      guarded(async () => {
        const { text, parameters, types } = withConstants(query, await tablesFor(query.values))
        // What has no parameters need not be prepared first.
        return toRows(
          await (parameters.length === 0
            ? connection.runAndReadAll(text)
            : connection.runAndReadAll(text, parameters, types)),
        )
      }),
    run: (statement) => guarded(async () => void (await connection.run(statement))),
    close: async () => {
      signal?.removeEventListener('abort', stop)
      clearInterval(stopping)
      connection.closeSync()
      instance.closeSync()
    },
  }
  return database
}
