import type { GetAccountAuthorizationDetailsResponse } from '@aws-sdk/client-iam'
import { isKnown, type Observed } from '../../../model/observed.ts'
import type { Place, Probe } from '../probe.ts'
import { listedInAccount } from './listing.ts'
import { readKnown, withoutList } from './map/answer.ts'
import { isServiceLinked, roleOf } from './map/role.ts'
import { referredIn } from './permissions/policies.ts'
import { roleRights, userRights } from './permissions/principals.ts'

type Page = GetAccountAuthorizationDetailsResponse

const lists = ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies'] as const

const whole = (pages: readonly Page[]): Observed<readonly Page[]> => {
  const missing = lists.find((list) => pages.every((page) => page[list] === undefined))
  return missing === undefined ? { known: pages } : withoutList(missing)
}

const pagesOf = async (place: Place): Promise<Observed<readonly Page[]>> =>
  readKnown(
    await place.askAll<Page, Page>('iam', 'GetAccountAuthorizationDetails', {}, (page) => [page]),
    whole,
  )

/** Who may harm the audit log. One call gives every policy of the account with those of AWS that are attached. */
export const permissions = {
  id: 'permissions',
  reads:
    'Which users and roles have policies that speak of changing trails, log buckets, keys and alerts.',
  step: 'lists',
  reach: 'account',
  calls: [
    {
      service: 'iam',
      operation: 'GetAccountAuthorizationDetails',
      action: 'iam:GetAccountAuthorizationDetails',
    },
  ],
  run: async (place) => {
    const readAt = place.now()
    const { account } = place
    const answer = await pagesOf(place)
    const pages = isKnown(answer) ? answer.known : []
    const referred = referredIn(pages)
    const users = pages.flatMap((page) => page.UserDetailList ?? [])
    const roles = pages
      .flatMap((page) => page.RoleDetailList ?? [])
      .filter((role) => !isServiceLinked(role))
    const rights = [
      ...users.map((user) => ({ arn: user.Arn, ...userRights(user, referred) })),
      ...roles.map((role) => ({ arn: role.Arn, ...roleRights(role, referred) })),
    ]
    return {
      listings: [listedInAccount('permissions', place, readAt, answer)],
      permissions: rights.flatMap(({ arn, ...rest }) =>
        arn === undefined ? [] : [{ account, readAt, arn, ...rest }],
      ),
      roles: roles.flatMap((role) => roleOf(account, readAt, role) ?? []),
    }
  },
} as const satisfies Probe
