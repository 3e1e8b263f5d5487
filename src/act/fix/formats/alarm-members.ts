import type { DesiredOf } from '../../../model/desired.ts'
import { filled, given } from './given.ts'

/** An alarm as PutMetricAlarm takes it; CloudFormation calls its members the same. */
export const alarmMembers = (d: DesiredOf<'alarm'>) =>
  given({
    AlarmName: d.name,
    AlarmDescription: filled(d.description),
    Namespace: d.namespace,
    MetricName: d.metric,
    Dimensions: Object.entries(d.dimensions).map(([Name, Value]) => ({ Name, Value })),
    Statistic: d.statistic,
    ComparisonOperator: d.comparison,
    Threshold: d.threshold,
    Period: d.periodSeconds,
    EvaluationPeriods: d.evaluationPeriods,
    TreatMissingData: d.treatMissingData,
    AlarmActions: d.actions,
  })
