import { isKnown } from '../../../model/observed.ts'
import { globalRecordsOf } from '../../../model/regions.ts'
import { bucketNamed, ownerOf, trailsByBucket } from '../../../reason/assess/inventory/buckets.ts'
import { keyNamed } from '../../../reason/assess/inventory/keys.ts'
import { logGroupOf } from '../../../reason/assess/inventory/log-groups.ts'
import { knownTrails } from '../../../reason/assess/inventory/trails.ts'
import { accountOf, organizationOf, type Place } from '../../../reason/assess/places.ts'
import type { World } from '../../../reason/assess/world.ts'
import type { Touchable } from './tamper-clauses.ts'

const isAt = (place: Place, account: string | undefined, region: string | undefined): boolean =>
  account === place.account && region === place.region

/** Where calls on global services may leave their records: one region, or any of the account's where none is documented. */
export const globalRecordRegions = (world: World, account: string): readonly string[] => {
  const region = globalRecordsOf(world.snapshot.partition)
  return region === undefined ? (accountOf(world, account)?.regions ?? []) : [region]
}

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

const inRegion = (
  world: World,
  place: Place,
): Pick<Touchable, 'buckets' | 'keys' | 'logGroups'> => ({
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
})

/** What of the log lies in one account and region. */
export const touchableAt = (world: World, place: Place): Touchable => {
  const isGlobal = globalRecordRegions(world, place.account).includes(place.region)
  const organization = organizationOf(world)
  const isManagement = organization?.managementAccount === place.account
  return {
    ...inRegion(world, place),
    logRoles: isGlobal ? logRolesOf(world, place.account) : [],
    isGlobal,
    isOrganization: isGlobal && isManagement,
    isMember: isGlobal && organization !== undefined && !isManagement,
  }
}
