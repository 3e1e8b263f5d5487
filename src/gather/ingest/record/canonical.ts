import { createHash } from 'node:crypto'
import { compareKeys } from './key-order.ts'
import { elements, members, minify } from './slices.ts'

/** Beyond this depth a value counts as it is written: no CloudTrail record comes near it. */
export const CANONICAL_DEPTH = 64

/**
 * Top-level keys that only LookupEvents or Lake add to a record: they are no conflict (R20).
 * `eventContext` is written by event data stores only (facts/aws.md 1.2).
 */
export const ADDED_BY_OTHERS: ReadonlySet<string> = new Set(['eventContext'])

const canonicalString = (text: string): string =>
  text.includes('\\') ? JSON.stringify(JSON.parse(text)) : text

/** Integers keep every digit; other numbers count as the double that they stand for. */
export const canonicalNumber = (text: string): string => {
  if (text === '-0') return '0'
  return /^-?\d+$/.test(text) ? text : String(Number(text))
}

/** The one text of all the ways to write a JSON value: keys in one order, escapes and numbers in one form. */
export const canonical = (text: string, depth = 0): string => {
  const first = text[0]
  if (first === '"') return canonicalString(text)
  if (first === 't' || first === 'f' || first === 'n') return text
  if (first !== '{' && first !== '[') return canonicalNumber(text)
  if (depth >= CANONICAL_DEPTH) return minify(text)
  if (first === '[') return `[${elements(text).map((e) => canonical(e, depth + 1))}]`
  const parts = [...members(text).values()]
    .sort((a, b) => compareKeys(a.key, b.key))
    .map((m) => `${JSON.stringify(m.key)}:${canonical(m.text, depth + 1)}`)
  return `{${parts}}`
}

/** The content of a record: SHA-256 of its canonical text, first 16 bytes, hex (model/lake.ts). */
export const contentHash = (record: string): string => {
  const counted = [...members(record).values()].filter((m) => !ADDED_BY_OTHERS.has(m.key))
  const text = canonical(`{${counted.map((m) => `${m.keyText}:${m.text}`)}}`)
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}
