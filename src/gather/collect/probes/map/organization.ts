import type { Account } from '@aws-sdk/client-organizations'
import type { Observed } from '../../../../model/observed.ts'
import type { Organization } from '../../../../model/snapshot/organization.ts'
import { given, instantOf, withoutMember } from './answer.ts'

type Member = Organization['accounts'][number]
type Status = Member['status']

/** `State` has taken the place of `Status`, which AWS is retiring; both name closed accounts SUSPENDED or CLOSED. */
const statuses: Readonly<Record<string, Status>> = {
  ACTIVE: 'ACTIVE',
  PENDING_ACTIVATION: 'ACTIVE',
  SUSPENDED: 'SUSPENDED',
  CLOSED: 'SUSPENDED',
  PENDING_CLOSURE: 'PENDING_CLOSURE',
}

const memberOf = (account: Account): Member | undefined => {
  const status = statuses[account.State ?? account.Status ?? '']
  if (account.Id === undefined || status === undefined) return undefined
  return {
    id: account.Id,
    status,
    ...given({
      name: account.Name,
      joinedAt: instantOf(account.JoinedTimestamp),
    }),
  }
}

/** The members of an organisation; unknown as soon as one cannot be read, since a missing member is a blind one. */
export const accountsOf = (accounts: readonly Account[]): Observed<Organization['accounts']> => {
  const members = accounts.flatMap((account) => memberOf(account) ?? [])
  return members.length === accounts.length
    ? { known: members }
    : withoutMember('Id or State of an account')
}
