import type { Role } from '@aws-sdk/client-iam'
import { isKnown } from '../../../model/observed.ts'
import type { Probe } from '../probe.ts'
import { listAll } from './list-all.ts'
import { listedInAccount } from './listing.ts'
import { isServiceLinked, roleIdentityOf, roleOf } from './map/role.ts'

/** Who may become whom. Service-linked roles are left out: only their service may become them. */
export const roles = {
  id: 'roles',
  reads: 'Roles and their trust policies: who may become them.',
  step: 'lists',
  reach: 'account',
  calls: [{ service: 'iam', operation: 'ListRoles', action: 'iam:ListRoles' }],
  run: async (place) => {
    const readAt = place.now()
    const { account } = place
    const list = await listAll<Role>(place, ['iam', 'ListRoles', 'Roles'], {})
    const all = isKnown(list) ? list.known : []
    return {
      listings: [listedInAccount('roles', place, readAt, list)],
      roles: all
        .filter((role) => !isServiceLinked(role))
        .flatMap((role) => roleOf(account, readAt, role) ?? []),
      identities: all.flatMap((role) => roleIdentityOf(account, role) ?? []),
    }
  },
} as const satisfies Probe
