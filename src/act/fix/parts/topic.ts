import type { Desired, DesiredOf } from '../../../model/desired.ts'
import { isKnown } from '../../../model/observed.ts'
import type { Manual } from '../../../model/plan.ts'
import type { Topic } from '../../../model/snapshot/watching.ts'
import type { Place } from '../../../reason/assess/places.ts'
import type { Context } from '../remedy.ts'
import type { Why } from './proposal.ts'

/** The topic that alerts on the log go to: one in each account and region that has a rule or an alarm. */
export const ALERT_TOPIC = 'audit-log-alerts'

/** Where alerts of a place go, and what a person has to do so that they arrive. */
export interface AlertTopic {
  readonly arn: string
  readonly desired: readonly Desired[]
  readonly after: readonly Manual[]
  readonly proof: readonly Manual[]
}

const protocols: readonly (readonly [RegExp, string])[] = [
  [/^https:\/\/\S+$/, 'https'],
  [/^arn:[^:]*:sqs:/, 'sqs'],
  [/^arn:[^:]*:lambda:/, 'lambda'],
  [/^[^\s@]+@[^\s@]+$/, 'email'],
]

/** How SNS calls the way to an address; undefined for what it cannot be told to reach. */
export const protocolOf = (address: string): string | undefined =>
  protocols.find(([shape]) => shape.test(address))?.[1]

/** What rules and alarms need. Rules are let in by name: EventBridge does not promise a source for SNS. */
const statements = (arn: string, partition: string, { account, region }: Place) => [
  {
    Sid: 'AuditLogRules',
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sns:Publish',
    Resource: arn,
  },
  {
    Sid: 'AuditLogAlarms',
    Effect: 'Allow',
    Principal: { Service: 'cloudwatch.amazonaws.com' },
    Action: 'sns:Publish',
    Resource: arn,
    Condition: {
      StringEquals: { 'aws:SourceAccount': account },
      ArnLike: { 'aws:SourceArn': `arn:${partition}:cloudwatch:${region}:${account}:alarm:*` },
    },
  },
]

const sidOf = (statement: unknown): unknown =>
  typeof statement === 'object' && statement !== null && 'Sid' in statement
    ? statement.Sid
    : undefined

/** The policy that is there, with what is needed; undefined where it was not read. */
const policyOf = (before: Topic | undefined, needed: ReturnType<typeof statements>) => {
  if (before === undefined) return { Version: '2012-10-17', Statement: needed }
  if (before.policy === undefined || !isKnown(before.policy)) return undefined
  const had = before.policy.known ?? { Version: '2012-10-17' }
  const kept = [had.Statement ?? []].flat().filter((s) => !needed.some((n) => n.Sid === sidOf(s)))
  return { ...had, Statement: [...kept, ...needed] }
}

const proofOf = (arn: string, { account, region }: Place): Manual => ({
  text: `Send a message to topic ${ALERT_TOPIC} in ${region} of account ${account} and see that it arrives`,
  command: [
    ...['aws', 'sns', 'publish', '--region', region, '--topic-arn', arn],
    ...['--message', 'Test of the alerts on the audit log'],
  ],
  account,
  region,
})

const confirmation = (address: string, protocol: string, place: Place): readonly Manual[] =>
  protocol === 'email' || protocol === 'https'
    ? [
        {
          text: `Confirm the subscription of ${address} to topic ${ALERT_TOPIC} in ${place.region} of account ${place.account}: until then nobody is told of anything`,
          account: place.account,
          region: place.region,
        },
      ]
    : [
        {
          text: `Let topic ${ALERT_TOPIC} in ${place.region} of account ${place.account} send to ${address}: its own policy must say so`,
          account: place.account,
          region: place.region,
        },
      ]

/** The topic for alerts of a place, or why there can be none. */
export const alertTopic = (context: Context, place: Place): AlertTopic | Why => {
  const address = context.choice('notify')
  if (address === null)
    return { why: 'nobody said who is to be told: give an address to notify', needs: 'notify' }
  const protocol = protocolOf(address)
  if (protocol === undefined)
    return { why: `${address} is no mail address, https address, queue or function` }
  const { partition } = context.snapshot
  const arn = `arn:${partition}:sns:${place.region}:${place.account}:${ALERT_TOPIC}`
  const had = context.collected.topics.find((t) => t.arn === arn && isThere(t))
  const policy = policyOf(had, statements(arn, partition, place))
  if (policy === undefined)
    return { why: `topic ${arn} is there, and its policy was not read: it would be replaced` }
  const topic: DesiredOf<'topic'> = {
    kind: 'topic',
    ...place,
    state: had === undefined ? 'new' : 'existing',
    name: ALERT_TOPIC,
    policy,
    subscriptions: [{ protocol, endpoint: address }],
  }
  return {
    arn,
    desired: [topic],
    after: confirmation(address, protocol, place),
    proof: [proofOf(arn, place)],
  }
}

const isThere = ({ exists }: Topic): boolean => isKnown(exists) && exists.known
