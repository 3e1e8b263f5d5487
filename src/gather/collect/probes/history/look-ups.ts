import { isKnown } from '../../../../model/observed.ts'
import type { SnapshotTrail } from '../../../../model/snapshot/trail.ts'
import type { Place } from '../../probe.ts'
import { ownerOfArn } from '../map/arn.ts'
import { ownLogBuckets } from '../places/log-buckets.ts'
import { historyNames } from './names.ts'

/** What is looked up in one region of an account. */
export interface LookUps {
  readonly region: string
  readonly eventNames: readonly string[]
}

/** The management account, where this account is its or one of its members. */
const managementOf = ({ found, account }: Place): string | undefined => {
  const organization = isKnown(found.organization) ? found.organization.known : null
  return organization?.accounts.some((a) => a.id === account) === true ||
    organization?.managementAccount === account
    ? organization.managementAccount
    : undefined
}

/** A trail of the organisation may be changed from any account that is a delegated administrator (facts/aws.md 8.3). */
const mayBeChangedFrom = (
  account: string,
  management: string | undefined,
  trail: SnapshotTrail,
): boolean => {
  const owner = ownerOfArn(trail.arn)
  if (owner === account) return true
  const isOrganizational = !isKnown(trail.config) || trail.config.known.isOrganization
  return isOrganizational && owner === management
}

const recorderRegions = ({ found, account }: Place, management: string | undefined) => [
  ...found.trails.filter((t) => mayBeChangedFrom(account, management, t)).map((t) => t.homeRegion),
  ...found.eventDataStores.filter((s) => s.account === account).map((s) => s.region),
]

const bucketRegions = ({ found, account }: Place): readonly string[] =>
  ownLogBuckets(found, account).flatMap((b) => (isKnown(b.region) ? [b.region.known] : []))

/** Keys of AWS cannot be changed by anyone. */
const keyRegions = ({ found, account }: Place): readonly string[] =>
  found.keys
    .filter((k) => k.account === account && !(isKnown(k.state) && k.state.known.manager === 'AWS'))
    .map((k) => k.region)

/**
 * What has to be looked up in an account, so that what is known of its trails, log buckets and keys, and of the
 * organisation, is witnessed by something that no trail can switch off (R21).
 */
export const lookUpsOf = (place: Place): readonly LookUps[] => {
  const management = managementOf(place)
  const wanted: readonly (readonly [string, readonly string[]])[] = [
    ...recorderRegions(place, management).map((region) => [region, historyNames.recorder] as const),
    ...bucketRegions(place).map((region) => [region, historyNames.bucket] as const),
    ...keyRegions(place).map((region) => [region, historyNames.key] as const),
    [place.region, historyNames.region],
    ...(management === place.account ? [[place.region, historyNames.organization] as const] : []),
  ]
  const regions = [...new Set(wanted.map(([region]) => region))].sort()
  return regions.map((region) => ({
    region,
    eventNames: [...new Set(wanted.flatMap(([r, names]) => (r === region ? names : [])))].sort(),
  }))
}
