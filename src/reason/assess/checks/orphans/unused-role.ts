import { groupBy } from '../../../../model/group-by.ts'
import { isKnown } from '../../../../model/observed.ts'
import type { SnapshotRole } from '../../../../model/snapshot/principal.ts'
import type { Check, Result } from '../../check.ts'
import { ACCOUNT, AT, known, snapshotOf, trailOf } from '../../given.ts'
import { letsCloudTrail } from '../../inventory/made-for.ts'
import { pages } from '../../inventory/pages.ts'
import { allow, unsettled } from '../../inventory/say.ts'
import { overThings, type Thing } from '../../inventory/things.ts'
import { knownTrails } from '../../inventory/trails.ts'
import { counted } from '../../words.ts'
import type { World } from '../../world.ts'

const usersOf = (world: World): ReadonlyMap<string, string> =>
  new Map(
    knownTrails(world).flatMap((t): [string, string][] =>
      t.settings.cloudWatchRoleArn === undefined
        ? []
        : [[t.settings.cloudWatchRoleArn, `trail ${t.name}`]],
    ),
  )

const thingOf = (role: SnapshotRole, usedBy: string | undefined): Thing => ({
  subject: { resource: role.arn, account: role.account, region: 'global' },
  name: `Role ${role.name}`,
  madeForCloudTrail: letsCloudTrail(role.trustPolicy, 'sts:AssumeRole'),
  usedBy,
  settle: allow('iam:ListRoles', role.account),
})

/** Roles whose trust was not read, one line an account: there may be thousands. */
const unread = (roles: readonly SnapshotRole[]): readonly Result[] =>
  [...groupBy(roles, (role) => role.account)].map(([account, group]) =>
    unsettled(
      { resource: account, account, region: 'global' },
      `Whether ${counted(group.length, 'role')} of account ${account} were made for CloudTrail is not known, because their trust policies were not read`,
      allow('iam:ListRoles', account),
    ),
  )

const run = (world: World): readonly Result[] => {
  const users = usersOf(world)
  const { roles } = world.snapshot
  return [
    ...overThings(
      world,
      roles
        .filter((role) => isKnown(role.trustPolicy))
        .map((role) => thingOf(role, users.get(role.arn))),
    ),
    ...unread(roles.filter((role) => !isKnown(role.trustPolicy))),
  ]
}

const role: SnapshotRole = {
  account: ACCOUNT,
  readAt: AT,
  arn: `arn:aws:iam::${ACCOUNT}:role/CloudTrail-to-CloudWatch`,
  id: 'AROAEXAMPLEEXAMPLE111',
  name: 'CloudTrail-to-CloudWatch',
  trustPolicy: known({
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Action: 'sts:AssumeRole',
      },
    ],
  }),
}

export const unusedRole: Check = {
  id: 'unused-role',
  group: 'orphans',
  title: 'Every role that CloudTrail may assume is used by a trail',
  why: 'A role that is left over keeps rights that nobody looks at any more.',
  severity: 'low',
  references: { aws: [pages.cloudWatchLogs] },
  note: 'Certain only where every trail of every account and region was listed.',
  run,
  examples: {
    pass: {
      says: 'The trail uses it to write to CloudWatch Logs.',
      snapshot: snapshotOf({
        trails: [trailOf({ config: { cloudWatchRoleArn: role.arn } })],
        roles: [role],
      }),
      expect: 'pass',
    },
    fail: {
      says: 'No trail uses it.',
      snapshot: snapshotOf({ roles: [role] }),
      expect: 'fail',
    },
    unknown: {
      says: 'No known trail uses it, but trails were not listed everywhere.',
      snapshot: snapshotOf({ roles: [role], trailsListed: [] }),
      expect: 'unknown',
    },
  },
}
