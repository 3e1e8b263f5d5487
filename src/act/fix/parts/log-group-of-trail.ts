import type { DesiredOf } from '../../../model/desired.ts'
import type { KnownTrail } from '../../../reason/assess/inventory/trails.ts'
import type { Context } from '../remedy.ts'
import type { LogFeed } from './log-feed.ts'
import type { Why } from './proposal.ts'
import { logGroupRetention } from './retention.ts'
import { trailAsItIs } from './trail-as-it-is.ts'

/** Alerts need no past, and the bucket keeps the files; but a log is expected to be kept as long as is asked for. */
const retentionOf = (context: Context): number | null => {
  const days = Number(context.choice('retention-days'))
  return Number.isInteger(days) && days > 0 ? logGroupRetention(days) : null
}

/** CloudTrail makes the log streams itself, one for each account and region (CTUG, required policy for CloudWatch Logs). */
const roleFor = (
  partition: string,
  account: string,
  region: string,
  name: string,
  group: string,
): DesiredOf<'role'> => ({
  kind: 'role',
  account,
  region,
  state: 'new',
  name,
  description: 'Lets CloudTrail write to the log group that alerts are made from',
  trustPolicy: {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Action: 'sts:AssumeRole',
      },
    ],
  },
  policies: [
    {
      name: 'write-log-streams',
      document: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            Resource: `arn:${partition}:logs:${region}:${account}:log-group:${group}:log-stream:*`,
          },
        ],
      },
    },
  ],
})

/** A log group for a trail that has none, in its own account and home region, and the trail that delivers to it. */
export const withLogGroup = (context: Context, known: KnownTrail): LogFeed | Why => {
  const trail = trailAsItIs(context, known)
  if ('why' in trail) return trail
  const { account, region, name } = trail
  const { partition } = known
  const logGroup = `audit-log/${name}`
  const arn = `arn:${partition}:logs:${region}:${account}:log-group:${logGroup}`
  if (context.collected.logGroups.some((g) => g.arn === arn))
    return { why: `log group ${logGroup} is there and trail ${name} does not deliver to it` }
  const role = `audit-log-${name}`.slice(0, 64)
  return {
    trail: known,
    place: { account, region },
    logGroup,
    desired: [
      {
        kind: 'log-group',
        account,
        region,
        state: 'new',
        name: logGroup,
        retentionDays: retentionOf(context),
      },
      roleFor(partition, account, region, role, logGroup),
      {
        ...trail,
        cloudWatchLogGroupArn: `${arn}:*`,
        cloudWatchRoleArn: `arn:${partition}:iam::${account}:role/${role}`,
      },
    ],
  }
}
