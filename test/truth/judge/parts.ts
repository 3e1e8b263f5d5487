import type { Happening } from '../world/happening.ts'

const COPIES = 's3-copies'

/** Whether a part of a question, by its name, speaks of something that happened (R8). `asked`: the names of all parts asked. */
export const partHolds = (part: string, asked: readonly string[], h: Happening): boolean => {
  if (asked.length === 1) return true
  if (h.category === 'Data') {
    if (h.source !== 's3.amazonaws.com' || !part.startsWith('s3-')) return false
    const copies = h.copiedFrom !== undefined && asked.includes(COPIES)
    return copies === (part === COPIES)
  }
  if (!part.startsWith('management')) return false
  if (part.includes('write')) return !h.readOnly
  return !part.includes('read') || h.readOnly
}
