import type { Column, recordColumns } from '../../../model/lake.ts'
import { formatInstant, tryParseInstant } from '../../../model/time.ts'
import { shredResources } from './resources.ts'
import { isWellFormed, isWellFormedJson, type Member, members, minify } from './slices.ts'
import { type Node, TREE } from './tree.ts'

export type RecordColumn = (typeof recordColumns)[number]['name']
export type StoredValue = string | number | boolean | readonly (string | null)[] | null

/** The part of a row that holds the record. A column that is not there is NULL. */
export type StoredRecord = { [C in RecordColumn]?: StoredValue }

/** In `other`: members whose text is no well-formed Unicode, as `[key, value]` pairs of JSON texts. */
export const VERBATIM = 'wholetrail:verbatim'

/** What of a value goes to its column; `whole` when the column alone gives the value back. */
const fitTo = (
  column: Column,
  text: string,
): { value: StoredValue; whole: boolean } | undefined => {
  if (column.type === 'boolean')
    return text === 'true' || text === 'false' ? { value: text === 'true', whole: true } : undefined
  if (text[0] !== '"') return undefined
  const value: string = JSON.parse(text)
  if (column.type === 'text') return isWellFormed(value) ? { value, whole: true } : undefined
  const instant = tryParseInstant(value)
  return instant === undefined
    ? undefined
    : { value: instant, whole: formatInstant(instant) === value }
}

/** Takes out of an object the members that have a column; returns the text of what is left. */
const cut = (text: string, node: Node, row: StoredRecord): string => {
  if (text[0] !== '{' || node.children.size === 0) return minify(text)
  const left: string[] = []
  for (const { key, keyText, text: value } of members(text).values()) {
    const child = node.children.get(key)
    const fitted = child?.column === undefined ? undefined : fitTo(child.column, value)
    if (fitted !== undefined) row[child?.column?.name as RecordColumn] = fitted.value
    if (fitted?.whole === true) continue
    left.push(`${keyText}:${child === undefined ? minify(value) : cut(value, child, row)}`)
  }
  return `{${left}}`
}

const otherText = (loose: readonly Member[], verbatim: readonly Member[]): string | undefined => {
  const parts = loose.map((m) => `${m.keyText}:${minify(m.text)}`)
  if (verbatim.length > 0)
    parts.push(
      `${JSON.stringify(VERBATIM)}:${JSON.stringify(verbatim.map((m) => [m.keyText, m.text]))}`,
    )
  return parts.length === 0 ? undefined : `{${parts}}`
}

/**
 * A record's text (an object that JSON.parse accepts) as a row: the definition that model/lake.ts
 * states. Nothing is lost: `rebuild` gives a deep-equal record back. A time that is readable but not
 * spelled as CloudTrail does fills its column, and its spelling stays in the JSON beside it.
 */
export const shred = (record: string): StoredRecord => {
  const row: StoredRecord = {}
  const loose: Member[] = []
  const verbatim: Member[] = []
  for (const member of members(record).values()) {
    const { key, text } = member
    const node = TREE.children.get(key)
    const column = node?.column
    if (node === undefined || column === undefined) {
      loose.push(member)
    } else if (column.type !== 'json') {
      const fitted = fitTo(column, text)
      if (fitted !== undefined) row[column.name as RecordColumn] = fitted.value
      if (fitted?.whole !== true) loose.push(member)
    } else if (key !== 'resources' || !shredResources(text, row)) {
      const left = cut(text, node, row)
      if (isWellFormedJson(left)) row[column.name as RecordColumn] = left
      else verbatim.push({ ...member, text: left })
    }
  }
  const isBad = (m: Member): boolean =>
    m.key === VERBATIM || !isWellFormedJson(m.keyText) || !isWellFormedJson(m.text)
  const other = otherText(
    loose.filter((m) => !isBad(m)),
    [...verbatim, ...loose.filter(isBad)],
  )
  if (other !== undefined) row.other = other
  return row
}
