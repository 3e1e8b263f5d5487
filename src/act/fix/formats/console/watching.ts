import type { DesiredOf } from '../../../../model/desired.ts'
import { partitionOfRegion } from '../../../../model/regions.ts'
import { alarmMembers } from '../alarm-members.ts'
import { given } from '../given.ts'
import type { CallsOf } from './call.ts'

export const topicCalls: CallsOf<DesiredOf<'topic'>> = (d) => {
  const arn = `arn:${partitionOfRegion(d.region)}:sns:${d.region}:${d.account}:${d.name}`
  const sns = { service: 'sns' } as const
  return [
    ...(d.state === 'new'
      ? [
          {
            ...sns,
            operation: 'create-topic',
            text: `Create the topic ${d.name}`,
            input: { Name: d.name },
          },
        ]
      : []),
    {
      ...sns,
      operation: 'set-topic-attributes',
      text: `Set the whole policy of the topic ${d.name}`,
      input: { TopicArn: arn, AttributeName: 'Policy' },
      documents: { 'attribute-value': d.policy },
    },
    ...d.subscriptions.map(({ protocol, endpoint }) => ({
      ...sns,
      operation: 'subscribe',
      text: `Subscribe ${endpoint} to it`,
      input: { TopicArn: arn, Protocol: protocol, Endpoint: endpoint },
    })),
  ]
}

export const eventRuleCalls: CallsOf<DesiredOf<'event-rule'>> = (d) => [
  {
    service: 'events',
    operation: 'put-rule',
    text: `Write the rule ${d.name}`,
    input: {
      Name: d.name,
      EventBusName: d.bus,
      Description: d.description,
      State: d.isEnabled ? 'ENABLED' : 'DISABLED',
    },
    documents: { 'event-pattern': d.pattern },
  },
  {
    service: 'events',
    operation: 'put-targets',
    text: `Send what ${d.name} finds to its targets`,
    input: {
      Rule: d.name,
      EventBusName: d.bus,
      Targets: d.targets.map((Arn, i) => ({ Id: `target${i + 1}`, Arn })),
    },
  },
]

export const logGroupCalls: CallsOf<DesiredOf<'log-group'>> = (d) => {
  const logs = { service: 'logs' } as const
  const isNew = d.state === 'new'
  const input = { logGroupName: d.name }
  const create = {
    ...logs,
    operation: 'create-log-group',
    text: `Create the log group ${d.name}`,
    input: given({ ...input, kmsKeyId: d.kmsKeyId }),
  }
  const key = {
    ...logs,
    operation: 'associate-kms-key',
    text: `Set the key of the log group ${d.name}`,
    input: given({ ...input, kmsKeyId: d.kmsKeyId }),
  }
  const forEver = {
    ...logs,
    operation: 'delete-retention-policy',
    text: `Keep the events of ${d.name} for ever`,
    input,
  }
  const keep = {
    ...logs,
    operation: 'put-retention-policy',
    text: `Keep the events of ${d.name} for ${d.retentionDays ?? 0} days`,
    input: { ...input, retentionInDays: d.retentionDays ?? 0 },
  }
  return [
    ...(isNew ? [create] : []),
    ...(!isNew && d.kmsKeyId !== undefined ? [key] : []),
    ...(d.retentionDays !== null ? [keep] : isNew ? [] : [forEver]),
  ]
}

export const metricFilterCalls: CallsOf<DesiredOf<'metric-filter'>> = (d) => [
  {
    service: 'logs',
    operation: 'put-metric-filter',
    text: `Count what ${d.name} finds in ${d.logGroup}`,
    input: {
      logGroupName: d.logGroup,
      filterName: d.name,
      filterPattern: d.pattern,
      metricTransformations: [
        given({
          metricNamespace: d.namespace,
          metricName: d.metric,
          metricValue: d.value,
          defaultValue: d.defaultValue,
        }),
      ],
    },
  },
]

export const alarmCalls: CallsOf<DesiredOf<'alarm'>> = (d) => [
  {
    service: 'cloudwatch',
    operation: 'put-metric-alarm',
    text: `Write the alarm ${d.name}`,
    input: alarmMembers(d),
  },
]
