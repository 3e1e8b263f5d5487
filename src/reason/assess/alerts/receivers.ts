import { isKnown } from '../../../model/observed.ts'
import type { Ternary } from '../../../model/scope.ts'
import type { Topic } from '../../../model/snapshot/watching.ts'
import { allows, statementsOnce } from '../../policies/allows.ts'
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

/** CloudWatch speaks as the owner of the topic, as the policy that SNS makes by itself wants; EventBridge does not. */
const mayPublish = (topic: Topic, publisher: Publisher): Ternary => {
  if (topic.policy === undefined || !isKnown(topic.policy)) return 'unknown'
  if (topic.policy.known === null) return 'unknown'
  return allows(statementsOnce(topic.policy.known), {
    requester: { kind: 'Service', name: publisher.service },
    action: 'sns:Publish',
    resource: topic.arn,
    context: {
      'aws:sourcearn': [publisher.arn],
      'aws:sourceaccount': [publisher.account],
      'aws:securetransport': ['true'],
      'aws:principalisawsservice': ['true'],
      ...(publisher.service === 'cloudwatch.amazonaws.com'
        ? { 'aws:sourceowner': [publisher.account] }
        : {}),
    },
  })
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
