import { join } from 'node:path'
import { openDatabase } from '../../../engine/duckdb/driver.ts'
import { parquetFiles } from '../../../engine/duckdb/parquet-files.ts'
import { type Sql, sql } from '../../../engine/sql.ts'
import { HOUR } from '../../../model/time.ts'
import type { EventFile } from './commit.ts'
import { type Day, UNDATED } from './paths.ts'
import { dayOfHour, type Hour, type LoadHour } from './seen.ts'

const HEX_DIGITS = 32

/** Hashes in hex, one after another, as four words each. */
const wordsOf = (hashes: string): Uint32Array => {
  const bytes = Buffer.from(hashes, 'hex')
  const words = new Uint32Array((hashes.length / HEX_DIGITS) * 4)
  for (let i = 0; i < words.length; i++) words[i] = bytes.readUInt32BE(i * 4)
  return words
}

/** Days up to this size are read as a whole at their first hour. */
const WHOLE_DAY = 1_000_000

type FilesOfDay = (day: Day) => readonly EventFile[]

/**
 * Reads what the lake holds for an hour out of its files. `files` gives the files of a day as they are
 * when asked, `before` those that the run found: what it adds itself is in none but hours that it asked
 * for, so those it asks for the first time need no others. The engine is opened at the first hour that
 * has any.
 */
export const hourLoader = (root: string, before: FilesOfDay, files: FilesOfDay) => {
  let database: ReturnType<typeof openDatabase> | undefined
  // Hours of a day that was read as a whole and that nobody asked for yet.
  const waiting = new Map<Hour, Uint32Array>()
  const wholeDays = new Set<Day>()
  const asked = new Set<Hour>()

  // As one text an hour: a million rows, each an object, would be several hundred bytes each.
  const read = async (paths: readonly string[], only: Sql): Promise<Map<Hour, string>> => {
    database ??= openDatabase({ memoryLimit: '200MB', threads: 1 })
    const { query } = await database
    const rows = await query(sql`
      SELECT CAST(floor(epoch_us(event_time) / ${HOUR}) AS BIGINT) AS hour,
        string_agg(content_hash, '') AS hashes
      FROM ${parquetFiles(paths)}
      WHERE ${only}
      GROUP BY hour`)
    return new Map(
      rows.map(({ hour, hashes }) => [hour === null ? UNDATED : Number(hour), String(hashes)]),
    )
  }
  const readHour = async (hour: Hour, paths: readonly string[], only: Sql) =>
    wordsOf((await read(paths, only)).get(hour) ?? '')

  const load: LoadHour = async (hour) => {
    const day = dayOfHour(hour)
    const first = !asked.has(hour)
    asked.add(hour)
    const prepared = waiting.get(hour)
    waiting.delete(hour)
    if (first && prepared !== undefined) return prepared
    const found = first ? (wholeDays.has(day) ? [] : before(day)) : files(day)
    if (found.length === 0) return new Uint32Array(0)
    const paths = found.map((f) => join(root, f.path))
    const rows = found.reduce((sum, f) => sum + f.rows, 0)
    if (hour === UNDATED) return readHour(hour, paths, sql`event_time IS NULL`)
    if (!first || rows > WHOLE_DAY) {
      const from = hour * HOUR
      return readHour(
        hour,
        paths,
        sql`event_time >= make_timestamp(${from}) AND event_time < make_timestamp(${from + HOUR})`,
      )
    }
    wholeDays.add(day)
    const byHour = await read(paths, sql`true`)
    for (const [of, hashes] of byHour) if (!asked.has(of)) waiting.set(of, wordsOf(hashes))
    return wordsOf(byHour.get(hour) ?? '')
  }
  return {
    load,
    close: async () => void (await (await database)?.close()),
  }
}
