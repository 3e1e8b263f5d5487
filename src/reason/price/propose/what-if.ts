import type { Query } from '../../../engine/sql.ts'
import type { Need, Proposal, WhatIf } from '../../../model/proposal.ts'
import { difference, sum } from '../../../model/range.ts'
import { asGiven, billOf } from '../bill/bill.ts'
import { countedCells } from '../bill/events.ts'
import { type Found, type Measured, type MeasureOptions, measure } from '../bill/measured.ts'
import { recordedBeside } from '../bill/readings.ts'
import { savingBetween } from '../bill/saving.ts'
import { recordingsBoth } from '../kept/both.ts'
import { lostEvents } from '../kept/lost-events.ts'
import { lostScope } from '../kept/lost-scope.ts'
import { needChanges } from '../kept/needs.ts'
import { recordedCounts } from '../kept/recorded.ts'
import { lostSamples } from '../kept/samples.ts'
import { untoldLines } from '../kept/untold.ts'
import { measuredAfter } from './after.ts'
import { type Applied, applyProposal } from './apply.ts'
import { caveats } from './caveats.ts'
import type { NewPlace } from './place.ts'

export interface WhatIfOptions extends Omit<MeasureOptions, 'proposed'> {
  /** Questions, checks and detections with what they need (rooms do not know each other). */
  readonly needs?: readonly Need[]
  /** Where a new trail would be made; default: the one account known, else the management account. */
  readonly place?: NewPlace
  /** Events of the lake to show of those that would have been lost. Default 10. */
  readonly samples?: number
}

/** Groups of lost events that are told. */
const SHOWN = 50

/** What a proposal makes of a measurement that was made with its selectors as `proposed`; without samples. Pure. */
export const compared = (
  proposal: Proposal,
  applied: Applied,
  before: Measured,
  needs: readonly Need[],
): WhatIf & { readonly afterwards: Measured } => {
  const after = measuredAfter(before, applied)
  const given = asGiven(before)
  const cells = [countedCells(given), countedCells({ ...after, tuples: given.tuples })] as const
  const lost = lostEvents(...cells, before.factor)
  const [was, is] = [recordingsBoth(before), recordingsBoth(after)]
  const scope = lostScope(was, is, applied.touched)
  const bill = billOf(after)
  const untold = untoldLines(was, is, applied.touched, before.readings)
  const more = sum(untold.map((line) => line.usd))
  return {
    afterwards: after,
    proposal,
    effects: applied.effects,
    before: billOf(before),
    after: { ...bill, lines: [...bill.lines, ...untold], total: sum([bill.total, more]) },
    saving: difference(savingBetween(before, after), more),
    recorded: recordedCounts(
      { counted: cells[0], beside: recordedBeside(given) },
      { counted: cells[1], beside: recordedBeside(asGiven(after)) },
      before.factor,
      untold,
    ),
    lost: {
      events: lost.events,
      groups: lost.groups.slice(0, SHOWN),
      more: Math.max(0, lost.groups.length - SHOWN),
      samples: [],
      scope: scope.covered ? [] : scope.residual,
      scopeMore: scope.covered ? 0 : scope.more,
    },
    needs: needChanges(needs, was, is),
    notes: [...applied.notes, ...caveats(applied, before)],
  }
}

/**
 * Replays the events of the lake, and the volumes given, through the selectors of a proposal: what it costs before and
 * after, what is lost and what becomes answerable or blind.
 * @throws `usage` where a name means several trails, or a new trail has no place; `not-found` for a removed trail
 */
export const whatIf = async (
  query: Query,
  found: Found,
  proposal: Proposal,
  { needs = [], place = {}, samples = 10, ...options }: WhatIfOptions = {},
): Promise<WhatIf> => {
  const applied = applyProposal(proposal, found.snapshots, place)
  const before = await measure(query, found, { ...options, proposed: applied.selectors })
  const { afterwards, ...result } = compared(proposal, applied, before, needs)
  const shown = await lostSamples(query, result.lost.groups, before, afterwards, samples)
  return { ...result, lost: { ...result.lost, samples: shown } }
}
