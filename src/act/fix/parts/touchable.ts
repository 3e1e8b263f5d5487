import { isKnown } from '../../../model/observed.ts'
import { bucketNamed, ownerOf, trailsByBucket } from '../../../reason/assess/inventory/buckets.ts'
import { keyNamed } from '../../../reason/assess/inventory/keys.ts'
import { logGroupOf } from '../../../reason/assess/inventory/log-groups.ts'
import { knownTrails } from '../../../reason/assess/inventory/trails.ts'
import { organizationOf, type Place } from '../../../reason/assess/places.ts'
import type { World } from '../../../reason/assess/world.ts'
import type { Touchable } from './tamper-clauses.ts'

const isAt = (place: Place, account: string | undefined, region: string | undefined): boolean =>
  account === place.account && region === place.region

/** Global services leave their records there (facts/aws.md 3.8). */
export const GLOBAL_REGION = 'us-east-1'

const sorted = (names: Iterable<string>): readonly string[] => [...new Set(names)].sort()

/** The buckets that trails deliver to, wherever they are. */
export const logBuckets = (world: World): readonly string[] => sorted(trailsByBucket(world).keys())

/** The keys that trails name, as ARNs of keys or of aliases. */
export const logKeys = (world: World): readonly string[] =>
  sorted(
    knownTrails(world).flatMap(({ settings: { kmsKeyId } }) =>
      kmsKeyId === undefined ? [] : [keyNamed(world, kmsKeyId)?.arn ?? kmsKeyId],
    ),
  ).filter((arn) => arn.startsWith('arn:'))

/** Names of the roles by which the trails of an account write to log groups, without their paths. */
const logRolesOf = (world: World, account: string): readonly string[] =>
  sorted(
    knownTrails(world).flatMap(({ settings: { cloudWatchRoleArn = '' } }) => {
      const [, , , , owner, resource = ''] = cloudWatchRoleArn.split(':')
      const name = resource.split('/').at(-1)
      return owner === account && name !== undefined && name !== '' ? [name] : []
    }),
  )

/** What of the log lies in one account and region. */
export const touchableAt = (world: World, place: Place): Touchable => ({
  buckets: logBuckets(world).filter((name) => {
    const bucket = bucketNamed(world, name)
    if (bucket === undefined || !isKnown(bucket.region)) return false
    return isAt(place, ownerOf(bucket), bucket.region.known)
  }),
  keys: logKeys(world).filter((arn) => isAt(place, arn.split(':')[4], arn.split(':')[3])),
  logGroups: sorted(
    knownTrails(world).flatMap((t) => {
      const group = logGroupOf(world, t)
      return group !== undefined && isAt(place, group.account, group.region) ? [group.name] : []
    }),
  ),
  logRoles: place.region === GLOBAL_REGION ? logRolesOf(world, place.account) : [],
  isOrganization:
    place.region === GLOBAL_REGION && organizationOf(world)?.managementAccount === place.account,
})
