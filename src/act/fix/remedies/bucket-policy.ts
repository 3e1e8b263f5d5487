import type { Finding } from '../../../model/finding.ts'
import { isKnown } from '../../../model/observed.ts'
import { insiders } from '../../../reason/assess/inventory/insiders.ts'
import { trailsMissing } from '../../../reason/assess/inventory/listed.ts'
import { placeOfLogs } from '../../../reason/assess/inventory/log-place.ts'
import { actingFor, knownTrails } from '../../../reason/assess/inventory/trails.ts'
import { accountsOf, organizationOf } from '../../../reason/assess/places.ts'
import type { World } from '../../../reason/assess/world.ts'
import { letsCloudTrailWrite } from '../../../reason/policies/cloudtrail-write.ts'
import { bucketStatements } from '../parts/cloudtrail-statements.ts'
import { oneByOne } from '../parts/one-by-one.ts'
import { denyOutsiders } from '../parts/outsiders-deny.ts'
import { NOTHING, refusal, type Why } from '../parts/proposal.ts'
import { confinedTo } from '../parts/source-arn.ts'
import {
  type Document,
  policyBefore,
  rawStatements,
  stateOfPolicy,
  withStatements,
} from '../parts/statements.ts'
import { type LogBucketIn, logBucketIn, notPlaced } from '../parts/trails-of-bucket.ts'
import { writerOf } from '../parts/writer.ts'
import type { Context, Note, Proposal, Remedy } from '../remedy.ts'

type Change = (document: Document | null) => Record<string, unknown> | Why

const isWhy = (value: object): value is Why => 'why' in value && typeof value.why === 'string'

const changed = (
  context: Context,
  finding: Finding,
  { bucket, place }: LogBucketIn,
  said: Pick<Note, 'risks' | 'before'>,
  change: Change,
): Proposal => {
  const before = policyBefore(bucket.policy, `bucket ${bucket.name}`)
  if ('why' in before) return refusal([finding], before)
  const policy = change(before.document)
  if (isWhy(policy)) return refusal([finding], policy)
  if (JSON.stringify(policy) === JSON.stringify(before.document)) return NOTHING
  return {
    desired: [
      {
        kind: 'bucket-policy',
        ...place,
        state: stateOfPolicy(context, bucket.name),
        bucket: bucket.name,
        policy,
      },
    ],
    notes: [{ phase: 'buckets', ...place, ...said }],
    refused: [],
  }
}

const letWrite = (context: Context, world: World, finding: Finding, at: LogBucketIn): Proposal => {
  const trail = knownTrails(world).find((t) => t.arn === finding.resource)
  const writer = trail && writerOf(world, trail)
  if (trail === undefined || writer === undefined)
    return refusal([finding], {
      why: `The settings of ${finding.resource}, or its organisation, were not read`,
    })
  const logs = placeOfLogs(world, trail)
  return changed(context, finding, at, {}, (document) => {
    const may =
      document !== null &&
      logs !== undefined &&
      letsCloudTrailWrite(document, logs, actingFor(world, trail)) === 'yes'
    return may
      ? {
          why: `The policy of bucket ${at.bucket.name} lets CloudTrail write: something else keeps the files out`,
          instead: `Look at LatestDeliveryError of trail ${trail.name}, at its key, and at the policies of the organisation`,
        }
      : withStatements(document, bucketStatements(at.bucket.name, writer))
  })
}

/** Whose files lie in the bucket, that no trail of ours explains: every account of ours was listed by then. */
const strangersIn = (world: World, { bucket }: LogBucketIn): readonly string[] => {
  const { cloudTrailKeys } = bucket
  if (cloudTrailKeys === undefined || !isKnown(cloudTrailKeys)) return []
  const ours = new Set(accountsOf(world).map((a) => a.account))
  const { accounts, organizations } = cloudTrailKeys.known
  return [
    ...accounts.filter((account) => !ours.has(account)),
    ...organizations.filter((id) => id !== organizationOf(world)?.id),
  ]
}

const listing = (bucket: string, place: LogBucketIn['place']) => ({
  text: `See whose files lie in bucket ${bucket}: the folders below AWSLogs/ name the accounts, and a trail that the plan does not name is refused from this step on`,
  command: ['aws', 's3', 'ls', `s3://${bucket}/AWSLogs/`],
  ...place,
})

const nameTrails = (
  context: Context,
  world: World,
  finding: Finding,
  at: LogBucketIn,
): Proposal => {
  const missing = trailsMissing(world)
  if (missing !== undefined)
    return refusal([finding], {
      why: `Not every trail is known that may write to bucket ${at.bucket.name}: ${missing}`,
      instead: 'Collect every account and region of the organisation',
    })
  const strangers = strangersIn(world, at)
  if (strangers.length > 0)
    return refusal([finding], {
      why: `Files of ${strangers.join(', ')} lie in bucket ${at.bucket.name}, and no trail is known that delivers them: it would be refused from then on`,
      instead: 'Find that trail and name it in aws:SourceArn beside ours, or agree that it stops',
    })
  const arns = at.trails.map((t) => t.arn).sort()
  const risks = [
    `CloudTrail writes to bucket ${at.bucket.name} for the trails of the plan only: a trail of another organisation that delivers there stops.`,
  ]
  const { cloudTrailKeys } = at.bucket
  const isListed = cloudTrailKeys !== undefined && isKnown(cloudTrailKeys)
  const before = isListed ? [] : [listing(at.bucket.name, at.place)]
  return changed(context, finding, at, { risks, before }, (document) => {
    const confined = document === null ? undefined : confinedTo(rawStatements(document), arns)
    return document === null || confined === undefined
      ? {
          why: `A statement of the policy of bucket ${at.bucket.name} lets others in beside CloudTrail: split it by hand`,
        }
      : { ...document, Statement: confined }
  })
}

const READ = ['s3:GetObject*', 's3:ListBucket*']

const keepOut = (context: Context, world: World, finding: Finding, at: LogBucketIn): Proposal => {
  const of = `arn:${world.snapshot.partition}:s3:::${at.bucket.name}`
  const deny = denyOutsiders(world, READ, [of, `${of}/*`])
  if (isWhy(deny)) return refusal([finding], deny)
  const risks = [
    `Whoever reads bucket ${at.bucket.name} from outside is kept out from then on: ${finding.reason}. Those who are meant to read are named with --trusted-account.`,
  ]
  return changed(context, finding, at, { risks }, (document) => withStatements(document, [deny]))
}

const byCheck: Readonly<Record<string, typeof letWrite>> = {
  's3-delivery-failing': letWrite,
  'digest-delivery-failing': letWrite,
  'log-bucket-policy-locks-cloudtrail-out': letWrite,
  'log-bucket-policy-without-source-arn': nameTrails,
  'log-bucket-readable-outside': keepOut,
  'log-readers-outside': keepOut,
}

const proposeFor = (context: Context, world: World, finding: Finding): Proposal => {
  const at = logBucketIn(world, finding.resource)
  const propose = byCheck[finding.check]
  if (at === undefined || propose === undefined)
    return refusal([finding], notPlaced(finding.resource))
  if (!insiders(world).accounts.has(at.place.account))
    return refusal([finding], {
      why: `Bucket ${at.bucket.name} belongs to account ${at.place.account}, which is not ours to change`,
    })
  return propose(context, world, finding, at)
}

export const bucketPolicy: Remedy = {
  id: 'bucket-policy',
  title: 'Let CloudTrail write for our trails, and keep outsiders out',
  why: 'A bucket policy that forgot CloudTrail loses every event; one that names no trail takes the files of anyone; one that lets outsiders read tells them all that you know. What is there is kept: statements are added, and those for CloudTrail are confined.',
  cannot: [
    'Files that were refused for more than 30 days are lost.',
    'A bucket of somebody else is not changed.',
    'Ways to read that are not in the policy stay open: replication, subscriptions of the log group, access points.',
  ],
  propose: (context) => oneByOne(context, proposeFor),
}
