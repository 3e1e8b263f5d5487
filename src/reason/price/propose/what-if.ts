import type { Query } from '../../../engine/sql.ts'
import { WholetrailError } from '../../../model/error.ts'
import type { Need, Proposal, WhatIf } from '../../../model/proposal.ts'
import type { Found, MeasureOptions } from '../bill/measured.ts'

export interface WhatIfOptions extends Omit<MeasureOptions, 'proposed'> {
  /** Questions, checks and detections with what they need (rooms do not know each other). */
  readonly needs?: readonly Need[]
  /** Where a new trail would be made; default: the one account known, else the management account. */
  readonly place?: { readonly account?: string; readonly region?: string }
  /** Events of the lake to show of those that would have been lost. Default 10. */
  readonly samples?: number
}

/**
 * Replays the events of the lake, and the volumes given, through the selectors of a proposal: what it costs before and
 * after, what is lost and what becomes answerable or blind.
 * @throws `usage` where a name means several trails, or a new trail has no place; `not-found` for a removed trail
 */
export const whatIf = async (
  _query: Query,
  _found: Found,
  proposal: Proposal,
  _options: WhatIfOptions = {},
): Promise<WhatIf> => {
  throw new WholetrailError('internal', `${proposal.source} cannot be replayed yet`)
}
