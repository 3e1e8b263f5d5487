import { type Column, recordColumns } from '../../../model/lake.ts'
import { formatInstant } from '../../../model/time.ts'
import { rebuildResources } from './resources.ts'
import { type StoredRecord, type StoredValue, VERBATIM } from './shred.ts'

type Json = Record<string, unknown>

/** Sets an own member, whatever its name: assignment would lose `__proto__`. */
const define = (target: Json, key: string, value: unknown): void => {
  Object.defineProperty(target, key, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  })
}

const memberOf = (column: Column, stored: StoredValue): unknown => {
  if (column.type === 'json') return JSON.parse(String(stored))
  return column.type === 'timestamp' ? formatInstant(Number(stored)) : stored
}

const put = (record: Json, path: readonly string[], value: unknown): void => {
  const parent = path
    .slice(0, -1)
    .reduce<Json>((at, key) => (Object.hasOwn(at, key) ? (at[key] as Json) : {}), record)
  const leaf = path.at(-1) as string
  if (!Object.hasOwn(parent, leaf)) define(parent, leaf, value)
}

const takeVerbatim = (record: Json): void => {
  const pairs = record[VERBATIM]
  if (!Array.isArray(pairs)) return
  delete record[VERBATIM]
  for (const [key, value] of pairs) define(record, JSON.parse(key), JSON.parse(value))
}

/** The record that a row was shredded from, deep-equal to what JSON.parse made of its bytes. */
export const rebuild = (row: StoredRecord): Json => {
  const record: Json = typeof row.other === 'string' ? JSON.parse(row.other) : {}
  takeVerbatim(record)
  const columns: readonly Column[] = recordColumns
  const stored = columns.filter((c) => c.path !== undefined).map((c) => [c, c.path ?? []] as const)
  // Parents before the members that were cut out of them.
  for (const [column, path] of stored.sort((a, b) => a[1].length - b[1].length)) {
    const value = row[column.name as keyof StoredRecord]
    if (value !== null && value !== undefined) put(record, path, memberOf(column, value))
  }
  const resources = rebuildResources(row)
  if (resources !== undefined && !Object.hasOwn(record, 'resources'))
    define(record, 'resources', resources)
  return record
}
