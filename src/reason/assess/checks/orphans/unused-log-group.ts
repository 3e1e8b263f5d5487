import { isKnown } from '../../../../model/observed.ts'
import type { Check } from '../../check.ts'
import { ACCOUNT, AT, known, REGION, snapshotOf, trailOf } from '../../given.ts'
import { plainGroupArn } from '../../inventory/log-groups.ts'
import { pages } from '../../inventory/pages.ts'
import { overThings, type Thing } from '../../inventory/things.ts'
import { knownTrails } from '../../inventory/trails.ts'
import type { World } from '../../world.ts'

const usersOf = (world: World): ReadonlyMap<string, string> =>
  new Map([
    ...world.snapshot.channels.flatMap((c): [string, string][] =>
      isKnown(c.config)
        ? c.config.known.destinations.map((d) => [plainGroupArn(d.location), `channel ${c.name}`])
        : [],
    ),
    ...knownTrails(world).flatMap((t): [string, string][] => {
      const arn = t.settings.cloudWatchLogGroupArn
      return arn === undefined ? [] : [[plainGroupArn(arn), `trail ${t.name}`]]
    }),
  ])

const things = (world: World): readonly Thing[] => {
  const users = usersOf(world)
  return world.snapshot.logGroups
    .filter((g) => !isKnown(g.exists) || g.exists.known)
    .map((g) => ({
      subject: { resource: g.arn, account: g.account, region: g.region },
      name: `Log group ${g.name}`,
      madeForCloudTrail: isKnown(g.exists) ? 'yes' : 'unknown',
      usedBy: users.get(plainGroupArn(g.arn)),
      settle: `Let the collecting role call logs:DescribeLogGroups in account ${g.account}, and collect again`,
    }))
}

const group = {
  account: ACCOUNT,
  region: REGION,
  readAt: AT,
  arn: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:CloudTrail/DefaultLogGroup`,
  name: 'CloudTrail/DefaultLogGroup',
  exists: known(true),
  retentionDays: null,
}

export const unusedLogGroup: Check = {
  id: 'unused-log-group',
  group: 'orphans',
  title: 'Every log group that is named after CloudTrail is used by a trail',
  why: 'Alarms on a log group that no trail fills are silent for ever, and look as if they watched.',
  severity: 'low',
  references: { aws: [pages.cloudWatchLogs] },
  note: 'Certain only where every trail of every account and region was listed.',
  run: (world) => overThings(world, things(world)),
  examples: {
    pass: {
      says: 'The trail delivers to it.',
      snapshot: snapshotOf({
        trails: [trailOf({ config: { cloudWatchLogGroupArn: `${group.arn}:*` } })],
        logGroups: [group],
      }),
      expect: 'pass',
    },
    fail: {
      says: 'No trail delivers to it.',
      snapshot: snapshotOf({ logGroups: [group] }),
      expect: 'fail',
    },
    unknown: {
      says: 'No known trail delivers to it, but trails were not listed everywhere.',
      snapshot: snapshotOf({ logGroups: [group], trailsListed: [] }),
      expect: 'unknown',
    },
  },
}
