import { DAY, HOUR, type Instant, SECOND, startOfDay } from '../../../model/time.ts'
import type { KeyClaim } from '../../objects/key.ts'
import type { Wanted } from './source.ts'

/** A file may be named a little before the last of its events. */
const SLACK = HOUR

/** When the last file that may hold wanted events is delivered: an event occupies its whole second (R27). */
export const lastDelivery = ({ until, settling }: Wanted): Instant | undefined =>
  until === undefined ? undefined : until + settling + SECOND

/** The days of key folders to look at: `[from, to)`, whole days, or undefined at an open end. */
export const daysWanted = (wanted: Wanted) => {
  const last = lastDelivery(wanted)
  return {
    from: wanted.since === undefined ? undefined : startOfDay(wanted.since - SLACK),
    to: last === undefined ? undefined : startOfDay(last) + DAY,
  }
}

/** Whether an object is wanted, as far as its name tells: what it does not tell is wanted. */
export const isWanted = (claim: KeyClaim, wanted: Wanted): boolean => {
  const { from, to } = daysWanted(wanted)
  const { account, region, day } = claim
  if (wanted.accounts.length > 0 && account !== null && !wanted.accounts.includes(account))
    return false
  if (wanted.regions.length > 0 && region !== null && !wanted.regions.includes(region)) return false
  if (day === null) return true
  return (from === undefined || day >= from) && (to === undefined || day < to)
}
