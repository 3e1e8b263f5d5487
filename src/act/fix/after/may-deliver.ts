import type { Snapshot } from '../../../model/snapshot.ts'
import type { Instant } from '../../../model/time.ts'
import type { Check } from '../../../reason/assess/check.ts'
import { logBucketPolicyLocksCloudtrailOut } from '../../../reason/assess/checks/destination/log-bucket-policy-locks-cloudtrail-out.ts'
import { keyPolicyLocksCloudtrailOut } from '../../../reason/assess/checks/integrity/key-policy-locks-cloudtrail-out.ts'
import { keyUnusable } from '../../../reason/assess/checks/integrity/key-unusable.ts'
import { knownTrails } from '../../../reason/assess/inventory/trails.ts'
import { worldOf } from '../../../reason/assess/run.ts'
import type { World } from '../../../reason/assess/world.ts'

const passing = (world: World, check: Check): ReadonlySet<string> =>
  new Set(check.run(world).flatMap((r) => (r.status === 'pass' ? [r.resource] : [])))

const judged = (snapshot: Snapshot, now: Instant): ReadonlySet<string> => {
  const world = worldOf(snapshot, now)
  const policy = passing(world, logBucketPolicyLocksCloudtrailOut)
  const usable = passing(world, keyUnusable)
  const keyed = passing(world, keyPolicyLocksCloudtrailOut)
  return new Set(
    knownTrails(world)
      .filter(
        ({ arn, settings }) =>
          policy.has(arn) &&
          (settings.kmsKeyId === undefined || (usable.has(arn) && keyed.has(arn))),
      )
      .map(({ arn }) => arn),
  )
}

const known = new WeakMap<Snapshot, ReadonlySet<string>>()

/** ARNs of the trails whose bucket and key surely let CloudTrail deliver, by the checks that say so. */
export const mayDeliver = (snapshot: Snapshot, now: Instant): ReadonlySet<string> => {
  const before = known.get(snapshot) ?? judged(snapshot, now)
  known.set(snapshot, before)
  return before
}
