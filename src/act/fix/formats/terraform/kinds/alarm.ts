import { filled } from '../../given.ts'
import { type Kind, resource } from '../kind.ts'

const TYPE = 'aws_cloudwatch_metric_alarm'

/** `aws_cloudwatch_metric_alarm`. */
export const alarm: Kind<'alarm'> = {
  kind: 'alarm',
  types: [TYPE],
  print: (d, label) => [
    resource(TYPE, label, [
      ['alarm_name', d.name],
      ['alarm_description', filled(d.description)],
      ['namespace', d.namespace],
      ['metric_name', d.metric],
      ['dimensions', { map: d.dimensions }],
      ['statistic', d.statistic],
      ['comparison_operator', d.comparison],
      ['threshold', d.threshold],
      ['period', d.periodSeconds],
      ['evaluation_periods', d.evaluationPeriods],
      ['treat_missing_data', d.treatMissingData],
      ['alarm_actions', d.actions],
    ]),
  ],
  adopt: {
    id: (d) => d.name,
    ignore: ['tags', 'tags_all', 'ok_actions', 'insufficient_data_actions'],
  },
  read: ({ first }) => {
    const a = first(TYPE)
    return {
      name: a?.alarm_name,
      description: a?.alarm_description ?? '',
      namespace: a?.namespace,
      metric: a?.metric_name,
      dimensions: a?.dimensions ?? {},
      statistic: a?.statistic,
      comparison: a?.comparison_operator,
      threshold: a?.threshold,
      periodSeconds: a?.period,
      evaluationPeriods: a?.evaluation_periods,
      treatMissingData: a?.treat_missing_data ?? 'missing',
      actions: a?.alarm_actions ?? [],
    }
  },
}
