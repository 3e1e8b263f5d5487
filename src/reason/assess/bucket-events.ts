import { isDirectoryBucket } from '../../model/catalogue/directory-bucket.ts'
import type { Severity } from '../../model/finding.ts'
import { isKnown } from '../../model/observed.ts'
import type { SnapshotBucket } from '../../model/snapshot/bucket.ts'
import type { Result } from './check.ts'
import { bucketsOf, subjectOf, trailsByBucket } from './inventory/buckets.ts'
import { insiders } from './inventory/insiders.ts'
import { passed, unsettled } from './inventory/say.ts'
import { accountsOf } from './places.ts'
import { type Judgement, judge, judgeBelow, type ObjectEvents } from './recording/judge.ts'
import { wereListed } from './recording/listings.ts'
import { sensitivityOf } from './sensitive.ts'
import { whyUnknown } from './words.ts'
import type { World } from './world.ts'

interface BucketEvents {
  /** A plural: `reads of objects`. */
  readonly what: string
  readonly events: ObjectEvents
  readonly severity: Severity
  /** Of a bucket that something known marks as sensitive. */
  readonly ofSensitive: Severity
}

/** Where events on a bucket are recorded: by its owner, in its region. */
const placeOf = ({ owner, region }: SnapshotBucket) =>
  isKnown(owner) && isKnown(region) ? { account: owner.known, region: region.known } : undefined

/** Whether the events of one bucket are recorded where it lives; `undefined` where that is not known. */
export const judgeBucket = (
  world: World,
  bucket: SnapshotBucket,
  events: ObjectEvents,
): Judgement | undefined => {
  const place = placeOf(bucket)
  const { partition } = world.snapshot
  if (place === undefined) return undefined
  if (isDirectoryBucket(bucket.name)) return judge(world, place, events.ofDirectory)
  return judgeBelow(world, place, events, `arn:${partition}:s3:::${bucket.name}/`)
}

/** An unknown about a bucket whose owner or region was not read. */
export const unplaced = (world: World, bucket: SnapshotBucket, what: string): Result => {
  const [which, value] = isKnown(bucket.owner)
    ? (['region', bucket.region] as const)
    : (['owner', bucket.owner] as const)
  return unsettled(
    subjectOf(bucket, bucket.account ?? '', world.snapshot.partition),
    `whether ${what} in bucket ${bucket.name} are recorded is not known: its ${which} could not be read, ${whyUnknown(value)}`,
    `read s3:GetBucketLocation of ${bucket.name} in the account that owns it`,
  )
}

const judged = (world: World, asked: BucketEvents, bucket: SnapshotBucket): Result => {
  const { what } = asked
  const judgement = judgeBucket(world, bucket, asked.events)
  if (judgement === undefined) return unplaced(world, bucket, what)
  const subject = subjectOf(bucket, bucket.account ?? '', world.snapshot.partition)
  const { status, why, left, settle } = judgement
  if (status === 'covered') return passed(subject, `${what} in bucket ${bucket.name} are ${why}`)
  const sensitive = sensitivityOf(world, bucket)
  const mark = sensitive === undefined ? '' : ` (${sensitive})`
  const not = status === 'missed' ? 'are not recorded' : 'may not be recorded'
  return {
    ...subject,
    status: status === 'missed' ? 'fail' : 'unknown',
    severity: sensitive === undefined ? asked.severity : asked.ofSensitive,
    reason: `${what} in bucket ${bucket.name}${mark} ${not}: ${why}`,
    evidence: left.slice(0, 3),
    ...(status === 'unknown' ? { settle: settle ?? 'collect again' } : {}),
  }
}

/** Accounts that were read, and whose buckets were not. */
const unlisted = (world: World, what: string): readonly Result[] =>
  accountsOf(world)
    .filter((view) => isKnown(view.reached))
    .filter(({ account }) => !wereListed(world, 'buckets', { account, region: 'global' }))
    .map(({ account }) =>
      unsettled(
        { resource: account, account, region: 'global' },
        `whether ${what} are recorded is not known for account ${account}: its buckets were not listed`,
        `read s3:ListAllMyBuckets in ${account}`,
      ),
    )

const isGone = ({ exists }: SnapshotBucket): boolean =>
  exists !== undefined && isKnown(exists) && !exists.known

/**
 * Whether events on objects are recorded, for each bucket of the organisation but those that trails deliver to: these
 * have a check of their own, and to record their writes would record the delivery itself.
 */
export const bucketEvents =
  (asked: BucketEvents) =>
  (world: World): readonly Result[] => {
    const { accounts } = insiders(world)
    const logs = trailsByBucket(world)
    const own = bucketsOf(world).filter(
      (b) => !isGone(b) && !logs.has(b.name) && (!isKnown(b.owner) || accounts.has(b.owner.known)),
    )
    return [...own.map((bucket) => judged(world, asked, bucket)), ...unlisted(world, asked.what)]
  }
