import { endOfJson, skipSpace } from '../record/validate.ts'
import type { Container } from './container.ts'

/** One JSON object. */
export const document = {
  id: 'document',
  sentence: 'one JSON object',
  split: (bytes) => {
    const start = skipSpace(bytes, 0)
    if (bytes[start] !== 123) return undefined
    const end = endOfJson(bytes, start)
    return end >= 0 && skipSpace(bytes, end) === bytes.length ? [{ start, end }] : undefined
  },
} as const satisfies Container
