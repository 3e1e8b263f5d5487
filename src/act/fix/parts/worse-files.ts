import type { FindingStatus } from '../../../model/finding.ts'
import { isKnown } from '../../../model/observed.ts'
import type { Check } from '../../../reason/assess/check.ts'
import { logBucketDeletable } from '../../../reason/assess/checks/destination/log-bucket-deletable.ts'
import { logBucketInWatchedAccount } from '../../../reason/assess/checks/destination/log-bucket-in-watched-account.ts'
import { logBucketMissingOrForeign } from '../../../reason/assess/checks/destination/log-bucket-missing-or-foreign.ts'
import { logBucketPolicyLocksCloudtrailOut } from '../../../reason/assess/checks/destination/log-bucket-policy-locks-cloudtrail-out.ts'
import { logBucketPublic } from '../../../reason/assess/checks/destination/log-bucket-public.ts'
import { logBucketReadableOutside } from '../../../reason/assess/checks/destination/log-bucket-readable-outside.ts'
import { logRetentionTooShort } from '../../../reason/assess/checks/destination/log-retention-too-short.ts'
import { digestDeliveryFailing } from '../../../reason/assess/checks/existence/digest-delivery-failing.ts'
import { s3DeliveryFailing } from '../../../reason/assess/checks/existence/s3-delivery-failing.ts'
import { logReadersOutside } from '../../../reason/assess/checks/fragmentation/log-readers-outside.ts'
import { thirdPartyTrail } from '../../../reason/assess/checks/fragmentation/third-party-trail.ts'
import { keyPolicyLetsEveryoneIn } from '../../../reason/assess/checks/integrity/key-policy-lets-everyone-in.ts'
import { keyPolicyLocksCloudtrailOut } from '../../../reason/assess/checks/integrity/key-policy-locks-cloudtrail-out.ts'
import { keyUnusable } from '../../../reason/assess/checks/integrity/key-unusable.ts'
import { logValidationOff } from '../../../reason/assess/checks/integrity/log-validation-off.ts'
import { logsNotKmsEncrypted } from '../../../reason/assess/checks/integrity/logs-not-kms-encrypted.ts'
import { bucketNamed } from '../../../reason/assess/inventory/buckets.ts'
import type { TrailView } from '../../../reason/assess/recording/trail-index.ts'
import type { World } from '../../../reason/assess/world.ts'
import { lessKept } from './less-kept.ts'

/** Whether anything comes to a bucket at all (facts/aws.md 5.3). */
const ofDelivery: readonly Check[] = [
  logBucketPolicyLocksCloudtrailOut,
  keyUnusable,
  keyPolicyLocksCloudtrailOut,
  s3DeliveryFailing,
]

/** What becomes of the files of a trail: whose they are, who reads them, how long they stay, what proves them. */
const ofTheFiles: readonly Check[] = [
  logBucketMissingOrForeign,
  thirdPartyTrail,
  digestDeliveryFailing,
  logValidationOff,
  logsNotKmsEncrypted,
  logBucketPublic,
  logBucketReadableOutside,
  logReadersOutside,
  keyPolicyLetsEveryoneIn,
  logBucketDeletable,
  logRetentionTooShort,
  logBucketInWatchedAccount,
]

interface Said {
  readonly status: FindingStatus
  readonly reason: string
}

/** By check, then by resource. */
type Judged = ReadonlyMap<string, ReadonlyMap<string, Said>>

const judgedBefore = new WeakMap<World, Judged>()

/** What each check says of each thing; of a thing with several answers the worst. */
const judged = (world: World): Judged => {
  const before = judgedBefore.get(world)
  if (before !== undefined) return before
  const all = new Map(
    [...ofDelivery, ...ofTheFiles].map((check) => {
      const of = new Map<string, Said>()
      for (const { resource, status, reason } of check.run(world))
        if (of.get(resource)?.status !== 'fail') of.set(resource, { status, reason })
      return [check.id, of] as const
    }),
  )
  judgedBefore.set(world, all)
  return all
}

const bucketOf = ({ trail }: TrailView): string | undefined =>
  isKnown(trail.config) ? trail.config.known.s3Bucket : undefined

const saidOf = (world: World, check: Check, { arn, ...view }: TrailView): readonly Said[] => {
  const of = judged(world).get(check.id)
  return [arn.arn, `arn:${arn.partition}:s3:::${bucketOf({ arn, ...view })}`].flatMap(
    (thing) => of?.get(thing) ?? [],
  )
}

const isMissing = (world: World, view: TrailView): boolean => {
  const exists = bucketNamed(world, bucketOf(view) ?? '')?.exists
  return exists !== undefined && isKnown(exists) && !exists.known
}

/**
 * What keeps the files of the trail that stays from coming: a fault that is sure, whatever the other one has; a doubt
 * where the other one has none, be it that it has no key to doubt.
 */
const undelivered = (world: World, goes: TrailView, stays: TrailView): string | undefined => {
  if (isMissing(world, stays)) return `The bucket of trail ${stays.arn.name} does not exist`
  for (const check of ofDelivery) {
    const will = saidOf(world, check, stays)
    const wrong = will.find(({ status }) => status === 'fail')
    const doubt = saidOf(world, check, goes).every(({ status }) => status === 'pass')
      ? will.find(({ status }) => status === 'unknown')
      : undefined
    if (wrong !== undefined || doubt !== undefined) return (wrong ?? doubt)?.reason
  }
  return undefined
}

/** How the files of the trail that stays fare worse than those of the one that goes, as kept today; or undefined. */
export const worseFiles = (
  world: World,
  goes: TrailView,
  stays: TrailView,
  today: World,
): string | undefined => {
  const nothing = undelivered(world, goes, stays)
  if (nothing !== undefined) return nothing
  const isStrange = [logBucketMissingOrForeign, thirdPartyTrail].some((check) =>
    saidOf(world, check, goes).some(({ status }) => status === 'fail'),
  )
  for (const check of ofTheFiles) {
    // far from those whom it watches, but with strangers: no log of ours is worse for that
    if (isStrange && check === logBucketInWatchedAccount) continue
    const now = saidOf(world, check, goes)
    const fault = saidOf(world, check, stays).find(({ status }) => status !== 'pass')
    if (fault !== undefined && now.length > 0 && now.every(({ status }) => status === 'pass'))
      return fault.reason
  }
  return isStrange ? undefined : lessKept(world, goes.arn.arn, stays.arn.arn, today)
}
