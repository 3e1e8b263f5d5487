import type { Observed } from '../../../model/observed.ts'
import type { Listed, Listing } from '../../../model/snapshot/resource.ts'
import type { Instant } from '../../../model/time.ts'
import type { Place } from '../probe.ts'

/** Whether something was answered, without what. */
export const wasAnswered = (answer: Observed<unknown>): Observed<true> =>
  'known' in answer ? { known: true } : answer

/** That a list was asked in a region, and whether it was answered: only then is absence from it known. */
export const listedHere = (
  what: Listed,
  place: Place,
  readAt: Instant,
  answer: Observed<unknown>,
): Listing => ({
  what,
  account: place.account,
  region: place.region,
  readAt,
  listed: wasAnswered(answer),
})

/** As `listedHere`, for what an account has in no region. */
export const listedInAccount = (
  what: Listed,
  place: Place,
  readAt: Instant,
  answer: Observed<unknown>,
): Listing => ({ what, account: place.account, readAt, listed: wasAnswered(answer) })
