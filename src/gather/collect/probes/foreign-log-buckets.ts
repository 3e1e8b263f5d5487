import type { SnapshotBucket } from '../../../model/snapshot/bucket.ts'
import type { Place, Probe } from '../probe.ts'
import { bucketCalls, logBucketCalls } from './buckets/calls.ts'
import { existenceOf } from './buckets/existence.ts'
import { ownerOf } from './buckets/owner.ts'
import { readBucket } from './buckets/read-bucket.ts'
import { readLogBucket } from './buckets/read-log-bucket.ts'
import { unlistedLogBuckets } from './places/log-buckets.ts'

const GONE = { unknown: 'error', detail: 'there is no bucket of this name' } as const

const read = async (place: Place, name: string): Promise<SnapshotBucket[]> => {
  const readAt = place.now()
  const { exists, region, mayHead } = await existenceOf(place, name)
  if ('known' in exists && !exists.known) {
    return [{ name, readAt, account: place.account, exists, owner: GONE, region: GONE }]
  }
  const owner = await ownerOf(place, name, region, mayHead)
  const bucket = await readBucket(place, { name, owner, exists, region })
  return [bucket, await readLogBucket(place, bucket)]
}

/**
 * Buckets that trails deliver to and that no account has in its list: in an account that is not read, in another's
 * hands, or gone. They are asked from the account of the trail, which may often not look (facts/aws.md 8.3).
 */
export const foreignLogBuckets = {
  id: 'foreign-log-buckets',
  reads: 'Log buckets of accounts that are not read: whether they exist, and whose they are.',
  step: 'lists',
  reach: 'account',
  calls: [
    { service: 's3', operation: 'HeadBucket', action: 's3:ListBucket' },
    ...bucketCalls,
    ...logBucketCalls,
  ],
  run: async (place) => {
    const names = unlistedLogBuckets(place.found, place.account)
    return { buckets: (await Promise.all(names.map((name) => read(place, name)))).flat() }
  },
} as const satisfies Probe
