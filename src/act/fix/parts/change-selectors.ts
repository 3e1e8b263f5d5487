import type { DesiredOf } from '../../../model/desired.ts'
import type { Finding } from '../../../model/finding.ts'
import type { Selectors } from '../../../model/selector.ts'
import type { KnownTrail } from '../../../reason/assess/inventory/trails.ts'
import type { Context, Proposal } from '../remedy.ts'
import { refusal, type Why } from './proposal.ts'
import { trailAsItIs } from './trail-as-it-is.ts'

const PAID =
  'Data events are paid for one by one, in every copy: see what it comes to with wholetrail price --propose before the step.'

/** A trail with other selectors, or why not. */
export const changeSelectors = (
  context: Context,
  findings: readonly Finding[],
  known: KnownTrail,
  change: (selectors: Selectors) => Selectors | Why,
  isPaid: boolean,
): Proposal => {
  const trail = trailAsItIs(context, known)
  if ('why' in trail) return refusal(findings, trail)
  const selectors = change(trail.selectors)
  if ('why' in selectors) return refusal(findings, selectors)
  const desired: DesiredOf<'trail'> = { ...trail, selectors }
  return {
    desired: [desired],
    notes: isPaid
      ? [{ phase: 'trails', account: trail.account, region: trail.region, risks: [PAID] }]
      : [],
    refused: [],
  }
}
