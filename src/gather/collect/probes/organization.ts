import type { Account, DescribeOrganizationResponse } from '@aws-sdk/client-organizations'
import type { Observed } from '../../../model/observed.ts'
import type { Organization } from '../../../model/snapshot/organization.ts'
import type { Place, Probe } from '../probe.ts'
import { listAll } from './list-all.ts'
import { mapKnown, readKnown, withoutMember } from './map/answer.ts'
import { accountsOf } from './map/organization.ts'
import { parentsOf } from './organization/parents.ts'
import { serviceControlPolicies } from './organization/policies.ts'
import { delegatedAdministrators, isCloudTrailTrusted } from './organization/trust.ts'

const NO_ORGANIZATION = ['AWSOrganizationsNotInUseException']

const members = async (place: Place): Promise<Observed<Organization['accounts']>> => {
  const listed = await listAll<Account>(place, ['organizations', 'ListAccounts', 'Accounts'], {})
  const accounts = readKnown(listed, accountsOf)
  if ('unknown' in accounts) return accounts
  const parents = await parentsOf(
    place,
    accounts.known.map((a) => a.id),
  )
  return mapKnown(accounts, (known) =>
    known.map((account) => {
      const above = parents.get(account.id)
      return above === undefined ? account : { ...account, parents: above }
    }),
  )
}

const whole = async (
  place: Place,
  answer: DescribeOrganizationResponse,
): Promise<Observed<Organization>> => {
  const { Id, MasterAccountId } = answer.Organization ?? {}
  if (Id === undefined || MasterAccountId === undefined) return withoutMember('Organization')
  const [accounts, cloudTrailTrusted, administrators, policies] = await Promise.all([
    members(place),
    isCloudTrailTrusted(place),
    delegatedAdministrators(place),
    serviceControlPolicies(place),
  ])
  return mapKnown(accounts, (known) => ({
    id: Id,
    managementAccount: MasterAccountId,
    accounts: known,
    cloudTrailTrusted,
    delegatedAdministrators: administrators,
    serviceControlPolicies: policies,
  }))
}

/** Without the list of members the organisation is unknown as a whole: an empty one would be a lie. */
export const organization = {
  id: 'organization',
  reads:
    'The organisation: its accounts and where they hang, trust in CloudTrail, delegated administrators, service control policies.',
  step: 'places',
  reach: 'organization',
  calls: [
    {
      service: 'organizations',
      operation: 'DescribeOrganization',
      action: 'organizations:DescribeOrganization',
    },
    {
      service: 'organizations',
      operation: 'ListAccounts',
      action: 'organizations:ListAccounts',
    },
    { service: 'organizations', operation: 'ListParents', action: 'organizations:ListParents' },
    {
      service: 'organizations',
      operation: 'ListDelegatedAdministrators',
      action: 'organizations:ListDelegatedAdministrators',
    },
    {
      service: 'organizations',
      operation: 'ListAWSServiceAccessForOrganization',
      action: 'organizations:ListAWSServiceAccessForOrganization',
    },
    { service: 'organizations', operation: 'ListPolicies', action: 'organizations:ListPolicies' },
    {
      service: 'organizations',
      operation: 'DescribePolicy',
      action: 'organizations:DescribePolicy',
    },
    {
      service: 'organizations',
      operation: 'ListTargetsForPolicy',
      action: 'organizations:ListTargetsForPolicy',
    },
  ],
  run: async (place) => {
    const answer = await place.ask<DescribeOrganizationResponse>(
      'organizations',
      'DescribeOrganization',
      {},
      { absent: NO_ORGANIZATION },
    )
    if ('unknown' in answer) return { organization: answer }
    if (answer.known === null) return { organization: { known: null } }
    return { organization: await whole(place, answer.known) }
  },
} as const satisfies Probe
