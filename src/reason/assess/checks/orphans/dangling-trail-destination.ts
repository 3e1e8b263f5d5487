import { isKnown, type Observed } from '../../../../model/observed.ts'
import type { Check, Result } from '../../check.ts'
import { ACCOUNT, AT, denied, known, REGION, snapshotOf, trailOf } from '../../given.ts'
import { logGroupOf } from '../../inventory/log-groups.ts'
import { pages } from '../../inventory/pages.ts'
import { allow, failed, NOT_COLLECTED, passed, unsettled } from '../../inventory/say.ts'
import { topicNamed } from '../../inventory/topics.ts'
import { type KnownTrail, knownTrails, unreadTrails } from '../../inventory/trails.ts'
import { wereListed } from '../../recording/listings.ts'
import { whyUnknown } from '../../words.ts'
import type { World } from '../../world.ts'

/** Something that a trail names, and whether it exists. */
interface Named {
  readonly kind: string
  readonly arn: string
  readonly exists: Observed<boolean>
  readonly permission: string
}

const roleExists = (world: World, arn: string): Observed<boolean> => {
  const roles = world.once('role ARNs', () => new Set(world.snapshot.roles.map((r) => r.arn)))
  if (roles.has(arn)) return { known: true }
  const account = arn.split(':')[4] ?? ''
  // service-linked roles are left out of snapshots
  const mayBeLeftOut = arn.includes(':role/aws-service-role/')
  return wereListed(world, 'roles', { account, region: 'global' }) && !mayBeLeftOut
    ? { known: false }
    : NOT_COLLECTED
}

const namedBy = (world: World, t: KnownTrail): readonly Named[] => {
  const { cloudWatchLogGroupArn, cloudWatchRoleArn, snsTopicArn } = t.settings
  const of = (
    kind: string,
    arn: string | undefined,
    exists: Observed<boolean> | undefined,
    permission: string,
  ): readonly Named[] =>
    arn === undefined ? [] : [{ kind, arn, exists: exists ?? NOT_COLLECTED, permission }]
  return [
    ...of(
      'log group',
      cloudWatchLogGroupArn,
      logGroupOf(world, t)?.exists,
      'logs:DescribeLogGroups',
    ),
    ...of(
      'topic',
      snsTopicArn,
      topicNamed(world, snsTopicArn ?? '')?.exists,
      'sns:GetTopicAttributes',
    ),
    ...of(
      'role',
      cloudWatchRoleArn,
      cloudWatchRoleArn === undefined ? undefined : roleExists(world, cloudWatchRoleArn),
      'iam:ListRoles',
    ),
  ]
}

const judge = (t: KnownTrail, { kind, arn, exists, permission }: Named): Result => {
  if (!isKnown(exists))
    return unsettled(
      t.subject,
      `Whether ${kind} ${arn} of trail ${t.name} exists is not known, because ${whyUnknown(exists)}`,
      allow(permission, arn.split(':')[4] ?? t.account),
    )
  return exists.known
    ? passed(t.subject, `The ${kind} that trail ${t.name} names exists`, [arn])
    : failed(t.subject, `Trail ${t.name} names ${kind} ${arn}, which does not exist`, [arn])
}

const GROUP = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:audit`
const group = (exists: Observed<boolean>) => ({
  account: ACCOUNT,
  region: REGION,
  readAt: AT,
  arn: GROUP,
  name: 'audit',
  exists,
})
const delivering = (exists: Observed<boolean>) =>
  snapshotOf({
    trails: [trailOf({ config: { cloudWatchLogGroupArn: `${GROUP}:*` } })],
    logGroups: [group(exists)],
  })

export const danglingTrailDestination: Check = {
  id: 'dangling-trail-destination',
  group: 'orphans',
  title: 'Everything that a trail names exists',
  why: 'A trail that names a log group, topic or role that is gone goes on without it: alarms and subscribers hear nothing more.',
  severity: 'high',
  references: { aws: [pages.cloudWatchLogs, pages.topics] },
  note: 'Buckets and keys that are gone stop all delivery; they have checks of their own, log-bucket-missing-or-foreign and key-unusable.',
  run: (world) => [
    ...unreadTrails(world, 'What is named by the settings'),
    ...knownTrails(world).flatMap((t) => namedBy(world, t).map((named) => judge(t, named))),
  ],
  examples: {
    pass: { says: 'The log group exists.', snapshot: delivering(known(true)), expect: 'pass' },
    fail: {
      says: 'The log group was deleted.',
      snapshot: delivering(known(false)),
      expect: 'fail',
    },
    unknown: {
      says: 'The log group could not be read.',
      snapshot: delivering(denied),
      expect: 'unknown',
    },
  },
}
