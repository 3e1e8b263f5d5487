import { isKnown } from '../../../../model/observed.ts'
import type { Check } from '../../check.ts'
import { ACCOUNT, AT, known, REGION, snapshotOf, trailOf } from '../../given.ts'
import { letsCloudTrail } from '../../inventory/made-for.ts'
import { pages } from '../../inventory/pages.ts'
import { overThings, type Thing } from '../../inventory/things.ts'
import { knownTrails } from '../../inventory/trails.ts'
import type { World } from '../../world.ts'

const usersOf = (world: World): ReadonlyMap<string, string> =>
  new Map([
    ...world.snapshot.eventRules.flatMap((r): [string, string][] =>
      isKnown(r.targets) ? r.targets.known.map((arn) => [arn, `rule ${r.name}`]) : [],
    ),
    ...world.snapshot.alarms.flatMap((a): [string, string][] =>
      a.actions.map((arn) => [arn, `alarm ${a.name}`]),
    ),
    ...knownTrails(world).flatMap((t): [string, string][] =>
      t.settings.snsTopicArn === undefined ? [] : [[t.settings.snsTopicArn, `trail ${t.name}`]],
    ),
  ])

const things = (world: World): readonly Thing[] => {
  const users = usersOf(world)
  return world.snapshot.topics
    .filter((t) => !isKnown(t.exists) || t.exists.known)
    .map((t) => ({
      subject: { resource: t.arn, account: t.account, region: t.region },
      name: `Topic ${t.arn.split(':').at(-1) ?? t.arn}`,
      madeForCloudTrail: letsCloudTrail(t.policy, 'sns:Publish'),
      usedBy: users.get(t.arn),
      settle: `Let the collecting role call sns:GetTopicAttributes in account ${t.account}, and collect again`,
    }))
}

const topic = {
  account: ACCOUNT,
  region: REGION,
  readAt: AT,
  arn: `arn:aws:sns:${REGION}:${ACCOUNT}:new-log-files`,
  exists: known(true),
  policy: known({
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Action: 'SNS:Publish',
        Resource: '*',
      },
    ],
  }),
}

export const unusedTopic: Check = {
  id: 'unused-topic',
  group: 'orphans',
  title: 'Every topic that CloudTrail may publish to is used by a trail',
  why: 'Subscribers of a topic that no trail publishes to wait for news that never comes.',
  severity: 'low',
  references: { aws: [pages.topics] },
  note: 'Certain only where every trail of every account and region was listed.',
  run: (world) => overThings(world, things(world)),
  examples: {
    pass: {
      says: 'The trail publishes to it.',
      snapshot: snapshotOf({
        trails: [trailOf({ config: { snsTopicArn: topic.arn } })],
        topics: [topic],
      }),
      expect: 'pass',
    },
    fail: {
      says: 'No trail publishes to it.',
      snapshot: snapshotOf({ topics: [topic] }),
      expect: 'fail',
    },
    unknown: {
      says: 'No known trail publishes to it, but trails were not listed everywhere.',
      snapshot: snapshotOf({ topics: [topic], trailsListed: [] }),
      expect: 'unknown',
    },
  },
}
