import type { Finding } from '../../../model/finding.ts'
import { trailsOf } from '../../../reason/assess/inventory/trails.ts'
import type { World } from '../../../reason/assess/world.ts'
import { oneByOne } from '../parts/one-by-one.ts'
import { NOTHING, refusal } from '../parts/proposal.ts'
import { retire } from '../parts/retire.ts'
import type { Context, Proposal, Remedy } from '../remedy.ts'

/** The trails that a finding is about: the one that it names, or those of single accounts that its evidence lists. */
const trailsIn = (world: World, { resource, evidence }: Finding): readonly string[] =>
  resource.includes(':trail/')
    ? [resource]
    : trailsOf(world)
        .filter((t) => evidence.includes(`${t.name} of ${t.account}`))
        .map((t) => t.arn)

const proposeFor = (context: Context, world: World, finding: Finding): Proposal => {
  if (/:(eventdatastore|channel)\//.test(finding.resource))
    return refusal([finding], {
      why: `${finding.resource} is no trail: events in it are lost with it`,
      instead: 'Stop its ingestion, keep it until its retention is over, and then let it go',
    })
  const arns = trailsIn(world, finding)
  if (arns.length === 0) return NOTHING
  const shared = trailsOf(world).some((t) => 'known' in t.config && t.config.known.isOrganization)
  if (!finding.resource.includes(':trail/') && !shared)
    return refusal([finding], {
      why: 'There is no trail of the organisation that would do instead',
      instead: 'Close organization-trail-missing first',
    })
  // one after the other: of two that have the same, one stays
  return oneByOne(
    { ...context, findings: arns.map((resource) => ({ ...finding, resource })) },
    (_, left, one) => {
      const retired = retire(left, one.resource)
      return 'why' in retired ? refusal([finding], retired) : retired
    },
  )
}

export const retireDuplicateTrail: Remedy = {
  id: 'retire-duplicate-trail',
  title: 'Retire trails whose events others record',
  why: 'Each further copy of management events is paid for, and each log is one more place to guard. The other trail is seen to record before this one is stopped, and it is stopped before it is deleted.',
  cannot: [
    'A trail is stopped and deleted by commands: a template cannot delete what its stack did not make.',
    'Files that lie in its bucket stay there: the bucket is for a person to review.',
    'A trail that alone records anything is left alone, whatever else it repeats.',
  ],
  propose: (context) => oneByOne(context, proposeFor),
}
