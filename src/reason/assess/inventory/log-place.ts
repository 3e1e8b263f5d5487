import { foldersOf, type LogPlace, logPlaceOf } from '../../policies/log-place.ts'
import { organizationOf } from '../places.ts'
import type { World } from '../world.ts'
import type { KnownTrail } from './trails.ts'

const activeMembers = (world: World): readonly string[] | undefined =>
  world.once('active members', () =>
    organizationOf(world)
      ?.accounts.filter((a) => a.status === 'ACTIVE')
      .map((a) => a.id),
  )

/** Where a trail's files go; undefined for an organisation trail whose organisation is not known. */
export const placeOfLogs = (world: World, t: KnownTrail): LogPlace | undefined => {
  const { settings, partition, account, trail } = t
  const organization = organizationOf(world)
  if (settings.isOrganization && organization === undefined) return undefined
  return logPlaceOf({
    partition,
    bucket: settings.s3Bucket,
    prefix: settings.s3Prefix,
    owner: account,
    accounts: settings.isOrganization ? (activeMembers(world) ?? [account]) : [account],
    organizationId: settings.isOrganization ? organization?.id : undefined,
    folders: foldersOf(
      settings.isMultiRegion ? undefined : trail.homeRegion,
      settings.logFileValidation,
    ),
  })
}

/** The folder that holds everything a trail delivers. */
export const logsBelow = ({ settings }: KnownTrail): string =>
  settings.s3Prefix === '' ? 'AWSLogs/' : `${settings.s3Prefix}/AWSLogs/`
