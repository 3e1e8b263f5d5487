import { given } from '../../given.ts'
import { blockOf, type Kind, nested, resource } from '../kind.ts'

const GROUP = 'aws_cloudwatch_log_group'
const FILTER = 'aws_cloudwatch_log_metric_filter'

/** `aws_cloudwatch_log_group`; without a retention it keeps its events for ever. */
export const logGroup: Kind<'log-group'> = {
  kind: 'log-group',
  types: [GROUP],
  print: (d, label) => [
    resource(GROUP, label, [
      ['name', d.name],
      ['retention_in_days', d.retentionDays ?? undefined],
      ['kms_key_id', d.kmsKeyId],
    ]),
  ],
  adopt: { id: (d) => d.name, ignore: ['tags', 'tags_all', 'log_group_class', 'skip_destroy'] },
  read: ({ first }) =>
    given({
      name: first(GROUP)?.name,
      retentionDays: first(GROUP)?.retention_in_days ?? null,
      kmsKeyId: first(GROUP)?.kms_key_id,
    }),
}

/** `aws_cloudwatch_log_metric_filter`. */
export const metricFilter: Kind<'metric-filter'> = {
  kind: 'metric-filter',
  types: [FILTER],
  print: (d, label) => [
    resource(FILTER, label, [
      ['log_group_name', d.logGroup],
      ['name', d.name],
      ['pattern', d.pattern],
      nested('metric_transformation', [
        ['namespace', d.namespace],
        ['name', d.metric],
        ['value', d.value],
        ['default_value', d.defaultValue],
      ]),
    ]),
  ],
  adopt: { id: (d) => `${d.logGroup}:${d.name}`, ignore: [] },
  read: ({ first }) => {
    const filter = first(FILTER)
    const made = blockOf(filter, 'metric_transformation')
    return given({
      logGroup: filter?.log_group_name,
      name: filter?.name,
      pattern: filter?.pattern,
      namespace: made?.namespace,
      metric: made?.name,
      value: made?.value,
      defaultValue: made?.default_value,
    })
  },
}
