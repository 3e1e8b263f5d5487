import type { DesiredOf } from '../../../model/desired.ts'
import type { Organization } from '../../../model/snapshot/organization.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import { replaced } from './replaced.ts'

const changed = (snapshot: Snapshot, change: (o: Organization) => Organization): Snapshot =>
  'known' in snapshot.organization && snapshot.organization.known !== null
    ? { ...snapshot, organization: { known: change(snapshot.organization.known) } }
    : snapshot

export const withTrustedAccess = (
  snapshot: Snapshot,
  { service }: DesiredOf<'trusted-access'>,
): Snapshot =>
  service === 'cloudtrail.amazonaws.com'
    ? changed(snapshot, (o) => ({ ...o, cloudTrailTrusted: { known: true } }))
    : snapshot

/** Where the policies that are there were not read, one more makes none of them known. */
export const withScp = (
  snapshot: Snapshot,
  { name, content, targets }: DesiredOf<'scp'>,
): Snapshot =>
  changed(snapshot, (o) => {
    const before = o.serviceControlPolicies
    if (before === undefined || !('known' in before)) return o
    return {
      ...o,
      serviceControlPolicies: {
        known: replaced(
          before.known,
          (policy) => policy.name === name,
          (policy) => ({
            id: policy?.id ?? `p-${name}`,
            name,
            content: { known: content },
            targets: { known: [...targets] },
          }),
        ),
      },
    }
  })
