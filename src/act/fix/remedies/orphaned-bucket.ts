import type { Desired } from '../../../model/desired.ts'
import type { Finding } from '../../../model/finding.ts'
import { isKnown } from '../../../model/observed.ts'
import type { Manual } from '../../../model/plan.ts'
import type { SnapshotBucket } from '../../../model/snapshot/bucket.ts'
import { bucketsOf, subjectOf } from '../../../reason/assess/inventory/buckets.ts'
import { worldOf } from '../../../reason/assess/run.ts'
import type { World } from '../../../reason/assess/world.ts'
import { closedOrphan, isEmptyOfLogs, isWrittenTo, withoutCloudTrail } from '../parts/orphan.ts'
import { NOTHING, refusal, refuse, together, type Why } from '../parts/proposal.ts'
import type { Context, Proposal, Remedy } from '../remedy.ts'

const RISKS = [
  'Objects below 128 KB, as most log files are, stay in S3 Standard: the lifecycle rule saves only what larger files cost',
  'What is in cheaper storage is read at a price and counts for at least 90 days',
]

const review = (bucket: SnapshotBucket): readonly Manual[] => [
  {
    text: `See what lies in bucket ${bucket.name}, and who has to keep it: logs may be evidence, or bound by law`,
    command: ['aws', 's3', 'ls', '--recursive', '--summarize', `s3://${bucket.name}/AWSLogs/`],
  },
  {
    text: `Only then, and by hand, empty and delete bucket ${bucket.name}. Keep the empty bucket where anything may still name it: whoever takes a free name receives what is sent there`,
  },
]

const unread = (what: string, wanted: unknown, { name }: SnapshotBucket): readonly string[] =>
  wanted === undefined
    ? [`The ${what} of bucket ${name} were not read and are left as they are`]
    : []

const ofLifecycle = (wanted: unknown, bucket: SnapshotBucket): readonly string[] =>
  wanted === undefined && bucket.lifecycle !== undefined && isKnown(bucket.lifecycle)
    ? [
        `A rule of bucket ${bucket.name} deletes its files, too soon for cheaper storage to pay: it stays as it is. Suspend it first where the files may be evidence`,
      ]
    : unread('lifecycle rules', wanted, bucket)

/** The trails of this plan that deliver to the bucket now, and are gone when it is carried out. */
const retiredFrom = ({ collected }: Context, { name }: SnapshotBucket): readonly string[] =>
  collected.trails
    .filter(({ config }) => isKnown(config) && config.known.s3Bucket === name)
    .map((trail) => trail.name)

/** Whether somebody may still write to it whom nobody knows: not where the plan itself retires its trail. */
const isForeign = (context: Context, world: World, bucket: SnapshotBucket): boolean =>
  retiredFrom(context, bucket).length === 0 &&
  isWrittenTo(bucket, world.now, world.expectations.staleDelivery) !== false

/** What keeps the finding open when the step is done. */
const left = (context: Context, world: World, bucket: SnapshotBucket): Why => {
  const [retired] = retiredFrom(context, bucket)
  const review = { instead: `After the review: aws s3 rb s3://${bucket.name} --force` }
  if (retired !== undefined)
    return {
      why: `bucket ${bucket.name} is left by trail ${retired}, which this plan retires: somebody has to review its logs`,
      ...review,
    }
  return isForeign(context, world, bucket)
    ? {
        why: `something may still write to bucket ${bucket.name}, and no known trail does: it is closed to the public and otherwise left alone`,
        instead: 'Find the trail: the names of its files say the account',
      }
    : {
        why: `bucket ${bucket.name} holds logs that somebody has to review: it is closed and made cheaper, and deleted by hand only`,
        ...review,
      }
}

const proposeFor = (
  context: Context,
  world: World,
  bucket: SnapshotBucket,
  finding: Finding,
): Proposal => {
  const place = { account: finding.account, region: finding.region }
  const foreign = isForeign(context, world, bucket)
  const closed = closedOrphan(bucket, place, foreign)
  const policy = foreign ? undefined : withoutCloudTrail(bucket, context.snapshot.partition, place)
  const desired: readonly Desired[] = [closed, ...(policy === undefined ? [] : [policy])]
  const isClosed = policy !== undefined && isEmptyOfLogs(bucket)
  return {
    ...NOTHING,
    desired,
    notes: [
      {
        phase: 'clean-up',
        ...place,
        before: [
          {
            text: `Ask whoever reads bucket ${bucket.name} today: a page or tool that reads it without signing in stops working`,
            ...place,
          },
        ],
        after: review(bucket).map((manual) => ({ ...manual, ...place })),
        risks: [
          ...(closed.lifecycle === undefined ? [] : RISKS),
          ...(foreign ? [] : ofLifecycle(closed.lifecycle, bucket)),
          ...unread('public access settings', closed.publicAccessBlock, bucket),
        ],
      },
    ],
    refused: isClosed ? [] : refuse([finding], left(context, world, bucket)),
  }
}

export const orphanedBucket: Remedy = {
  id: 'orphaned-bucket',
  title: 'Close log buckets that no trail uses, and make them cheap until someone decides',
  why: 'Old logs tell as much as fresh ones, and nobody looks after a bucket that no trail uses.',
  cannot: [
    'It deletes nothing, neither by a template nor by a lifecycle rule: whether old logs may go is for a person to say.',
    'The finding goes with the bucket, or when its owner accepts it in a baseline.',
  ],
  propose: (context) => {
    const world = worldOf(context.snapshot, context.now)
    const { partition } = context.snapshot
    const byArn = new Map(
      bucketsOf(world).map((bucket) => [subjectOf(bucket, '', partition).resource, bucket]),
    )
    const proposal = together(
      context.findings.map((finding) => {
        const bucket = byArn.get(finding.resource)
        return bucket === undefined || finding.region === 'global'
          ? refusal([finding], { why: `the region of ${finding.resource} was not read` })
          : proposeFor(context, world, bucket, finding)
      }),
    )
    return { ...proposal, phase: 'clean-up' }
  },
}
