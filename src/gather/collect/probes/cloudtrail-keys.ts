import type { Observed } from '../../../model/observed.ts'
import type { SnapshotBucket } from '../../../model/snapshot/bucket.ts'
import type { Place, Probe } from '../probe.ts'
import { cloudTrailKeysIn, policyPrefixes } from './log-files/in-bucket.ts'
import { ownedBy, trailPrefixes, unlistedLogBuckets } from './places/log-buckets.ts'

interface Subject {
  readonly name: string
  readonly owner: Observed<string>
  readonly region: Observed<string>
  readonly policy?: SnapshotBucket['policy']
}

const UNTOLD = { unknown: 'not-collected' } as const

const subjectsOf = ({ found, account }: Place): readonly Subject[] => [
  ...ownedBy(found, account),
  ...unlistedLogBuckets(found, account).map((name) => ({ name, owner: UNTOLD, region: UNTOLD })),
]

/** An orphaned log bucket is found by what is in it, whatever its name and policy say now (facts/aws.md 8.1). */
export const cloudtrailKeys = {
  id: 'cloudtrail-keys',
  reads:
    'Whether a bucket holds log files of CloudTrail, of which accounts, and how old the newest is.',
  step: 'lists',
  reach: 'account',
  calls: [{ service: 's3', operation: 'ListObjectsV2', action: 's3:ListBucket' }],
  run: async (place) => ({
    buckets: await Promise.all(
      subjectsOf(place).map(async ({ name, owner, region, policy }) => ({
        name,
        readAt: place.now(),
        owner,
        region,
        cloudTrailKeys: await cloudTrailKeysIn(place, name, region, [
          ...trailPrefixes(place.found, name),
          ...policyPrefixes(name, policy),
        ]),
      })),
    ),
  }),
} as const satisfies Probe
