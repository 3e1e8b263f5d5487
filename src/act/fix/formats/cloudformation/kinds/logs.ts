import { isList, isMap } from '../../../../../reason/templates/values.ts'
import { given } from '../../given.ts'
import type { Kind } from '../kind.ts'

/** `AWS::Logs::LogGroup`. */
export const logGroup: Kind<'log-group'> = {
  kind: 'log-group',
  type: 'AWS::Logs::LogGroup',
  print: (d) => ({
    '': {
      Type: 'AWS::Logs::LogGroup',
      Properties: given({
        LogGroupName: d.name,
        RetentionInDays: d.retentionDays ?? undefined,
        KmsKeyId: d.kmsKeyId,
      }),
    },
  }),
  adopt: (d) => ({ identifier: { LogGroupName: d.name }, least: { LogGroupName: d.name } }),
  read: ({ properties: p }) =>
    given({ name: p.LogGroupName, retentionDays: p.RetentionInDays ?? null, kmsKeyId: p.KmsKeyId }),
}

/** `AWS::Logs::MetricFilter`. */
export const metricFilter: Kind<'metric-filter'> = {
  kind: 'metric-filter',
  type: 'AWS::Logs::MetricFilter',
  print: (d) => {
    const MetricTransformations = [
      given({
        MetricNamespace: d.namespace,
        MetricName: d.metric,
        MetricValue: d.value,
        DefaultValue: d.defaultValue,
      }),
    ]
    return {
      '': {
        Type: 'AWS::Logs::MetricFilter',
        Properties: {
          LogGroupName: d.logGroup,
          FilterName: d.name,
          FilterPattern: d.pattern,
          MetricTransformations,
        },
      },
    }
  },
  adopt: (d) => ({
    identifier: { LogGroupName: d.logGroup, FilterName: d.name },
    least: {
      LogGroupName: d.logGroup,
      FilterName: d.name,
      FilterPattern: d.pattern,
      MetricTransformations: [
        { MetricNamespace: d.namespace, MetricName: d.metric, MetricValue: d.value },
      ],
    },
  }),
  read: ({ properties: p }) => {
    const [first] = isList(p.MetricTransformations) ? p.MetricTransformations.filter(isMap) : []
    return given({
      logGroup: p.LogGroupName,
      name: p.FilterName,
      pattern: p.FilterPattern,
      namespace: first?.MetricNamespace,
      metric: first?.MetricName,
      value: first?.MetricValue,
      defaultValue: first?.DefaultValue,
    })
  },
}
