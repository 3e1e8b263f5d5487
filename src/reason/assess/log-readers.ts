import { isKnown, type Observed } from '../../model/observed.ts'
import type { SnapshotBucket } from '../../model/snapshot/bucket.ts'
import type { TrailConfig } from '../../model/snapshot.ts'
import { strangersInAcl } from '../policies/acl.ts'
import type { Inside } from '../policies/inside.ts'
import { outsiders, READS } from '../policies/outsiders.ts'
import { publicBy } from '../policies/public.ts'
import { accountBlockOf, bucketNamed, ownerOf } from './inventory/buckets.ts'
import { insiders } from './inventory/insiders.ts'
import type { TrailView } from './recording/trail-index.ts'
import { whyUnknown } from './words.ts'
import type { World } from './world.ts'

/** Someone outside who can read the logs of a trail, and by which route. */
export interface Reader {
  readonly who: string
  readonly how: string
  /** Whether the checks on the policy of the bucket say so too. */
  readonly isByPolicy?: boolean
  /** False where a condition, or the organisation, is not understood well enough to say so. */
  readonly certain: boolean
}

/** Who outside reads a trail, and what could not be looked at. */
export interface Readers {
  readonly outside: readonly Reader[]
  readonly unread: readonly string[]
}

const NONE: Readers = { outside: [], unread: [] }

const unread = (what: string, value: Observed<unknown> | undefined): Readers => ({
  outside: [],
  unread: [`${what}: ${whyUnknown(value)}`],
})

const isOutside = (inside: Inside, account: string): boolean => !inside.accounts.has(account)

const accountOfArn = (arn: string): string | undefined => {
  const account = arn.split(':')[4]
  return account === undefined || !/^\d{12}$/.test(account) ? undefined : account
}

const byOwner = (bucket: SnapshotBucket, inside: Inside): Readers => {
  const owner = ownerOf(bucket)
  if (owner === undefined) return unread(`the owner of bucket ${bucket.name}`, bucket.owner)
  return isOutside(inside, owner)
    ? {
        ...NONE,
        outside: [{ who: owner, how: `owns bucket ${bucket.name}`, certain: inside.isComplete }],
      }
    : NONE
}

/** Whether a policy that is open to everyone lets in nobody but the account itself (S3's RestrictPublicBuckets). */
const isRestricted = (world: World, bucket: SnapshotBucket): boolean =>
  [bucket.publicAccessBlock, accountBlockOf(world, ownerOf(bucket))].some(
    (block) => block !== undefined && isKnown(block) && block.known?.restrictPublicBuckets === true,
  )

/** Several trails deliver to one place. */
const byPolicy = (
  world: World,
  bucket: SnapshotBucket,
  { s3Prefix }: TrailConfig,
  partition: string,
  inside: Inside,
): Readers =>
  world.once(`readers by policy of ${partition} ${bucket.name} ${s3Prefix}`, () =>
    readByPolicy(world, bucket, s3Prefix, partition, inside),
  )

const readByPolicy = (
  world: World,
  bucket: SnapshotBucket,
  s3Prefix: string,
  partition: string,
  inside: Inside,
): Readers => {
  if (bucket.policy === undefined || !isKnown(bucket.policy))
    return unread(`the policy of bucket ${bucket.name}`, bucket.policy)
  if (bucket.policy.known === null) return NONE
  const prefix = s3Prefix === '' ? '' : `${s3Prefix.replace(/\/$/, '')}/`
  const resource = `arn:${partition}:s3:::${bucket.name}/${prefix}AWSLogs/*`
  const actions = READS.actions.filter((a) => a.startsWith('s3:GetObject'))
  const found = outsiders(bucket.policy.known, inside, { actions, resource })
  const restricted = isRestricted(world, bucket)
  return {
    ...NONE,
    outside: found
      .filter(({ principal }) => principal !== '*' || !restricted)
      .map(({ principal, certain }) => ({
        who: principal === '*' ? 'everyone' : principal,
        how: `policy of bucket ${bucket.name}`,
        isByPolicy: true,
        certain,
      })),
  }
}

/** An ACL is read and judged as a whole: log-bucket-public says so too where it lets everyone in. */
const byAcl = (world: World, bucket: SnapshotBucket, inside: Inside): Readers => {
  const how = `ACL of bucket ${bucket.name}`
  const { acl } = publicBy(bucket, accountBlockOf(world, ownerOf(bucket)), inside)
  const strangers = strangersInAcl(bucket)
  if (strangers === undefined) return unread(`the ${how}`, bucket.grants)
  return {
    ...NONE,
    outside: [
      ...(acl === 'no' ? [] : [{ who: 'everyone', how, certain: acl === 'yes' }]),
      ...strangers.map((id) => ({ who: `canonical user ${id}`, how, certain: false })),
    ],
  }
}

const byReplication = (world: World, bucket: SnapshotBucket, inside: Inside): Readers => {
  if (bucket.replication === undefined || !isKnown(bucket.replication))
    return unread(`the replication of bucket ${bucket.name}`, bucket.replication)
  return join(
    bucket.replication.known
      .filter((rule) => rule.enabled)
      .map(({ destinationAccount, destinationBucket }) => {
        const target = bucketNamed(world, destinationBucket.replace(/^arn:[^:]+:s3:::/, ''))
        const account = destinationAccount ?? (target && ownerOf(target))
        if (account === undefined) return unread(`the owner of ${destinationBucket}`, undefined)
        const how = `replication to ${destinationBucket}`
        return isOutside(inside, account)
          ? { ...NONE, outside: [{ who: account, how, certain: inside.isComplete }] }
          : NONE
      }),
  )
}

const bySubscription = (world: World, config: TrailConfig, inside: Inside): Readers => {
  const arn = config.cloudWatchLogGroupArn?.replace(/:\*$/, '')
  if (arn === undefined) return NONE
  const groups = world.once(
    'log groups by ARN',
    () => new Map(world.snapshot.logGroups.map((g) => [g.arn, g])),
  )
  const subscriptions = groups.get(arn)?.subscriptions
  if (subscriptions === undefined || !isKnown(subscriptions))
    return unread(`the subscriptions of log group ${arn}`, subscriptions)
  return {
    ...NONE,
    outside: subscriptions.known.flatMap(({ name, destination }) => {
      const account = accountOfArn(destination)
      return account === undefined || !isOutside(inside, account)
        ? []
        : [
            {
              who: account,
              how: `subscription ${name} of log group ${arn}`,
              certain: inside.isComplete,
            },
          ]
    }),
  }
}

const join = (all: readonly Readers[]): Readers => ({
  outside: all.flatMap((r) => r.outside),
  unread: all.flatMap((r) => r.unread),
})

/** Who outside the organisation can read what a trail delivers: through its bucket by policy or ACL, a replica, a subscription. */
export const readersOf = (world: World, view: TrailView): Readers => {
  const { config } = view.trail
  if (!isKnown(config)) return unread(`the settings of trail ${view.arn.name}`, config)
  return world.once(`readers of ${view.arn.arn}`, () => {
    const inside = insiders(world)
    const { s3Bucket } = config.known
    const bucket = bucketNamed(world, s3Bucket)
    const fromBucket =
      bucket === undefined
        ? [unread(`bucket ${s3Bucket}`, undefined)]
        : [
            byOwner(bucket, inside),
            byPolicy(world, bucket, config.known, view.arn.partition, inside),
            byAcl(world, bucket, inside),
            byReplication(world, bucket, inside),
          ]
    return join([...fromBucket, bySubscription(world, config.known, inside)])
  })
}
