import { Rejection } from '../../objects/rejection.ts'
import { endOfJson, skipSpace } from '../record/validate.ts'
import type { Container, Found } from './container.ts'

const isBreak = (c: number | undefined): boolean => c === 10 || c === 13 || c === undefined

/** JSON objects one after another, each followed by a line break. */
export const jsonLines = {
  id: 'json-lines',
  sentence: 'one JSON object on each line',
  split: (bytes) => {
    const found: Found[] = []
    let start = skipSpace(bytes, 0)
    if (bytes[start] !== 123) return undefined
    while (start < bytes.length) {
      const end = bytes[start] === 123 ? endOfJson(bytes, start) : -1
      let after = end
      while (bytes[after] === 32 || bytes[after] === 9) after++
      if (end < 0 || !isBreak(bytes[after])) {
        if (found.length === 0) return undefined
        throw new Rejection(`no JSON at byte ${start}, after ${found.length} whole lines`)
      }
      found.push({ start, end })
      start = skipSpace(bytes, end)
    }
    return found
  },
} as const satisfies Container
