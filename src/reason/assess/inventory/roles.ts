import { groupBy } from '../../../model/group-by.ts'
import { isKnown } from '../../../model/observed.ts'
import type { Statement } from '../../../model/policy.ts'
import type { SnapshotRole } from '../../../model/snapshot/principal.ts'
import { statementsOnce } from '../../policies/allows.ts'
import type { Result } from '../check.ts'
import { accountsOf } from '../places.ts'
import { wereListed } from '../recording/listings.ts'
import { counted } from '../words.ts'
import type { World } from '../world.ts'
import { allow, type Subject, unsettled } from './say.ts'

export interface TrustingRole {
  readonly role: SnapshotRole
  readonly statements: readonly Statement[]
  readonly subject: Subject
}

const ofAccount = (account: string): Subject => ({ resource: account, account, region: 'global' })

/** Roles that AWS makes and keeps itself (IAM Identity Center, Control Tower): nobody can change their trust. */
const isAwsOwned = ({ arn }: SnapshotRole): boolean =>
  arn.includes(':role/aws-reserved/') || arn.includes(':role/aws-service-role/')

/**
 * Judges every role that people can change. Roles that were not read are one line for each account: there may be
 * thousands of them.
 */
export const overRoles = (
  world: World,
  what: string,
  judge: (role: TrustingRole) => readonly Result[],
): readonly Result[] => {
  const roles = world.snapshot.roles.filter((role) => !isAwsOwned(role))
  const unread = roles.filter((role) => !isKnown(role.trustPolicy))
  return [
    ...roles.flatMap((role) =>
      isKnown(role.trustPolicy)
        ? judge({
            role,
            statements: statementsOnce(role.trustPolicy.known),
            subject: { resource: role.arn, account: role.account, region: 'global' },
          })
        : [],
    ),
    ...[...groupBy(unread, (role) => role.account)].map(([account, group]) =>
      unsettled(
        ofAccount(account),
        `${what} of ${counted(group.length, 'role')} of account ${account} is not known, because trust policies were not read`,
        allow('iam:ListRoles', account),
      ),
    ),
    ...accountsOf(world)
      .filter((a) => a.member?.status !== 'SUSPENDED')
      .filter(({ account }) => !wereListed(world, 'roles', { account, region: 'global' }))
      .map(({ account }) =>
        unsettled(
          ofAccount(account),
          `${what} of the roles of account ${account} is not known, because they were not listed`,
          allow('iam:ListRoles', account),
        ),
      ),
  ]
}
