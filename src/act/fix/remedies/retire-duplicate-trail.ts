import type { Finding } from '../../../model/finding.ts'
import { trailsOf } from '../../../reason/assess/inventory/trails.ts'
import { worldOf } from '../../../reason/assess/run.ts'
import type { World } from '../../../reason/assess/world.ts'
import { oneByOne } from '../parts/one-by-one.ts'
import { NOTHING, refusal, type Why } from '../parts/proposal.ts'
import { retire } from '../parts/retire.ts'
import type { Context, Proposal, Remedy } from '../remedy.ts'

/** The trails that a finding is about: the one that it names, or those of single accounts that its evidence lists. */
const trailsIn = (world: World, { resource, evidence }: Finding): readonly string[] =>
  resource.includes(':trail/')
    ? [resource]
    : trailsOf(world)
        .filter((t) => evidence.includes(`${t.name} of ${t.account}`))
        .map((t) => t.arn)

/** The other trail of a pair that records the same: where one of them must stay, that one may go. */
const otherOf = (world: World, { reason }: Finding): readonly string[] => {
  const [, name, account] = /what trail (\S+) of (\d{12}) records/.exec(reason) ?? []
  return trailsOf(world)
    .filter((t) => t.name === name && t.account === account)
    .map((t) => t.arn)
}

/** The first of them that can go: one that is there now, not one that the plan makes. */
const retireOneOf = (
  { collected, now }: Context,
  world: World,
  finding: Finding,
  arns: readonly string[],
): Proposal => {
  const today = worldOf(collected, now)
  const tried: readonly (Proposal | Why)[] = arns
    .filter((arn) => collected.trails.some((t) => t.arn === arn))
    .map((arn) => retire(world, arn, today))
  const [why] = tried.filter((one): one is Why => 'why' in one)
  return (
    tried.find((one): one is Proposal => !('why' in one)) ??
    refusal([finding], why ?? { why: `${finding.resource} is made by this plan` })
  )
}

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
    (draft, left, { resource }) =>
      retireOneOf(draft, left, finding, [resource, ...otherOf(left, finding)]),
  )
}

export const retireDuplicateTrail: Remedy = {
  id: 'retire-duplicate-trail',
  title: 'Retire trails whose events others record',
  why: 'Each further copy of management events is paid for, and each log is one more place to guard. The other trail is seen to record before this one is stopped, and it is stopped before it is deleted.',
  cannot: [
    'A trail is stopped and deleted by commands: a template cannot delete what its stack did not make.',
    'Files that lie in its bucket stay there: the bucket is for a person to review.',
    'A trail that alone records anything is left alone, whatever else it repeats; so is one beside which no other is sure to deliver, and one whose log is better: signed, encrypted, kept longer, locked, with Insights, in a bucket of ours, for members and regions of tomorrow.',
  ],
  propose: (context) => oneByOne(context, proposeFor),
}
