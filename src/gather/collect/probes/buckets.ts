import type { Bucket } from '@aws-sdk/client-s3'
import { isKnown } from '../../../model/observed.ts'
import type { Probe } from '../probe.ts'
import { bucketCalls } from './buckets/calls.ts'
import { readBucket } from './buckets/read-bucket.ts'
import { listAll } from './list-all.ts'
import { listedInAccount } from './listing.ts'

/** AWS gives regions with the names only where the size of the page is said. */
const PAGE = 1000

/** Every bucket of the account with what says who may read it and whether it is sensitive. */
export const buckets = {
  id: 'buckets',
  reads:
    'Every bucket: its region, policy, public access, encryption, versions, replication and tags.',
  step: 'places',
  reach: 'account',
  calls: [
    { service: 's3', operation: 'ListBuckets', action: 's3:ListAllMyBuckets' },
    ...bucketCalls,
  ],
  run: async (place) => {
    const { account } = place
    const readAt = place.now()
    const list = await listAll<Bucket>(place, ['s3', 'ListBuckets', 'Buckets'], {
      MaxBuckets: PAGE,
    })
    const rows = (isKnown(list) ? list.known : []).flatMap(({ Name, BucketRegion }) =>
      Name === undefined
        ? []
        : [
            readBucket(place, {
              name: Name,
              owner: { known: account },
              exists: { known: true },
              region: BucketRegion,
            }),
          ],
    )
    return {
      listings: [listedInAccount('buckets', place, readAt, list)],
      buckets: await Promise.all(rows),
    }
  },
} as const satisfies Probe
