import { elementRanges } from '../record/slices.ts'
import { endOfJson, skipSpace } from '../record/validate.ts'
import type { Container } from './container.ts'

/** A JSON array of objects. */
export const array = {
  id: 'array',
  sentence: 'a JSON array of records',
  split: (bytes) => {
    const start = skipSpace(bytes, 0)
    if (bytes[start] !== 91) return undefined
    const end = endOfJson(bytes, start)
    if (end < 0 || skipSpace(bytes, end) !== bytes.length) return undefined
    const text = bytes.toString('latin1', start, end)
    return elementRanges(text).map((r) => ({ start: start + r.start, end: start + r.end }))
  },
} as const satisfies Container
