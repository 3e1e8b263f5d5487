import { type LogPlace, logPlaceOf } from '../../policies/cloudtrail-write.ts'
import { organizationOf } from '../places.ts'
import type { World } from '../world.ts'
import type { KnownTrail } from './trails.ts'

/** Where a trail's files go; undefined for an organisation trail whose organisation is not known. */
export const placeOfLogs = (world: World, t: KnownTrail): LogPlace | undefined => {
  const { settings, partition, account, trail } = t
  const organization = organizationOf(world)
  if (settings.isOrganization && organization === undefined) return undefined
  const members = organization?.accounts.filter((a) => a.status === 'ACTIVE').map((a) => a.id)
  return logPlaceOf({
    partition,
    bucket: settings.s3Bucket,
    prefix: settings.s3Prefix,
    region: trail.homeRegion,
    logFileValidation: settings.logFileValidation,
    accounts: settings.isOrganization ? (members ?? [account]) : [account],
    organizationId: settings.isOrganization ? organization?.id : undefined,
  })
}

/** The folder that holds everything a trail delivers. */
export const logsBelow = ({ settings }: KnownTrail): string =>
  settings.s3Prefix === '' ? 'AWSLogs/' : `${settings.s3Prefix}/AWSLogs/`
