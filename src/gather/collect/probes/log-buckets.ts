import type { Probe } from '../probe.ts'
import { logBucketCalls } from './buckets/calls.ts'
import { readLogBucket } from './buckets/read-log-bucket.ts'
import { ownLogBuckets } from './places/log-buckets.ts'

/** Log buckets of the account, once it is known which they are. */
export const logBuckets = {
  id: 'log-buckets',
  reads:
    'Log buckets in full: access lists, object lock, lifecycle, server access logs, request metrics.',
  step: 'details',
  reach: 'account',
  calls: logBucketCalls,
  run: async (place) => ({
    buckets: await Promise.all(
      ownLogBuckets(place.found, place.account).map((bucket) => readLogBucket(place, bucket)),
    ),
  }),
} as const satisfies Probe
