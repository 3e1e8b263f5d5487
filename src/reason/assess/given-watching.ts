import type { Alarm, EventRule, LogGroup, Topic } from '../../model/snapshot/watching.ts'
import type { Snapshot, SnapshotTrail, TrailStatus } from '../../model/snapshot.ts'
import { HOUR } from '../../model/time.ts'
import { ACCOUNT, AT, bucketOf, known, REGION, snapshotOf, trailOf } from './given.ts'

const here = { account: ACCOUNT, region: REGION, readAt: AT }

export const GROUP = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:audit`
export const TOPIC = `arn:aws:sns:${REGION}:${ACCOUNT}:security`
const RULE = `arn:aws:events:${REGION}:${ACCOUNT}:rule/trail-changes`

/** The log group of the healthy trail, with one metric filter. */
export const groupOf = (pattern: string, over: Partial<LogGroup> = {}): LogGroup => ({
  ...here,
  arn: GROUP,
  name: 'audit',
  exists: known(true),
  retentionDays: 400,
  metricFilters: known([
    { name: 'watched', pattern, metrics: [{ namespace: 'Audit', name: 'Watched', value: '1' }] },
  ]),
  ...over,
})

/** An alarm on the metric of that filter that goes off at one event. */
export const alarmOf = (over: Partial<Alarm> = {}): Alarm => ({
  ...here,
  arn: `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:watched`,
  name: 'watched',
  namespace: 'Audit',
  metric: 'Watched',
  statistic: 'Sum',
  comparison: 'GreaterThanOrEqualToThreshold',
  threshold: 1,
  periodSeconds: 300,
  evaluationPeriods: 1,
  treatMissingData: 'notBreaching',
  actionsEnabled: true,
  actions: [TOPIC],
  ...over,
})

/** A topic with one confirmed subscriber, that CloudWatch and EventBridge may publish to. */
export const topicOf = (over: Partial<Topic> = {}): Topic => ({
  ...here,
  arn: TOPIC,
  exists: known(true),
  policy: known({
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: ['cloudwatch.amazonaws.com', 'events.amazonaws.com'] },
        Action: 'sns:Publish',
        Resource: TOPIC,
      },
    ],
  }),
  subscriptions: known([{ protocol: 'email', confirmed: true }]),
  ...over,
})

/** A rule on every change of CloudTrail, of its buckets and of its keys, that tells the topic. */
export const ruleOf = (over: Partial<EventRule> = {}): EventRule => ({
  ...here,
  arn: RULE,
  name: 'trail-changes',
  bus: 'default',
  state: 'ENABLED',
  pattern: {
    source: ['aws.cloudtrail', 'aws.s3', 'aws.kms'],
    'detail-type': ['AWS API Call via CloudTrail'],
  },
  targets: known([TOPIC]),
  ...over,
})

/** A healthy trail that sends to the log group, but for its status. */
export const sendingTrail = (status: Partial<TrailStatus> = {}): SnapshotTrail =>
  trailOf({
    config: { cloudWatchLogGroupArn: `${GROUP}:*` },
    status: { latestCloudWatchDeliveryTime: AT - HOUR / 6, ...status },
  })

/** The healthy account, its trail sending to CloudWatch Logs, with whatever watches there. */
export const watched = (over: Partial<Snapshot>): Snapshot =>
  snapshotOf({
    trails: [sendingTrail()],
    buckets: [bucketOf()],
    logGroups: [groupOf('', { metricFilters: known([]) })],
    topics: [topicOf()],
    ...over,
  })

/** The healthy account with one metric filter on the log group of its trail, and an alarm on that. */
export const alarmedBy = (pattern: string, over: Partial<Snapshot> = {}): Snapshot =>
  watched({ logGroups: [groupOf(pattern)], alarms: [alarmOf()], ...over })
