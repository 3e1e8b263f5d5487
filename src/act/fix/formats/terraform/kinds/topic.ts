import type { DesiredOf } from '../../../../../model/desired.ts'
import { partitionOfRegion } from '../../../../../model/regions.ts'
import { jsonIn, type Kind, resource } from '../kind.ts'

const TOPIC = 'aws_sns_topic'
const POLICY = 'aws_sns_topic_policy'
const SUBSCRIPTION = 'aws_sns_topic_subscription'

const arnOf = ({ region, account, name }: DesiredOf<'topic'>): string =>
  `arn:${partitionOfRegion(region)}:sns:${region}:${account}:${name}`

/** A topic, its policy and its subscriptions; of one that is there only these two. */
export const topic: Kind<'topic'> = {
  kind: 'topic',
  types: [POLICY],
  print: (d, label) => {
    const isNew = d.state === 'new'
    const arn = isNew ? { names: `${TOPIC}.${label}.arn` } : arnOf(d)
    return [
      ...(isNew ? [resource(TOPIC, label, [['name', d.name]])] : []),
      resource(POLICY, label, [
        ['arn', arn],
        ['policy', { json: d.policy }],
      ]),
      ...d.subscriptions.map((s, i) =>
        resource(SUBSCRIPTION, `${label}_${i + 1}`, [
          ['topic_arn', arn],
          ['protocol', s.protocol],
          ['endpoint', s.endpoint],
        ]),
      ),
    ]
  },
  read: ({ first, numbered }) => {
    const arn = first(POLICY)?.arn
    return {
      name:
        first(TOPIC)?.name ??
        (typeof arn === 'string' ? arn.split(':').slice(5).join(':') : undefined),
      policy: jsonIn(first(POLICY)?.policy),
      subscriptions: numbered(SUBSCRIPTION).map((s) => ({
        protocol: s.protocol,
        endpoint: s.endpoint,
      })),
    }
  },
}
