import type { DesiredOf } from '../../../model/desired.ts'
import type { SnapshotKey } from '../../../model/snapshot/key.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import type { Instant } from '../../../model/time.ts'
import { replaced } from './replaced.ts'

/** The name by which trails name a new key: AWS chooses its id when it is made. */
export const aliasArn = (
  partition: string,
  { account, region, alias }: Pick<DesiredOf<'kms-key'>, 'account' | 'region' | 'alias'>,
): string => `arn:${partition}:kms:${region}:${account}:${alias ?? ''}`

export const withKey = (
  snapshot: Snapshot,
  desired: DesiredOf<'kms-key'>,
  now: Instant,
): Snapshot => {
  const { account, region, alias, enabled, rotation, policy } = desired
  const name = desired.arn ?? aliasArn(snapshot.partition, desired)
  const make = (before: SnapshotKey | undefined): SnapshotKey => ({
    ...(before ?? {
      account,
      region,
      arn: name,
      names: alias === undefined ? [] : [alias],
    }),
    readAt: now,
    state: {
      known: {
        ...(before !== undefined && 'known' in before.state ? before.state.known : {}),
        keyState: enabled ? 'Enabled' : 'Disabled',
        manager: 'CUSTOMER',
      },
    },
    policy: { known: policy },
    rotation: { known: rotation },
  })
  return {
    ...snapshot,
    keys: replaced(snapshot.keys, (k) => k.arn === name || k.names.includes(name), make),
  }
}
