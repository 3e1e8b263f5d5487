import { isKnown } from '../../../model/observed.ts'
import type { Ternary } from '../../../model/scope.ts'
import type { Topic } from '../../../model/snapshot/watching.ts'
import { some } from '../../../model/ternary.ts'
import { allows, statementsOnce } from '../../policies/allows.ts'
import type { Requester } from '../../policies/request.ts'
import { topicNamed } from '../inventory/topics.ts'
import { whyUnknown } from '../words.ts'
import type { World } from '../world.ts'
import { type Hearing, heard, through, unheard, unsure } from './hearing.ts'

/** Who publishes to a topic: the alarm or rule, and the service that speaks for it. */
export interface Publisher {
  readonly arn: string
  readonly account: string
  readonly service: 'cloudwatch.amazonaws.com' | 'events.amazonaws.com'
}

/**
 * The ways in which a publisher may be named. The policy that SNS makes by itself lets in the owner of the topic
 * (AWS:SourceOwner), and alarms of the same account with it; rules it does not.
 */
const speakers = (topic: Topic, { service, account }: Publisher): readonly Requester[] => [
  { kind: 'Service', name: service },
  ...(service === 'cloudwatch.amazonaws.com' && account === topic.account
    ? [{ kind: 'AWS' as const, arn: `arn:aws:iam::${account}:root`, account }]
    : []),
]

const mayPublish = (topic: Topic, publisher: Publisher): Ternary => {
  const { policy } = topic
  if (policy === undefined || !isKnown(policy) || policy.known === null) return 'unknown'
  const statements = statementsOnce(policy.known)
  return some(
    speakers(topic, publisher).map((requester) =>
      allows(statements, {
        requester,
        action: 'sns:Publish',
        resource: topic.arn,
        context: {
          'aws:sourcearn': [publisher.arn],
          'aws:sourceaccount': [publisher.account],
          'aws:securetransport': ['true'],
          ...(requester.kind === 'AWS' ? { 'aws:sourceowner': [publisher.account] } : {}),
        },
      }),
    ),
  )
}

const subscribed = (topic: Topic): Hearing => {
  if (isKnown(topic.exists) && !topic.exists.known) return unheard('the topic does not exist')
  const { subscriptions } = topic
  if (subscriptions === undefined || !isKnown(subscriptions))
    return unsure(`who is subscribed is not known, because ${whyUnknown(subscriptions)}`)
  const confirmed = subscriptions.known.filter((s) => s.confirmed)
  if (confirmed.length > 0)
    return heard(`a subscriber by ${[...new Set(confirmed.map((s) => s.protocol))].join(' or ')}`)
  return unheard(
    subscriptions.known.length === 0 ? 'nobody is subscribed' : 'no subscription is confirmed',
  )
}

const topicHears = (world: World, arn: string, publisher: Publisher): Hearing => {
  const link = `topic ${arn.split(':').at(-1)}`
  const topic = topicNamed(world, arn)
  if (topic === undefined) return unsure(`${link} was not collected`)
  const hearing = subscribed(topic)
  if (hearing.status === 'no') return through(link, hearing)
  const may = mayPublish(topic, publisher)
  if (may === 'no') return unheard(`${link}: its policy does not let ${publisher.service} publish`)
  return may === 'unknown'
    ? unsure(`${link}: whether its policy lets ${publisher.service} publish is not known`)
    : through(link, hearing)
}

/** Targets that do something with an event by themselves. Whether what they do reaches a person is not followed. */
const receiving: Readonly<Record<string, string>> = {
  lambda: 'function',
  sqs: 'queue',
  states: 'state machine',
  firehose: 'stream',
  kinesis: 'stream',
  'ssm-incidents': 'incident plan',
  ssm: 'operations item',
}

/** Whether the target of a rule, or the action of an alarm, hears what it is sent. Buses are followed elsewhere. */
export const receiverHears = (world: World, arn: string, publisher: Publisher): Hearing => {
  const [, , service = '', , , resource = ''] = arn.split(':')
  if (service === 'sns') return topicHears(world, arn, publisher)
  if (service === 'events' && resource.startsWith('api-destination/')) return heard('a web hook')
  const kind = receiving[service]
  if (kind !== undefined) return heard(`${kind} ${arn.split(/[:/]/).at(-1)}`)
  return service === 'logs'
    ? unheard(`${arn} only stores what it is sent`)
    : unsure(`whether ${arn} tells anyone is not known`)
}
