import { isList, isMap } from '../../../../../reason/templates/values.ts'
import { alarmMembers } from '../../alarm-members.ts'
import type { Kind } from '../kind.ts'

/** `AWS::CloudWatch::Alarm`. */
export const alarm: Kind<'alarm'> = {
  kind: 'alarm',
  type: 'AWS::CloudWatch::Alarm',
  print: (d) => ({
    '': {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: alarmMembers(d),
    },
  }),
  adopt: (d) => ({
    identifier: { AlarmName: d.name },
    least: {
      AlarmName: d.name,
      Namespace: d.namespace,
      MetricName: d.metric,
      Statistic: d.statistic,
      ComparisonOperator: d.comparison,
      Threshold: d.threshold,
      Period: d.periodSeconds,
      EvaluationPeriods: d.evaluationPeriods,
    },
  }),
  read: ({ properties: p }) => ({
    name: p.AlarmName,
    description: p.AlarmDescription ?? '',
    namespace: p.Namespace,
    metric: p.MetricName,
    dimensions: Object.fromEntries(
      isList(p.Dimensions) ? p.Dimensions.filter(isMap).map((d) => [d.Name, d.Value]) : [],
    ),
    statistic: p.Statistic,
    comparison: p.ComparisonOperator,
    threshold: p.Threshold,
    periodSeconds: p.Period,
    evaluationPeriods: p.EvaluationPeriods,
    treatMissingData: p.TreatMissingData ?? 'missing',
    actions: p.AlarmActions ?? [],
  }),
}
