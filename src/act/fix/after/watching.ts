import type { DesiredOf } from '../../../model/desired.ts'
import type { LogGroup } from '../../../model/snapshot/watching.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import type { Instant } from '../../../model/time.ts'
import { replaced } from './replaced.ts'

interface In {
  readonly account: string
  readonly region: string
}

const isIn = (one: In, { account, region }: In): boolean =>
  one.account === account && one.region === region

const arnIn = (snapshot: Snapshot, service: string, { account, region }: In, rest: string) =>
  `arn:${snapshot.partition}:${service}:${region}:${account}:${rest}`

/** The account at the other end of a subscription, where its endpoint is an ARN. */
const accountOf = (endpoint: string): { account?: string } => {
  const account = endpoint.startsWith('arn:') ? endpoint.split(':')[4] : undefined
  return account === undefined || account === '' ? {} : { account }
}

/** Subscriptions are added to those that are there, and are confirmed: the plan has a manual step for it. */
export const withTopic = (snapshot: Snapshot, d: DesiredOf<'topic'>, now: Instant): Snapshot => {
  const arn = arnIn(snapshot, 'sns', d, d.name)
  const added = d.subscriptions.map(({ protocol, endpoint }) => ({
    protocol,
    ...accountOf(endpoint),
    confirmed: true,
  }))
  return {
    ...snapshot,
    topics: replaced(
      snapshot.topics,
      (topic) => topic.arn === arn,
      (before) => {
        const had = before?.subscriptions
        return {
          ...(before ?? { account: d.account, region: d.region, arn }),
          readAt: now,
          exists: { known: true },
          policy: { known: d.policy },
          subscriptions: { known: [...(had && 'known' in had ? had.known : []), ...added] },
        }
      },
    ),
  }
}

export const withEventRule = (
  snapshot: Snapshot,
  d: DesiredOf<'event-rule'>,
  now: Instant,
): Snapshot => {
  const rule = {
    account: d.account,
    region: d.region,
    readAt: now,
    arn: arnIn(
      snapshot,
      'events',
      d,
      d.bus === 'default' ? `rule/${d.name}` : `rule/${d.bus}/${d.name}`,
    ),
    name: d.name,
    bus: d.bus,
    state: d.isEnabled ? 'ENABLED' : 'DISABLED',
    pattern: d.pattern,
    targets: { known: [...d.targets] },
  }
  return {
    ...snapshot,
    eventRules: replaced(
      snapshot.eventRules,
      (one) => isIn(one, d) && one.bus === d.bus && one.name === d.name,
      () => rule,
    ),
  }
}

const isGroup = (group: LogGroup, d: In, name: string): boolean =>
  isIn(group, d) && group.name === name

export const withLogGroup = (
  snapshot: Snapshot,
  d: DesiredOf<'log-group'>,
  now: Instant,
): Snapshot => ({
  ...snapshot,
  logGroups: replaced(
    snapshot.logGroups,
    (group) => isGroup(group, d, d.name),
    (before) => ({
      ...(before ?? {
        account: d.account,
        region: d.region,
        arn: arnIn(snapshot, 'logs', d, `log-group:${d.name}`),
        name: d.name,
        metricFilters: { known: [] },
        subscriptions: { known: [] },
      }),
      readAt: now,
      exists: { known: true },
      retentionDays: d.retentionDays,
      ...(d.kmsKeyId === undefined ? {} : { kmsKeyId: d.kmsKeyId }),
    }),
  ),
})

/** Where the filters that are there were not read, one more makes none of them known. */
export const withMetricFilter = (snapshot: Snapshot, d: DesiredOf<'metric-filter'>): Snapshot => {
  const filter = {
    name: d.name,
    pattern: d.pattern,
    metrics: [
      {
        namespace: d.namespace,
        name: d.metric,
        value: d.value,
        ...(d.defaultValue === undefined ? {} : { defaultValue: d.defaultValue }),
      },
    ],
  }
  return {
    ...snapshot,
    logGroups: snapshot.logGroups.map((group) =>
      isGroup(group, d, d.logGroup) && group.metricFilters && 'known' in group.metricFilters
        ? {
            ...group,
            metricFilters: {
              known: replaced(
                group.metricFilters.known,
                (one) => one.name === d.name,
                () => filter,
              ),
            },
          }
        : group,
    ),
  }
}

export const withAlarm = (snapshot: Snapshot, d: DesiredOf<'alarm'>, now: Instant): Snapshot => {
  const logGroup = d.dimensions.LogGroupName
  const alarm = {
    account: d.account,
    region: d.region,
    readAt: now,
    arn: arnIn(snapshot, 'cloudwatch', d, `alarm:${d.name}`),
    name: d.name,
    namespace: d.namespace,
    metric: d.metric,
    ...(logGroup === undefined ? {} : { logGroup }),
    statistic: d.statistic,
    comparison: d.comparison,
    threshold: d.threshold,
    periodSeconds: d.periodSeconds,
    evaluationPeriods: d.evaluationPeriods,
    treatMissingData: d.treatMissingData,
    actionsEnabled: true,
    actions: [...d.actions],
  }
  return {
    ...snapshot,
    alarms: replaced(
      snapshot.alarms,
      (one) => isIn(one, d) && one.name === d.name,
      () => alarm,
    ),
  }
}
