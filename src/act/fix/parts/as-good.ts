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
import type { TrailView } from '../../../reason/assess/recording/trail-index.ts'
import type { World } from '../../../reason/assess/world.ts'

/** What becomes of the files of a trail: whose they are, who reads them, how long they stay, what proves them. */
const ofTheFiles: readonly Check[] = [
  logBucketMissingOrForeign,
  thirdPartyTrail,
  logBucketPolicyLocksCloudtrailOut,
  keyUnusable,
  keyPolicyLocksCloudtrailOut,
  s3DeliveryFailing,
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

type Judged = ReadonlyMap<string, ReadonlyMap<string, { status: string; reason: string }>>

const judgedBefore = new WeakMap<World, Judged>()

/** What each check says of each thing; of a thing with several answers the worst. */
const judged = (world: World): Judged => {
  const before = judgedBefore.get(world)
  if (before !== undefined) return before
  const all = new Map(
    ofTheFiles.map((check) => {
      const of = new Map<string, { status: string; reason: string }>()
      for (const { resource, status, reason } of check.run(world))
        if (of.get(resource)?.status !== 'fail') of.set(resource, { status, reason })
      return [check.id, of] as const
    }),
  )
  judgedBefore.set(world, all)
  return all
}

const configOf = ({ trail }: TrailView) => (isKnown(trail.config) ? trail.config.known : undefined)

const insightsOf = ({ trail }: TrailView): readonly string[] | undefined =>
  trail.insightSelectors !== undefined && isKnown(trail.insightSelectors)
    ? trail.insightSelectors.known.map((i) => i.type)
    : undefined

const worseFiles = (world: World, goes: TrailView, stays: TrailView): string | undefined => {
  const isStrange = [logBucketMissingOrForeign, thirdPartyTrail].some(
    ({ id }) => judged(world).get(id)?.get(goes.arn.arn)?.status === 'fail',
  )
  const thingsOf = (view: TrailView): readonly string[] => [
    view.arn.arn,
    `arn:${view.arn.partition}:s3:::${configOf(view)?.s3Bucket}`,
  ]
  for (const [id, of] of judged(world)) {
    // far from those whom it watches, but with strangers: no log of ours is worse for that
    if (isStrange && id === logBucketInWatchedAccount.id) continue
    const said = (view: TrailView) => thingsOf(view).flatMap((thing) => of.get(thing) ?? [])
    const now = said(goes)
    const fault = said(stays).find(({ status }) => status !== 'pass')
    if (fault !== undefined && now.length > 0 && now.every(({ status }) => status === 'pass'))
      return fault.reason
  }
  return undefined
}

/**
 * What the trail that stays lacks and the one that goes has: members and regions of tomorrow, Insights, a log of our
 * own that is signed, encrypted, private and kept. Undefined: it is as good. A doubt about the one that stays counts.
 */
export const lackOf = (world: World, goes: TrailView, stays: TrailView): string | undefined => {
  const was = configOf(goes)
  const will = configOf(stays)
  if (was === undefined || will === undefined)
    return `The settings of trail ${stays.arn.name} were not read`
  if (was.isOrganization && !will.isOrganization)
    return `Trail ${stays.arn.name} does not take in accounts that join the organisation`
  if (was.isMultiRegion && !will.isMultiRegion)
    return `Trail ${stays.arn.name} does not take in regions that are enabled later`
  const had = insightsOf(goes)
  if (had === undefined) return `The Insights of trail ${goes.arn.name} were not read`
  const lost = had.filter((type) => insightsOf(stays)?.includes(type) !== true)
  if (lost.length > 0) return `Trail ${stays.arn.name} has no Insights of type ${lost.join(', ')}`
  return worseFiles(world, goes, stays)
}
