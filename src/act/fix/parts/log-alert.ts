import type { Desired } from '../../../model/desired.ts'
import type { Manual } from '../../../model/plan.ts'
import type { Monitored } from '../../../reason/assess/checks/watching/cis/monitoring.ts'
import type { Context } from '../remedy.ts'
import type { LogFeed } from './log-feed.ts'
import { stateOfAlarm, stateOfFilter } from './state.ts'

/** The namespace of the metrics that alerts are made from. */
export const ALERT_NAMESPACE = 'AuditLogAlerts'

/** Of what comes in ones and twos every day, a person is told when it comes in numbers. */
const SEVERAL = 5
const PERIOD_SECONDS = 300

/** `audit-log-root-use`: the name of the filter, the metric and the alarm. */
const nameOf = ({ id }: Monitored): string => `audit-log-${id.replace('cis-monitoring-', '')}`

/** A metric filter for an item of the benchmark, and an alarm that tells the topic. */
export const logAlert = (
  context: Context,
  feed: LogFeed,
  item: Monitored,
  topic: string,
): readonly Desired[] => {
  const { account, region } = feed.place
  const name = nameOf(item)
  const metric = { namespace: ALERT_NAMESPACE, metric: name }
  return [
    {
      kind: 'metric-filter',
      account,
      region,
      state: stateOfFilter(context, feed, name),
      logGroup: feed.logGroup,
      name,
      pattern: item.pattern,
      ...metric,
      value: '1',
      defaultValue: 0,
    },
    {
      kind: 'alarm',
      account,
      region,
      state: stateOfAlarm(context, feed.place, name),
      name,
      description: `Tells of ${item.what}`,
      ...metric,
      dimensions: {},
      statistic: 'Sum',
      comparison: 'GreaterThanOrEqualToThreshold',
      threshold: item.sensitivity === 'several events' ? SEVERAL : 1,
      periodSeconds: PERIOD_SECONDS,
      evaluationPeriods: 1,
      treatMissingData: 'notBreaching',
      actions: [topic],
    },
  ]
}

/** An alarm is tried by setting it off: it goes back by itself with the next period. */
export const alarmProof = (name: string, { account, region }: LogFeed['place']): Manual => ({
  text: `Set alarm ${name} off once and see that someone is told`,
  command: [
    ...['aws', 'cloudwatch', 'set-alarm-state', '--region', region, '--alarm-name', name],
    ...['--state-value', 'ALARM', '--state-reason', 'Test of the alerts on the audit log'],
  ],
  account,
  region,
})

/** One proof for all alarms of a log group: they tell the same topic. */
export const logAlertProofs = (
  { place }: LogFeed,
  items: readonly Monitored[],
): readonly Manual[] => items.slice(0, 1).map((item) => alarmProof(nameOf(item), place))
