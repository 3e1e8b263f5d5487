import type { Instant } from './time.ts'

/** What `ask` is asked: a question, its options as given, and the window (`to` absent: the horizon, R9). */
export interface AskRequest {
  readonly question: string
  readonly params: Readonly<Record<string, string | readonly string[] | boolean | number>>
  readonly from?: Instant
  readonly to?: Instant
  readonly accounts?: readonly string[]
  readonly regions?: readonly string[]
  /** Names of parts, or `all`; absent: the question's own default (R8). */
  readonly parts?: readonly string[] | 'all'
  /** How many events to show. */
  readonly limit?: number
}
