import type { AskRequest } from '../../../src/model/ask.ts'
import type { Question } from '../questions/types.ts'
import { SECOND_IN_MICROS } from '../world/time.ts'

/** Shows all events of an answer, so that every one of them is judged. */
const LIMIT = 1000

/** A question in the product's own words. */
export const requestOf = (q: Question): AskRequest => ({
  question: q.id,
  params: q.params,
  from: q.window.from * SECOND_IN_MICROS,
  limit: LIMIT,
  ...(!q.openEnded && { to: q.window.to * SECOND_IN_MICROS }),
  ...(q.accounts && { accounts: q.accounts }),
  ...(q.regions && { regions: q.regions }),
  ...(q.parts && { parts: q.parts }),
})
