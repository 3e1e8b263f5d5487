import { isKnown } from '../../../../model/observed.ts'
import type { SnapshotKey } from '../../../../model/snapshot/key.ts'
import type { Check } from '../../check.ts'
import { snapshotOf } from '../../given.ts'
import { keyOf, withKey } from '../../given-keys.ts'
import { letsCloudTrail } from '../../inventory/made-for.ts'
import { pages } from '../../inventory/pages.ts'
import { overThings, type Thing } from '../../inventory/things.ts'
import { knownTrails } from '../../inventory/trails.ts'
import type { World } from '../../world.ts'

const usersOf = (world: World): ReadonlyMap<string, string> => {
  const { buckets, logGroups, eventDataStores } = world.snapshot
  return new Map([
    ...buckets.flatMap((b): [string, string][] => {
      const id =
        b.encryption !== undefined && isKnown(b.encryption)
          ? b.encryption.known?.kmsKeyId
          : undefined
      return id === undefined ? [] : [[id, `bucket ${b.name}`]]
    }),
    ...logGroups.flatMap((g): [string, string][] =>
      g.kmsKeyId === undefined ? [] : [[g.kmsKeyId, `log group ${g.name}`]],
    ),
    ...eventDataStores.flatMap((s): [string, string][] => {
      const id = isKnown(s.config) ? s.config.known.kmsKeyId : undefined
      return id === undefined ? [] : [[id, `event data store ${s.name}`]]
    }),
    ...knownTrails(world).flatMap((t): [string, string][] =>
      t.settings.kmsKeyId === undefined ? [] : [[t.settings.kmsKeyId, `trail ${t.name}`]],
    ),
  ])
}

const isAlive = (key: SnapshotKey): boolean =>
  !isKnown(key.state) || ['Enabled', 'Disabled'].includes(key.state.known.keyState)

/** Every way in which a key is named: its ARN, its bare id, its aliases. */
const namesOf = (key: SnapshotKey): readonly string[] => [
  key.arn,
  key.arn.split('/').at(-1) ?? key.arn,
  ...key.names,
]

const things = (world: World): readonly Thing[] => {
  const users = usersOf(world)
  return world.snapshot.keys.filter(isAlive).map((key) => ({
    subject: { resource: key.arn, account: key.account, region: key.region },
    name: `Key ${key.arn}`,
    madeForCloudTrail: letsCloudTrail(key.policy, 'kms:GenerateDataKey'),
    usedBy: namesOf(key)
      .map((name) => users.get(name))
      .find((user) => user !== undefined),
    beware: 'log files that were encrypted under it can be read only as long as it exists',
    settle: `Let the collecting role call kms:GetKeyPolicy in account ${key.account}, and collect again`,
  }))
}

export const unusedKey: Check = {
  id: 'unused-key',
  group: 'orphans',
  title: 'Every key that CloudTrail may encrypt under is used by a trail',
  why: 'A key costs a dollar a month, and nobody looks after the policy of one that nothing uses.',
  severity: 'low',
  references: { aws: [pages.keyPolicy] },
  note: 'Old log files still need the key that they were encrypted under: find out before you delete it. Certain only where every trail was listed.',
  run: (world) => overThings(world, things(world)),
  examples: {
    pass: { says: 'The trail encrypts under it.', snapshot: withKey(), expect: 'pass' },
    fail: {
      says: 'No trail names it.',
      snapshot: snapshotOf({ keys: [keyOf()] }),
      expect: 'fail',
    },
    unknown: {
      says: 'No known trail names it, but trails were not listed everywhere.',
      snapshot: snapshotOf({ keys: [keyOf()], trailsListed: [] }),
      expect: 'unknown',
    },
  },
}
