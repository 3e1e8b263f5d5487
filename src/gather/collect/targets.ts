import type { CollectOptions } from '../../model/collect.ts'
import { WholetrailError } from '../../model/error.ts'
import type { Place } from './probe.ts'

/** An account to collect, and why it is not entered, where that is known beforehand. */
export interface Target {
  readonly account: string
  readonly closed?: string
}

interface MembersPage {
  readonly Accounts?: readonly { readonly Id?: string; readonly Status?: string }[]
}

const members = async (place: Pick<Place, 'askAll'>): Promise<readonly Target[]> => {
  const answer = await place.askAll(
    'organizations',
    'ListAccounts',
    {},
    (page: MembersPage) => page.Accounts,
  )
  if ('unknown' in answer)
    throw new WholetrailError(
      'aws',
      `the accounts of the organisation cannot be listed: ${answer.detail ?? answer.unknown}`,
      {
        hint: 'run it in the management account or a delegated administrator, or name accounts with --account',
      },
    )
  return answer.known.flatMap(({ Id, Status = 'ACTIVE' }) =>
    Id === undefined
      ? []
      : [
          {
            account: Id,
            ...(Status === 'ACTIVE'
              ? {}
              : { closed: `the account is ${Status} in its organisation` }),
          },
        ],
  )
}

/**
 * The accounts to collect, in order: all of the organisation, those named, both (the named ones of it), or the caller's
 * own. Throws `aws` where the organisation does not answer, `usage` for an account that is not in it.
 */
export const targetsOf = async (
  { org = false, accounts }: Pick<CollectOptions, 'org' | 'accounts'>,
  own: string,
  place: Pick<Place, 'askAll'>,
): Promise<readonly Target[]> => {
  const named = accounts === undefined ? undefined : [...new Set(accounts)].sort()
  if (!org) return (named ?? [own]).map((account) => ({ account }))
  const all = (await members(place)).toSorted((a, b) => (a.account < b.account ? -1 : 1))
  const stranger = named?.find((id) => !all.some((t) => t.account === id))
  if (stranger !== undefined)
    throw new WholetrailError('usage', `not an account of this organisation: ${stranger}`, {
      hint: 'leave out --org to collect accounts by name alone',
    })
  return named === undefined ? all : all.filter((t) => named.includes(t.account))
}
