import type { DesiredOf } from '../../../model/desired.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import type { Instant } from '../../../model/time.ts'
import { replaced } from './replaced.ts'

export const withRole = (
  snapshot: Snapshot,
  { account, name, trustPolicy }: DesiredOf<'role'>,
  now: Instant,
): Snapshot => {
  const arn = `arn:${snapshot.partition}:iam::${account}:role/${name}`
  return {
    ...snapshot,
    roles: replaced(
      snapshot.roles,
      (role) => role.arn === arn,
      (before) => ({
        ...(before ?? {
          account,
          arn,
          id: `role-${name}`,
          name,
          createdAt: now,
          tags: { known: {} },
        }),
        readAt: now,
        trustPolicy: { known: trustPolicy },
      }),
    ),
  }
}

/** A role that was not collected stays so: who may become it is not all that there is to know of it. */
export const withTrust = (
  snapshot: Snapshot,
  { arn, trustPolicy }: DesiredOf<'role-trust'>,
): Snapshot => ({
  ...snapshot,
  roles: snapshot.roles.map((role) =>
    role.arn === arn ? { ...role, trustPolicy: { known: trustPolicy } } : role,
  ),
})
