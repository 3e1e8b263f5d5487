import type { AttachedPermissionsBoundary, RoleDetail, UserDetail } from '@aws-sdk/client-iam'
import type { Permission } from '../../../../model/snapshot/principal.ts'
import { ofAttached, ofInline, type Referred, together } from './policies.ts'

type Rights = Pick<Permission, 'statements' | 'boundary'>

const boundaryOf = (
  referred: Referred,
  boundary: AttachedPermissionsBoundary | undefined,
): Pick<Permission, 'boundary'> =>
  boundary === undefined ? {} : { boundary: referred.managed(boundary.PermissionsBoundaryArn) }

/** What a user may do: by its own policies and those of its groups. */
export const userRights = (user: UserDetail, referred: Referred): Rights => ({
  statements: together([
    ofInline(user.UserPolicyList),
    ofAttached(referred, user.AttachedManagedPolicies),
    ...(user.GroupList ?? []).map(referred.group),
  ]),
  ...boundaryOf(referred, user.PermissionsBoundary),
})

/** What a role may do. */
export const roleRights = (role: RoleDetail, referred: Referred): Rights => ({
  statements: together([
    ofInline(role.RolePolicyList),
    ofAttached(referred, role.AttachedManagedPolicies),
  ]),
  ...boundaryOf(referred, role.PermissionsBoundary),
})
