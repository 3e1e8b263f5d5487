import { Rejection } from '../../objects/rejection.ts'
import { endOfJson } from '../record/validate.ts'
import type { Container, Found } from './container.ts'

const STAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z[ \t]+/

const stampLength = (bytes: Buffer, at: number): number =>
  STAMP.exec(bytes.toString('latin1', at, at + 48))?.[0].length ?? 0

/** What CloudWatch Logs exports to S3: a time, a space, and the event, on each line. */
export const stampedLines = {
  id: 'cloudwatch-export',
  sentence: 'a CloudWatch Logs export: a time and a record on each line',
  split: (bytes) => {
    if (stampLength(bytes, 0) === 0) return undefined
    const found: Found[] = []
    let at = 0
    while (at < bytes.length) {
      const start = at + stampLength(bytes, at)
      const end = bytes[start] === 123 ? endOfJson(bytes, start) : -1
      const next = end < 0 ? undefined : bytes[end]
      if (start === at || end < 0 || (next !== 10 && next !== 13 && next !== undefined)) {
        if (found.length === 0) return undefined
        throw new Rejection(`no stamped record at byte ${at}, after ${found.length} whole lines`)
      }
      found.push({ start, end })
      at = end
      while (bytes[at] === 10 || bytes[at] === 13) at++
    }
    return found
  },
} as const satisfies Container
