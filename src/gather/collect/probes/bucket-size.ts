import { isKnown } from '../../../model/observed.ts'
import type { Probe } from '../probe.ts'
import { sizeOf } from './buckets/size.ts'
import { ownLogBuckets } from './places/log-buckets.ts'

/** How much the log buckets hold, from the daily metrics that S3 writes without charge (facts/aws.md 7.4). */
export const bucketSize = {
  id: 'bucket-size',
  reads: 'How many bytes and objects the log buckets hold, from the storage metrics of S3.',
  step: 'details',
  reach: 'account',
  calls: [
    { service: 'cloudwatch', operation: 'ListMetrics', action: 'cloudwatch:ListMetrics' },
    {
      service: 'cloudwatch',
      operation: 'GetMetricStatistics',
      action: 'cloudwatch:GetMetricStatistics',
    },
  ],
  run: async (place) => {
    const readAt = place.now()
    const known = ownLogBuckets(place.found, place.account)
    return {
      buckets: await Promise.all(
        known.map(async ({ name, owner, region }) => ({
          name,
          readAt,
          owner,
          region,
          size: isKnown(region) ? await sizeOf(place, name, region.known) : region,
        })),
      ),
    }
  },
} as const satisfies Probe
