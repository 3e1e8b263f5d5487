import type { RoleDetail } from '@aws-sdk/client-iam'
import type { SnapshotRole } from '../../../../model/snapshot/principal.ts'
import type { Snapshot } from '../../../../model/snapshot.ts'
import type { Instant } from '../../../../model/time.ts'
import { given, instantOf } from './answer.ts'
import { encodedPolicyOf } from './policy-document.ts'
import { tagsOf } from './tags.ts'

type Identity = Snapshot['identities'][number]

/** The trust policy of these is set by AWS and cannot be changed. */
export const isServiceLinked = ({ Path }: RoleDetail): boolean =>
  Path?.startsWith('/aws-service-role/') === true

/** A role, as ListRoles gives it, or GetAccountAuthorizationDetails with tags and last use beside. */
export const roleOf = (
  account: string,
  readAt: Instant,
  role: RoleDetail,
): SnapshotRole | undefined => {
  const { Arn: arn, RoleId: id, RoleName: name } = role
  if (arn === undefined || id === undefined || name === undefined) return undefined
  return {
    account,
    readAt,
    arn,
    id,
    name,
    trustPolicy: encodedPolicyOf(role.AssumeRolePolicyDocument),
    ...given({
      createdAt: instantOf(role.CreateDate),
      lastUsedAt: instantOf(role.RoleLastUsed?.LastUsedDate),
      tags: role.Tags === undefined ? undefined : tagsOf(role.Tags),
    }),
  }
}

/** A role as a principal that is known to exist (R26, R28). */
export const roleIdentityOf = (account: string, role: RoleDetail): Identity | undefined =>
  role.Arn === undefined
    ? undefined
    : {
        account,
        arn: role.Arn,
        accessKeys: [],
        ...given({ id: role.RoleId, createdAt: instantOf(role.CreateDate) }),
      }
