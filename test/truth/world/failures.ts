import type { Random } from '../random.ts'
import { bucketCall } from './actions/s3.ts'
import type { Caller } from './caller.ts'
import { HOURS, type Second } from './time.ts'
import type { LogBucket } from './trails.ts'
import type { FailingDelivery } from './world.ts'

/** Somebody deletes the policy of a log bucket: deliveries fail until it is put back (facts/aws.md 5.6, 8.4). */
export const failures = (
  r: Random,
  logs: readonly LogBucket[],
  admins: ReadonlyMap<string, Caller>,
  window: { from: Second; to: Second },
  always: boolean,
): FailingDelivery[] => {
  if (!always && !r.chance(0.15)) return []
  const bucket = r.pick(logs)
  const admin = admins.get(bucket.account) as Caller
  const from = r.int(window.from - 3 * HOURS, window.to)
  const to = r.chance(0.5) ? r.int(from + HOURS, from + 10 * HOURS) : undefined
  const calls = [
    bucketCall(from, admin, 'DeleteBucketPolicy', bucket),
    ...(to === undefined ? [] : [bucketCall(to, admin, 'PutBucketPolicy', bucket)]),
  ]
  return [{ bucket: bucket.name, from, to, calls }]
}
