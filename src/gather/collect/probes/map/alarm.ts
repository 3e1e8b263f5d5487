import type { CompositeAlarm, MetricAlarm } from '@aws-sdk/client-cloudwatch'
import type { MetricFilter } from '@aws-sdk/client-cloudwatch-logs'
import type { Alarm } from '../../../../model/snapshot/watching.ts'
import type { Instant } from '../../../../model/time.ts'
import { given, type Unknown } from './answer.ts'

/** Whether a metric filter may write a metric. */
export type Fed = (namespace: string | undefined, metric: string | undefined) => boolean

/** The metrics that filters write, with dimensions or without. */
export const fedBy = (filters: readonly MetricFilter[]): Fed => {
  const written = new Set(
    filters
      .flatMap((f) => f.metricTransformations ?? [])
      .map((t) => `${t.metricNamespace}\n${t.metricName}`),
  )
  return (namespace, metric) => written.has(`${namespace}\n${metric}`)
}

interface Where {
  readonly account: string
  readonly region: string
}

const hasDimensions = ({ Dimensions }: MetricAlarm): boolean => (Dimensions ?? []).length > 0

/** What AWS itself counts of a log group: an alarm on it hears that the log falls silent. */
const logGroupOf = ({ Namespace, Dimensions = [] }: MetricAlarm): string | undefined =>
  Namespace === 'AWS/Logs' && Dimensions.length === 1 && Dimensions[0]?.Name === 'LogGroupName'
    ? Dimensions[0].Value
    : undefined

/** An alarm on a log group's own metric, or on one metric without dimensions that a filter may write. */
export const alarmOf = (
  { account, region }: Where,
  readAt: Instant,
  alarm: MetricAlarm,
  fed: Fed,
): Alarm | undefined => {
  const { AlarmArn: arn, AlarmName: name, Namespace: namespace, MetricName: metric } = alarm
  const { ComparisonOperator: comparison, ActionsEnabled: actionsEnabled } = alarm
  if (arn === undefined || namespace === undefined || metric === undefined) return undefined
  if (comparison === undefined || actionsEnabled === undefined) return undefined
  const logGroup = logGroupOf(alarm)
  if (logGroup === undefined && (hasDimensions(alarm) || !fed(namespace, metric))) return undefined
  return {
    account,
    region,
    readAt,
    arn,
    name: name ?? arn.replace(/^.*:alarm:/, ''),
    namespace,
    metric,
    comparison,
    actionsEnabled,
    actions: alarm.AlarmActions ?? [],
    ...given({
      logGroup,
      statistic: alarm.Statistic ?? alarm.ExtendedStatistic,
      threshold: alarm.Threshold,
      periodSeconds: alarm.Period,
      evaluationPeriods: alarm.EvaluationPeriods,
      datapointsToAlarm: alarm.DatapointsToAlarm,
      unit: alarm.Unit,
      treatMissingData: alarm.TreatMissingData,
    }),
  }
}

const concerns = (alarm: MetricAlarm, fed: Fed): boolean =>
  fed(alarm.Namespace, alarm.MetricName) ||
  (alarm.Metrics ?? []).some(
    (query) =>
      (/SELECT/i.test(query.Expression ?? '') && !query.Expression?.includes('AWS/')) ||
      fed(query.MetricStat?.Metric?.Namespace, query.MetricStat?.Metric?.MetricName),
  )

const unsaid = (alarm: string | undefined, what: string): Unknown => ({
  unknown: 'not-collected',
  detail: `the alarm ${alarm ?? ''} ${what}, which is not judged`,
})

/** The first alarm that may tell someone of such a metric in a way that is not judged, as the reason of an unknown. */
export const unjudged = (
  alarms: readonly MetricAlarm[],
  composites: readonly CompositeAlarm[],
  rows: readonly Alarm[],
  fed: Fed,
): Unknown | undefined => {
  const judged = new Set(rows.map((row) => row.arn))
  const other = alarms.find((a) => concerns(a, fed) && !judged.has(a.AlarmArn ?? ''))
  if (other !== undefined) {
    const what = hasDimensions(other) ? 'is on a metric with dimensions' : 'combines metrics'
    return unsaid(other.AlarmName, what)
  }
  const over = composites.find(({ AlarmRule = '' }) =>
    rows.some((row) => AlarmRule.includes(row.name) || AlarmRule.includes(row.arn)),
  )
  return over === undefined ? undefined : unsaid(over.AlarmName, 'combines other alarms')
}
