import type { Desired, DesiredOf } from '../../../model/desired.ts'
import type { Finding } from '../../../model/finding.ts'
import { isKnown } from '../../../model/observed.ts'
import { insiders } from '../../../reason/assess/inventory/insiders.ts'
import { logsBelow } from '../../../reason/assess/inventory/log-place.ts'
import { type KnownTrail, knownTrails } from '../../../reason/assess/inventory/trails.ts'
import type { World } from '../../../reason/assess/world.ts'
import { moveTrail } from '../parts/move-trail.ts'
import { oneByOne } from '../parts/one-by-one.ts'
import { refusal, together, type Why } from '../parts/proposal.ts'
import { keptFor, logGroupRetention } from '../parts/retention.ts'
import { bucketIn, type LogBucketIn, logBucketIn, notPlaced } from '../parts/trails-of-bucket.ts'
import type { Context, Proposal, Remedy } from '../remedy.ts'

const only = (desired: Desired, risks: readonly string[] = []): Proposal => ({
  desired: [desired],
  notes:
    risks.length === 0
      ? []
      : [{ phase: 'buckets', account: desired.account, region: desired.region, risks }],
  refused: [],
})

const stateOf = ({ collected }: Context, name: string): 'existing' | 'new' =>
  collected.buckets.some((b) => b.name === name) ? 'existing' : 'new'

const setting = (
  context: Context,
  { bucket, place }: LogBucketIn,
  members: Partial<DesiredOf<'bucket'>>,
): DesiredOf<'bucket'> => ({
  kind: 'bucket',
  ...place,
  state: stateOf(context, bucket.name),
  name: bucket.name,
  ...members,
})

const ALL_BLOCKED = {
  blockPublicAcls: true,
  ignorePublicAcls: true,
  blockPublicPolicy: true,
  restrictPublicBuckets: true,
}

const keepLonger = (context: Context, at: LogBucketIn, days: number): Desired | Why => {
  const { lifecycle } = at.bucket
  if (lifecycle === undefined || !isKnown(lifecycle))
    return { why: `The lifecycle of bucket ${at.bucket.name} was not read` }
  let rules: ReturnType<typeof keptFor> = lifecycle.known
  for (const trail of at.trails) {
    if ('why' in rules) return rules
    rules = keptFor(rules, logsBelow(trail), days)
  }
  return 'why' in rules ? rules : setting(context, at, { lifecycle: rules })
}

const logGroup = (world: World, finding: Finding, days: number): Proposal => {
  const group = world.snapshot.logGroups.find((g) => g.arn === finding.resource)
  if (group === undefined)
    return refusal([finding], { why: `Log group ${finding.resource} was not read` })
  return only({
    kind: 'log-group',
    account: group.account,
    region: group.region,
    state: 'existing',
    name: group.name,
    retentionDays: logGroupRetention(days),
    ...(group.kmsKeyId === undefined ? {} : { kmsKeyId: group.kmsKeyId }),
  })
}

const retention = (
  context: Context,
  world: World,
  finding: Finding,
  at?: LogBucketIn,
): Proposal => {
  const days = Number(context.choice('retention-days'))
  if (!Number.isInteger(days) || days < 1)
    return refusal([finding], {
      why: 'The days of retention are no number',
      needs: 'retention-days',
    })
  const asked = world.expectations.retentionDays
  if (days < asked)
    return refusal([finding], {
      why: `Nothing is kept longer by --retention-days ${days}: ${asked} days are asked for`,
      instead: `Say --retention-days ${asked} or more; no rule is made to expire sooner`,
      needs: 'retention-days',
    })
  if (at === undefined) return logGroup(world, finding, days)
  const kept = keepLonger(context, at, days)
  return 'why' in kept
    ? refusal([finding], kept)
    : only(kept, [
        `Parts of a lifecycle that a snapshot does not hold (the end of unfinished uploads, moves of old versions) are in no template: compare with aws s3api get-bucket-lifecycle-configuration --bucket ${at.bucket.name} first.`,
      ])
}

const deletable = (context: Context, at: LogBucketIn): Proposal =>
  only(setting(context, at, { versioning: true }), [
    `Versions that are replaced or deleted in bucket ${at.bucket.name} stay and are paid for until a lifecycle rule for noncurrent versions takes them.`,
  ])

const move = (context: Context, trails: readonly KnownTrail[], finding: Finding): Proposal =>
  trails.length === 0
    ? refusal([finding], {
        why: `No trail whose settings were read delivers to ${finding.resource}`,
      })
    : oneByOne(
        { ...context, findings: trails.map((t) => ({ ...finding, resource: t.arn })) },
        (draft, world, { resource }) => {
          const known = knownTrails(world).find((t) => t.arn === resource)
          return known === undefined
            ? refusal([finding], { why: `The settings of ${resource} were not read` })
            : moveTrail(draft, world, finding, known)
        },
      )

const trailsFor = (world: World, { resource }: Finding): readonly KnownTrail[] => {
  const bucket = bucketIn(world, resource)
  return knownTrails(world).filter((t) =>
    resource.includes(':trail/') ? t.arn === resource : t.settings.s3Bucket === bucket,
  )
}

const proposeFor = (context: Context, world: World, finding: Finding): Proposal => {
  const { check, resource } = finding
  if (check === 'log-bucket-missing-or-foreign' || check === 'log-bucket-in-watched-account')
    return move(context, trailsFor(world, finding), finding)
  if (resource.includes(':log-group:')) return retention(context, world, finding)
  const at = logBucketIn(world, resource)
  if (at === undefined) return refusal([finding], notPlaced(resource))
  if (!insiders(world).accounts.has(at.place.account))
    return refusal([finding], {
      why: `Bucket ${at.bucket.name} belongs to account ${at.place.account}, which is not ours to change`,
    })
  if (check === 'log-bucket-deletable') return deletable(context, at)
  if (check === 'log-retention-too-short') return retention(context, world, finding, at)
  return together([only(setting(context, at, { publicAccessBlock: ALL_BLOCKED }))])
}

export const logBucket: Remedy = {
  id: 'log-bucket',
  title: 'Keep logs private, whole, long enough and apart from what they watch',
  why: 'A log that its subject can read, change, delete or let expire proves nothing against him.',
  cannot: [
    'Object lock is given to new buckets: whether AWS turns it on for one that is there is not known (facts/aws.md does not say).',
    'Files that expired or were deleted for good are gone.',
    'Old files are not moved: they stay in their bucket until somebody has reviewed it.',
  ],
  propose: (context) => oneByOne(context, proposeFor),
}
