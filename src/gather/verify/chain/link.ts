import { nameKey } from '../../../model/digest.ts'
import type { SlotLink } from '../../../model/verification.ts'
import { isAsStated } from './blame.ts'
import { type Examined, timeOf } from './examined.ts'

/** Whether a digest names the other as its predecessor, and it is the one it names. */
const follows = (newer: Examined, older: Examined): boolean => {
  const previous = newer.parsed?.digest.previous
  if (!previous || older.parsed === null) return false
  return (
    nameKey(previous) === nameKey(older.parsed.digest) && isAsStated(older, { by: newer, previous })
  )
}

/** How a digest joins the one before it in time; `null` where its word is not to be believed. */
export const linkBetween = (older: Examined | undefined, newer: Examined): SlotLink | null => {
  if (newer.parsed === null || newer.standing === 'untrue') return null
  if (newer.parsed.digest.previous === null) return older === undefined ? 'start' : 'restart'
  if (older === undefined || newer.standing !== 'authentic' || older.standing !== 'authentic')
    return 'unproven'
  return follows(newer, older) && timeOf(older).to === timeOf(newer).from ? 'linked' : 'unproven'
}
