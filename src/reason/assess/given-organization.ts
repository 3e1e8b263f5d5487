import type { Organization } from '../../model/snapshot/organization.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import { DAY } from '../../model/time.ts'
import { ACCOUNT, AT, known, MANAGEMENT, REGION, snapshotOf, trailOf } from './given.ts'

/** The examples that need an organisation: its management account, one member, one trail for both. */
export const ORGANIZATION = 'o-abcdefghij'

export const BOTH_ACCOUNTS = [MANAGEMENT, ACCOUNT].flatMap((account) =>
  [REGION, 'us-east-1'].map((region) => ({ account, region })),
)

export const organizationOfTwo = (over: Partial<Organization> = {}): Snapshot['organization'] =>
  known({
    id: ORGANIZATION,
    managementAccount: MANAGEMENT,
    accounts: [
      { id: MANAGEMENT, name: 'management', status: 'ACTIVE' },
      { id: ACCOUNT, name: 'production', status: 'ACTIVE', joinedAt: AT - 300 * DAY },
    ],
    cloudTrailTrusted: known(true),
    delegatedAdministrators: known([]),
    serviceControlPolicies: known([]),
    ...over,
  })

/** A healthy trail of the organisation with a copy in both accounts, but for what is given. */
export const organizationTrail = (given: Parameters<typeof trailOf>[0] = {}) =>
  trailOf({
    name: 'organization',
    account: MANAGEMENT,
    places: BOTH_ACCOUNTS,
    ...given,
    config: { isOrganization: true, ...given.config },
  })

/** Both accounts wholly read, one healthy trail of the organisation, but for what is given. */
export const snapshotOfTwo = (over: Partial<Snapshot> = {}): Snapshot => {
  const one = snapshotOf()
  const also = <T extends { readonly account: string }>(items: readonly T[]): T[] => [
    ...items.map((item) => ({ ...item, account: MANAGEMENT })),
    ...items,
  ]
  return {
    ...one,
    accounts: also(one.accounts),
    organization: organizationOfTwo(),
    trailsListed: also(one.trailsListed),
    listings: also(one.listings),
    regions: also(one.regions),
    trails: [organizationTrail()],
    ...over,
  }
}
