import type { StoredRecord } from './shred.ts'
import { elements, isWellFormed, members } from './slices.ts'

const lists = [
  ['type', 'resource_types'],
  ['ARN', 'resource_arns'],
  ['ARNPrefix', 'resource_arn_prefixes'],
  ['accountId', 'resource_accounts'],
] as const

/** The value of a member of a resource: text, absent (null), or something else (undefined). */
const textOf = (text: string | undefined): string | null | undefined => {
  if (text === undefined) return null
  if (text[0] !== '"') return undefined
  const value: string = JSON.parse(text)
  return isWellFormed(value) ? value : undefined
}

/**
 * Fills the four lists from `resources[]` when each resource is an object with no other keys and text
 * values; false, and nothing is filled, when the array must be kept whole (model/lake.ts).
 */
export const shredResources = (text: string, row: StoredRecord): boolean => {
  if (text[0] !== '[') return false
  const columns = lists.map((): (string | null)[] => [])
  for (const element of elements(text)) {
    if (element[0] !== '{') return false
    const found = members(element)
    const values = lists.map(([key]) => textOf(found.get(key)?.text))
    if (values.includes(undefined)) return false
    if ([...found.keys()].some((key) => !lists.some(([known]) => known === key))) return false
    values.forEach((value, i) => {
      columns[i]?.push(value ?? null)
    })
  }
  lists.forEach(([, column], i) => {
    row[column] = columns[i] ?? []
  })
  return true
}

/** The array that the four lists came from, or undefined where there are none. */
export const rebuildResources = (row: StoredRecord): Record<string, string>[] | undefined => {
  const types = row.resource_types
  if (!Array.isArray(types)) return undefined
  return types.map((_, i) => {
    const resource: Record<string, string> = {}
    for (const [key, column] of lists) {
      const value = (row[column] as readonly (string | null)[])[i]
      if (value !== null && value !== undefined) resource[key] = value
    }
    return resource
  })
}
