import { bucketNamed, trailsByBucket } from '../../../reason/assess/inventory/buckets.ts'
import { type KnownTrail, knownTrails } from '../../../reason/assess/inventory/trails.ts'
import type { World } from '../../../reason/assess/world.ts'

/** `arn:aws:s3:::logs` is bucket `logs`; a trail is that which it delivers to. */
export const bucketIn = (world: World, resource: string): string | undefined =>
  /^arn:[^:]*:s3:::([^/]+)$/.exec(resource)?.[1] ??
  knownTrails(world).find((t) => t.arn === resource)?.settings.s3Bucket

/** A log bucket with the trails that deliver to it, where it was collected and lies in a known account and region. */
export const logBucketIn = (world: World, resource: string) => {
  const name = bucketIn(world, resource)
  const bucket = name === undefined ? undefined : bucketNamed(world, name)
  if (bucket === undefined || !('known' in bucket.owner) || !('known' in bucket.region))
    return undefined
  const trails: readonly KnownTrail[] = trailsByBucket(world).get(bucket.name) ?? []
  const place = { account: bucket.owner.known, region: bucket.region.known }
  return { bucket, trails, place }
}
export type LogBucketIn = NonNullable<ReturnType<typeof logBucketIn>>

/** What is changed in a bucket that nobody can place, or that belongs to a stranger: nothing. */
export const notPlaced = (resource: string) => ({
  why: `The account or region of the bucket of ${resource} was not read`,
  instead: 'Collect the account that owns it',
})
