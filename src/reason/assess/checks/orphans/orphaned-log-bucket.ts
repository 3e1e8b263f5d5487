import { groupBy } from '../../../../model/group-by.ts'
import { isKnown } from '../../../../model/observed.ts'
import { prices } from '../../../../model/prices.ts'
import type { Ternary } from '../../../../model/scope.ts'
import type { SnapshotBucket } from '../../../../model/snapshot/bucket.ts'
import { DAY, formatInstant } from '../../../../model/time.ts'
import { isMadeForCloudTrail } from '../../../policies/made-for-cloudtrail.ts'
import { outsiders } from '../../../policies/outsiders.ts'
import { publicBy } from '../../../policies/public.ts'
import type { Check, Result } from '../../check.ts'
import { ACCOUNT, AT, bucketOf, known, snapshotOf } from '../../given.ts'
import { logPolicy } from '../../given-buckets.ts'
import {
  accountBlockOf,
  bucketsOf,
  ownerOf,
  subjectOf,
  trailsByBucket,
} from '../../inventory/buckets.ts'
import { insiders } from '../../inventory/insiders.ts'
import { trailsMissing } from '../../inventory/listed.ts'
import { pages } from '../../inventory/pages.ts'
import { allow, failed, passed, seen, unsettled } from '../../inventory/say.ts'
import { accountsOf } from '../../places.ts'
import { wereListed } from '../../recording/listings.ts'
import { counted, some } from '../../words.ts'
import type { World } from '../../world.ts'

/** Whether a bucket holds files of CloudTrail, or lets it write: either makes it a log bucket. */
const isLogBucket = (bucket: SnapshotBucket): Ternary => {
  const keys = seen(bucket.cloudTrailKeys)
  const policy = seen(bucket.policy)
  if (isKnown(keys) && keys.known.accounts.length + keys.known.organizations.length > 0)
    return 'yes'
  if (isKnown(policy) && policy.known !== null && isMadeForCloudTrail(policy.known)) return 'yes'
  return isKnown(keys) && isKnown(policy) ? 'no' : 'unknown'
}

const GIGABYTE = 2 ** 30

const sizeOf = ({ size }: SnapshotBucket): readonly string[] => {
  if (size === undefined || !isKnown(size)) return ['size: not known']
  const gigabytes = size.known.bytes / GIGABYTE
  const cost = gigabytes * prices['s3-standard-storage'].usd.low
  return [
    `size: ${gigabytes.toFixed(1)} GB in ${counted(size.known.objects, 'object')}`,
    `costs about $${cost.toFixed(2)} a month, at the price of S3 Standard`,
  ]
}

const exposureOf = (world: World, bucket: SnapshotBucket): readonly string[] => {
  const by = publicBy(bucket, accountBlockOf(world, ownerOf(bucket)), insiders(world))
  const policy = seen(bucket.policy)
  const readers =
    isKnown(policy) && policy.known !== null
      ? outsiders(policy.known, insiders(world)).filter((o) => o.principal !== '*' && o.certain)
      : []
  return [
    ...(by.policy === 'yes' || by.acl === 'yes' ? ['public'] : []),
    ...(readers.length === 0 ? [] : [`readable by ${some(readers.map((o) => o.principal))}`]),
  ]
}

/** When the newest file came, and who can have written it. */
const ageOf = (world: World, bucket: SnapshotBucket): string => {
  const keys = seen(bucket.cloudTrailKeys)
  const newest = isKnown(keys) ? keys.known.newest : null
  if (newest === null) return 'how old its newest file is, is not known'
  const days = Math.floor((world.now - newest) / DAY)
  return newest > world.now - world.expectations.staleDelivery
    ? `its newest file is of ${formatInstant(newest)}: a trail that is not ours still writes to it`
    : `its newest file is ${counted(days, 'day')} old`
}

const judge = (world: World, bucket: SnapshotBucket): Result => {
  const subject = subjectOf(bucket, '', world.snapshot.partition)
  const keys = seen(bucket.cloudTrailKeys)
  const accounts = isKnown(keys) ? keys.known.accounts : []
  const missing = trailsMissing(world)
  if (missing !== undefined)
    return unsettled(
      subject,
      `Bucket ${bucket.name} was made for CloudTrail and no known trail points at it, but ${missing}`,
      'Collect every account and region of the organisation',
    )
  const exposure = exposureOf(world, bucket)
  return failed(
    subject,
    `Bucket ${bucket.name} was made for CloudTrail and no trail of the organisation points at it; ${ageOf(world, bucket)}`,
    [
      accounts.length === 0 ? 'holds no files of CloudTrail' : `holds logs of ${some(accounts)}`,
      ...sizeOf(bucket),
      ...exposure,
    ],
    exposure.length > 0 ? 'high' : 'medium',
  )
}

/** Buckets that could not be looked into, one line an account: there may be thousands. */
const unlooked = (buckets: readonly SnapshotBucket[]): readonly Result[] =>
  [...groupBy(buckets, (b) => ownerOf(b) ?? b.account ?? '')].map(([account, group]) => {
    const names = group.map((b) => b.name).sort()
    return unsettled(
      { resource: account, account, region: 'global' },
      `Whether ${counted(names.length, 'bucket')} of account ${account} hold logs that no trail writes any more is not known: ${some(names)}`,
      allow('s3:ListBucket and s3:GetBucketPolicy', account),
    )
  })

const unlisted = (world: World): readonly Result[] =>
  accountsOf(world)
    .filter((a) => a.member?.status !== 'SUSPENDED')
    .filter(({ account }) => !wereListed(world, 'buckets', { account, region: 'global' }))
    .map(({ account }) =>
      unsettled(
        { resource: account, account, region: 'global' },
        `The buckets of account ${account} were not listed, so left-over log buckets in it are not known`,
        allow('s3:ListAllMyBuckets', account),
      ),
    )

const run = (world: World): readonly Result[] => {
  const used = trailsByBucket(world)
  const buckets = bucketsOf(world).filter((b) => !isKnown(seen(b.exists)) || isThere(b))
  const left = buckets.filter((b) => !used.has(b.name))
  const inUse = buckets.filter((b) => used.has(b.name))
  const unread = left.filter((b) => isLogBucket(b) === 'unknown')
  return [
    ...inUse.map((b) =>
      passed(
        subjectOf(b, '', world.snapshot.partition),
        `Bucket ${b.name} receives trail ${some((used.get(b.name) ?? []).map((t) => t.name))}`,
      ),
    ),
    ...left.filter((b) => isLogBucket(b) === 'yes').map((b) => judge(world, b)),
    ...unlooked(unread),
    ...unlisted(world),
  ]
}

const isThere = ({ exists }: SnapshotBucket): boolean =>
  exists !== undefined && isKnown(exists) && exists.known

const former = bucketOf({
  name: 'former-logs',
  policy: known(logPolicy()),
  cloudTrailKeys: known({
    accounts: [ACCOUNT],
    organizations: [],
    prefixes: [''],
    newest: AT - 400 * DAY,
  }),
  size: known({ bytes: 120 * GIGABYTE, objects: 400_000 }),
})

export const orphanedLogBucket: Check = {
  id: 'orphaned-log-bucket',
  group: 'orphans',
  title: 'Every log bucket belongs to a trail',
  why: 'CloudTrail leaves the bucket behind when a trail is deleted. It costs money each month, nobody looks after who may read it, and its logs tell as much as fresh ones.',
  severity: 'medium',
  references: { aws: [pages.trailCosts, pages.bucketPolicy] },
  remedy: 'orphaned-bucket',
  note: 'A bucket is called orphaned only where every trail of every account and region was listed: a trail that was not seen may still need it. Old logs may have to be kept; the finding asks for a decision, not for deletion.',
  run,
  examples: {
    pass: { says: 'The only log bucket is in use.', snapshot: snapshotOf(), expect: 'pass' },
    fail: {
      says: 'A second bucket holds logs, the newest 400 days old, and no trail points at it.',
      snapshot: snapshotOf({ buckets: [bucketOf(), former] }),
      expect: 'fail',
    },
    unknown: {
      says: 'The same, but trails were not listed in every region.',
      snapshot: snapshotOf({ buckets: [bucketOf(), former], trailsListed: [] }),
      expect: 'unknown',
    },
  },
}
