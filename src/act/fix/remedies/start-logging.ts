import type { Finding } from '../../../model/finding.ts'
import { isLogging, knownTrails } from '../../../reason/assess/inventory/trails.ts'
import { worldOf } from '../../../reason/assess/run.ts'
import type { World } from '../../../reason/assess/world.ts'
import { oneByOne } from '../parts/one-by-one.ts'
import { NOTHING, refusal } from '../parts/proposal.ts'
import { retire } from '../parts/retire.ts'
import { trailAsItIs } from '../parts/trail-as-it-is.ts'
import type { Context, Proposal, Remedy } from '../remedy.ts'

/** The trail that a finding is about, or that it names as the one to start. */
const arnOf = ({ resource, fix }: Finding): string | undefined =>
  resource.includes(':cloudtrail:')
    ? resource
    : /--name (arn:\S+:cloudtrail:\S+)/.exec(fix ?? '')?.[1]

const start = (context: Context, world: World, finding: Finding): Proposal => {
  const arn = arnOf(finding)
  const known = knownTrails(world).find((t) => t.arn === arn)
  if (known === undefined)
    return refusal([finding], { why: `The settings of trail ${arn ?? ''} were not read` })
  if (isLogging(known) === true) return NOTHING
  // what others record already needs no second copy
  const needless =
    finding.severity === 'low'
      ? retire(world, known.arn, worldOf(context.collected, context.now))
      : undefined
  if (needless !== undefined && !('why' in needless)) return needless
  const trail = trailAsItIs(context, known)
  if ('why' in trail) return refusal([finding], trail)
  return {
    desired: [{ ...trail, isLogging: true }],
    notes: [
      {
        phase: 'trails',
        account: trail.account,
        region: trail.region,
        before: [
          {
            text: `Find out who stopped trail ${trail.name}, and why: wholetrail ask trail-tampering`,
          },
        ],
        risks: [`What was not recorded while trail ${trail.name} was stopped stays unrecorded.`],
      },
    ],
    refused: [],
  }
}

export const startLogging: Remedy = {
  id: 'start-logging',
  title: 'Start trails that are stopped, and retire those that others make up for',
  why: 'A stopped trail looks like a trail in every list. One whose events another trail has is not worth a second, paid copy.',
  cannot: [
    'Terraform and CloudFormation start a trail only where they own it: it is imported first.',
  ],
  propose: (context) => oneByOne(context, start),
}
