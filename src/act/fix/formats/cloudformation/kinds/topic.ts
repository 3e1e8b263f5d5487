import type { DesiredOf } from '../../../../../model/desired.ts'
import { partitionOfRegion } from '../../../../../model/regions.ts'
import type { Kind, Resource } from '../kind.ts'

const arnOf = ({ region, account, name }: DesiredOf<'topic'>): string =>
  `arn:${partitionOfRegion(region)}:sns:${region}:${account}:${name}`

/**
 * `AWS::SNS::Topic`, its policy and its subscriptions. Of a topic that is there only these two are written: they are
 * set anew, and the rest of the topic is left alone.
 */
export const topic: Kind<'topic'> = {
  kind: 'topic',
  type: 'AWS::SNS::TopicPolicy',
  print: (d, id) => {
    const isNew = d.state === 'new'
    const arn = isNew ? { Ref: `${id}Topic` } : arnOf(d)
    const made: Record<string, Resource> = isNew
      ? { Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: d.name } } }
      : {}
    const policy: Resource = {
      Type: 'AWS::SNS::TopicPolicy',
      Properties: { Topics: [arn], PolicyDocument: d.policy },
    }
    const subscriptions = d.subscriptions.map(({ protocol, endpoint }, i) => [
      `Subscription${i + 1}`,
      {
        Type: 'AWS::SNS::Subscription',
        Properties: { TopicArn: arn, Protocol: protocol, Endpoint: endpoint },
      },
    ])
    return { ...made, '': policy, ...Object.fromEntries(subscriptions) }
  },
  read: ({ properties: p }, { resource, all }) => {
    const [arn] = Array.isArray(p.Topics) ? p.Topics : []
    return {
      name:
        resource('Topic')?.properties.TopicName ??
        (typeof arn === 'string' ? arn.split(':').slice(5).join(':') : undefined),
      policy: p.PolicyDocument,
      subscriptions: all('Subscription').map((s) => ({
        protocol: s.properties.Protocol,
        endpoint: s.properties.Endpoint,
      })),
    }
  },
}
