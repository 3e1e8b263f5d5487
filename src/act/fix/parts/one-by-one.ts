import type { Finding } from '../../../model/finding.ts'
import { worldOf } from '../../../reason/assess/run.ts'
import type { World } from '../../../reason/assess/world.ts'
import { made } from '../after.ts'
import type { Context, Proposal } from '../remedy.ts'
import { together } from './proposal.ts'

/** A proposal for each finding, which sees what those before it make: two trails may want one bucket policy changed. */
export const oneByOne = (
  context: Context,
  propose: (context: Context, world: World, finding: Finding) => Proposal,
): Proposal => {
  const proposals: Proposal[] = []
  let { snapshot } = context
  let world = worldOf(snapshot, context.now)
  for (const finding of context.findings) {
    const proposal = propose({ ...context, snapshot }, world, finding)
    proposals.push(proposal)
    if (proposal.desired.length === 0) continue
    snapshot = made(snapshot, proposal.desired, context.now)
    world = worldOf(snapshot, context.now)
  }
  return together(proposals)
}
