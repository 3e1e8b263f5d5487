import type { Instant } from '../../../model/time.ts'
import { DAY, HOUR, MINUTE } from '../../../model/time.ts'
import { isProven, type Slot, type UnattestedFile } from '../../../model/verification.ts'
import { claimOfKey } from '../../objects/key.ts'
import { GRACE } from './desk.ts'
import type { ListedFile } from './read-files.ts'

/** How long a file that its hour's digest left out may wait for a backfill digest is not documented: a week is taken. */
const BACKFILL: Instant = 7 * DAY

/** What of a cell says why a log file has no digest. */
export interface Attesting {
  readonly asOf: Instant
  /** Standard slots of all chains of the cell. */
  readonly slots: readonly Slot[]
  /** Another trail without validation writes to the same place. */
  readonly isSharedUnvalidated: boolean
}

const OFF: ReadonlySet<Slot['state']> = new Set(['before-enabling', 'after-stop', 'interrupted'])
/** The time in a name is a little before the delivery. */
export const ON_ITS_WAY: Instant = 10 * MINUTE

const whyOf = (named: Instant | null, { asOf, slots, isSharedUnvalidated }: Attesting) => {
  if (slots.length === 0) return 'no digests'
  if (named === null) return 'not named by the digest of its hour'
  const around = slots.filter((s) => s.from <= named + ON_ITS_WAY && named < s.to)
  const states = around.map((s) => s.state)
  const newest = slots.reduce((end, s) => (s.digest === null ? end : Math.max(end, s.to)), 0)
  if (states.includes('missing')) return 'its digest is missing'
  const isOpen = named >= newest - ON_ITS_WAY && named + HOUR + GRACE > asOf
  if (states.includes('not-yet-due') || isOpen) return 'hour still open'
  if (states.length === 0 || states.every((s) => OFF.has(s)) || isSharedUnvalidated)
    return 'validation was off'
  if (around.every((s) => s.digest === null)) return 'no digests'
  if (!around.some((s) => isProven(s) || s.state === 'invalid'))
    return 'its digest could not be checked'
  return named > asOf - BACKFILL ? 'backfill may be pending' : 'not named by the digest of its hour'
}

/** Log files that no digest names, oldest first, and why that may be. */
export const unattestedOf = (
  files: readonly ListedFile[],
  attesting: Attesting,
): readonly UnattestedFile[] =>
  files
    .map(({ listed }): UnattestedFile => {
      const { account, region, named } = claimOfKey(listed.key)
      return {
        uri: listed.uri,
        account: account ?? '',
        region: region ?? '',
        named,
        why: whyOf(named, attesting),
      }
    })
    .toSorted((a, b) => (a.named ?? 0) - (b.named ?? 0) || (a.uri < b.uri ? -1 : 1))
