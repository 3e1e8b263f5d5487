import type { Finding } from '../../../model/finding.ts'
import { isKnown } from '../../../model/observed.ts'
import { globalRegionOf } from '../../../model/regions.ts'
import type { Organization } from '../../../model/snapshot/organization.ts'
import { isLogging, knownTrails } from '../../../reason/assess/inventory/trails.ts'
import { organizationOf } from '../../../reason/assess/places.ts'
import type { World } from '../../../reason/assess/world.ts'
import { trailArn } from '../after/trail.ts'
import { logStore } from '../parts/log-store.ts'
import { newTrail } from '../parts/new-trail.ts'
import { oneByOne } from '../parts/one-by-one.ts'
import { NOTHING, refusal } from '../parts/proposal.ts'
import { trailAsItIs } from '../parts/trail-as-it-is.ts'
import type { Context, Proposal, Remedy } from '../remedy.ts'

const SERVICE = 'cloudtrail.amazonaws.com'

const trust = (context: Context, { managementAccount }: Organization): Proposal => ({
  desired: [
    {
      kind: 'trusted-access',
      account: managementAccount,
      region: globalRegionOf(context.snapshot.partition),
      state: 'new',
      service: SERVICE,
    },
  ],
  notes: [],
  refused: [],
})

/** Where the trail is made: in the management account, or in the account itself where it belongs to nobody. */
const ownerOf = (world: World, finding: Finding): string =>
  organizationOf(world)?.managementAccount ?? finding.account

const create = (context: Context, world: World, finding: Finding): Proposal => {
  const organization = organizationOf(world)
  const account = ownerOf(world, finding)
  const name = context.choice('trail-name')
  const region = context.choice('home-region')
  if (name === null || !/^[A-Za-z0-9][A-Za-z0-9._-]{1,126}[A-Za-z0-9]$/.test(name))
    return refusal([finding], { why: 'Nobody said what the trail is called', needs: 'trail-name' })
  if (region === null)
    return refusal([finding], { why: 'Nobody said which region is home', needs: 'home-region' })
  const { partition } = world.snapshot
  const arn = trailArn(partition, { account, region, name })
  if (context.collected.trails.some((t) => t.arn === arn))
    return refusal([finding], { why: `A trail ${name} is there already`, needs: 'trail-name' })
  const store = logStore(context, world, {
    partition,
    name,
    arn,
    account,
    prefix: '',
    organizationId: organization?.id,
  })
  if ('why' in store) return refusal([finding], store)
  const mayTrust = organization?.cloudTrailTrusted
  const isTrusted = mayTrust !== undefined && isKnown(mayTrust) && mayTrust.known
  return {
    desired: [
      ...(organization === undefined || isTrusted ? [] : trust(context, organization).desired),
      ...store.desired,
      newTrail({ account, region }, name, store, organization !== undefined),
    ],
    notes: [
      ...store.notes,
      {
        phase: 'trails',
        account,
        region,
        risks: [
          'The first copy of management events in each account and region is free; while older trails run beside this one, a copy is paid for.',
          ...(organization === undefined
            ? []
            : [
                'Members see the trail and cannot change it; administrators of the management account can.',
              ]),
        ],
      },
    ],
    refused: [],
  }
}

/** A trail of the organisation, or of the account, that is on: what it lacks is added to it, not to a second one. */
const working = (world: World, finding: Finding) =>
  knownTrails(world).find(
    (t) =>
      t.account === ownerOf(world, finding) &&
      (organizationOf(world) === undefined || t.settings.isOrganization) &&
      isLogging(t) === true,
  )

const widen = (context: Context, world: World, finding: Finding): Proposal => {
  const known = working(world, finding)
  if (known === undefined) return create(context, world, finding)
  if (known.settings.isMultiRegion)
    return refusal([finding], {
      why: `Trail ${known.name} is of all regions, and does not record there: ${finding.reason}`,
      instead:
        'Enable its home region in that account; where it is enabled, run aws cloudtrail update-trail on the trail, which makes missing copies again',
    })
  const trail = trailAsItIs(context, known)
  if ('why' in trail) return refusal([finding], trail)
  return {
    desired: [{ ...trail, isMultiRegion: true, includeGlobalServiceEvents: true }],
    notes: [],
    refused: [],
  }
}

const proposeFor = (context: Context, world: World, finding: Finding): Proposal => {
  if (!isKnown(world.snapshot.organization))
    return refusal([finding], {
      why: 'Whether the account belongs to an organisation was not read: a trail of its own may be one too many',
      instead: 'Collect from the management account with --org',
    })
  const organization = organizationOf(world)
  if (finding.check === 'organization-trust-missing')
    return organization === undefined ? NOTHING : trust(context, organization)
  return widen(context, world, finding)
}

export const organizationTrail: Remedy = {
  id: 'organization-trail',
  title: 'Record every account and region with one trail of the organisation',
  why: 'One trail of all regions takes in accounts that join tomorrow and regions that are enabled tomorrow; members cannot stop it. Its files lie in an account that is used for nothing else, signed and encrypted.',
  cannot: [
    'It does not reach a member that has not enabled its home region.',
    'Trusted access is given by a command: no template of CloudFormation says it.',
    'Nothing is recorded backwards.',
  ],
  propose: (context) => oneByOne(context, proposeFor),
}
