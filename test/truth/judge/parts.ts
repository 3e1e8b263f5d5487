import type { Happening } from '../world/happening.ts'

/** Whether a part of a question, by its name, speaks of something that happened (R8). */
export const partHolds = (part: string, h: Happening): boolean => {
  const name = part.toLowerCase()
  if (h.category === 'Data') return h.source === 's3.amazonaws.com' && name.includes('s3')
  if (!name.includes('management')) return false
  if (name.includes('write')) return !h.readOnly
  return !name.includes('read') || h.readOnly
}
