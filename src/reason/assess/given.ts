import type { Observed } from '../../model/observed.ts'
import type { Selectors } from '../../model/selector.ts'
import type { SnapshotBucket } from '../../model/snapshot/bucket.ts'
import { emptySnapshot } from '../../model/snapshot/empty.ts'
import { type Listed, listed } from '../../model/snapshot/resource.ts'
import type { SnapshotTrail, TrailConfig, TrailStatus } from '../../model/snapshot/trail.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import { HOUR, type Instant, parseInstant } from '../../model/time.ts'

/** The small snapshots that the examples of checks are made of: one healthy account, and what differs from it. */
export const AT: Instant = parseInstant('2026-03-11T00:00:00Z')
export const ACCOUNT = '111111111111'
export const MANAGEMENT = '999999999999'
export const REGION = 'eu-west-1'
const REGIONS = ['eu-west-1', 'us-east-1']

export const known = <T>(value: T): Observed<T> => ({ known: value })
export const denied: Observed<never> = { unknown: 'access-denied' }

/** Everything that management events, reads and writes, have. */
export const ALL_MANAGEMENT: Selectors = {
  EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [] }],
}

interface GivenTrail {
  readonly name?: string
  readonly account?: string
  readonly region?: string
  readonly config?: Partial<TrailConfig>
  readonly selectors?: Observed<Selectors>
  readonly status?: Partial<TrailStatus> | Observed<never>
  /** Where its status was read; its own account in every region by default. */
  readonly places?: readonly { readonly account: string; readonly region: string }[]
  readonly over?: Partial<SnapshotTrail>
}

/** A healthy multi-region trail, but for what is given. */
export const trailOf = (given: GivenTrail = {}): SnapshotTrail => {
  const { name = 'main', account = ACCOUNT, region = REGION } = given
  const places = given.places ?? REGIONS.map((r) => ({ account, region: r }))
  const status: Observed<TrailStatus> =
    given.status !== undefined && 'unknown' in given.status
      ? given.status
      : known({
          isLogging: true,
          startLoggingTime: AT - 400 * 24 * HOUR,
          latestDeliveryTime: AT - HOUR / 6,
          latestDigestDeliveryTime: AT - HOUR / 2,
          ...given.status,
        })
  return {
    arn: `arn:aws:cloudtrail:${region}:${account}:trail/${name}`,
    readAt: AT,
    name,
    homeRegion: region,
    config: known({
      s3Bucket: 'audit-logs',
      s3Prefix: '',
      isMultiRegion: true,
      isOrganization: false,
      includeGlobalServiceEvents: true,
      logFileValidation: true,
      ...given.config,
    }),
    selectors: given.selectors ?? known(ALL_MANAGEMENT),
    hasCustomEventSelectors: known(true),
    status: places.map((place) => ({ ...place, readAt: AT, status })),
    ...given.over,
  }
}

/** A private bucket with versions, in the account of the trail, but for what is given. */
export const bucketOf = (over: Partial<SnapshotBucket> = {}): SnapshotBucket => ({
  name: 'audit-logs',
  readAt: AT,
  account: ACCOUNT,
  exists: known(true),
  owner: known(ACCOUNT),
  region: known(REGION),
  policy: known(null),
  isPublicByPolicy: known(false),
  grants: known([]),
  publicAccessBlock: known({
    blockPublicAcls: true,
    ignorePublicAcls: true,
    blockPublicPolicy: true,
    restrictPublicBuckets: true,
  }),
  ownership: known('BucketOwnerEnforced'),
  encryption: known({ algorithm: 'AES256' }),
  versioning: known({ enabled: true, mfaDelete: false }),
  objectLock: known(null),
  lifecycle: known([]),
  logging: known(null),
  replication: known([]),
  tags: known({}),
  metrics: known([]),
  cloudTrailKeys: known({ accounts: [], organizations: [], prefixes: [], newest: null }),
  ...over,
})

/** Every list of the account was read. */
const allListed = (account: string, except: readonly Listed[] = []): Snapshot['listings'] =>
  listed
    .filter((what) => !except.includes(what))
    .flatMap((what) =>
      ['buckets', 'roles', 'permissions'].includes(what)
        ? [{ what, account, readAt: AT, listed: { known: true as const } }]
        : REGIONS.map((region) => ({
            what,
            account,
            region,
            readAt: AT,
            listed: { known: true as const },
          })),
    )

/** A stand-alone account with two regions, wholly read, with one healthy trail, but for what is given. */
export const snapshotOf = (over: Partial<Snapshot> = {}): Snapshot => ({
  ...emptySnapshot(AT),
  accounts: [{ account: ACCOUNT, readAt: AT, reached: { known: true } }],
  organization: known(null),
  trailsListed: REGIONS.map((region) => ({
    account: ACCOUNT,
    region,
    readAt: AT,
    listed: { known: true as const },
  })),
  listings: allListed(ACCOUNT),
  regions: [
    {
      account: ACCOUNT,
      readAt: AT,
      regions: known(REGIONS.map((name) => ({ name, enabled: true }))),
    },
  ],
  trails: [trailOf()],
  buckets: [bucketOf()],
  ...over,
})
