import type { GetTopicAttributesResponse, Subscription } from '@aws-sdk/client-sns'
import { isKnown, type Observed } from '../../../model/observed.ts'
import type { Topic } from '../../../model/snapshot/watching.ts'
import type { Place, Probe } from '../probe.ts'
import { listAll } from './list-all.ts'
import { listedHere } from './listing.ts'
import { mapKnown, noneOr, readKnown } from './map/answer.ts'
import { topicPolicyOf, topicSubscriptionsOf } from './map/topic.ts'
import { arnsOf } from './places/asked-here.ts'
import { topicsNamedHere } from './places/topics.ts'

const GONE = ['NotFound', 'NotFoundException']

const read = async (place: Place, arn: string): Promise<Topic> => {
  const readAt = place.now()
  const attributes = await place.ask<GetTopicAttributesResponse>(
    'sns',
    'GetTopicAttributes',
    { TopicArn: arn },
    { absent: GONE },
  )
  const row = {
    account: place.account,
    region: place.region,
    readAt,
    arn,
    exists: mapKnown(attributes, (a) => a !== null),
  }
  if (isKnown(attributes) && attributes.known === null) return row
  const subscriptions = await listAll<Subscription>(
    place,
    ['sns', 'ListSubscriptionsByTopic', 'Subscriptions'],
    { TopicArn: arn },
  )
  return {
    ...row,
    policy: noneOr(attributes, topicPolicyOf),
    subscriptions: readKnown(subscriptions, topicSubscriptionsOf),
  }
}

/** Whether the topics that are named were all answered: the list of topics itself is not needed. */
const allAnswered = (topics: readonly Topic[]): Observed<true> => {
  const unread = topics.find((t) => 'unknown' in t.exists)
  return unread !== undefined && 'unknown' in unread.exists ? unread.exists : { known: true }
}

/** A chain of alerts ends in a topic: without a confirmed subscriber nobody hears. */
export const topics = {
  id: 'topics',
  reads: 'SNS topics that trails, alarms and rules name: their policy and who is subscribed.',
  step: 'details',
  reach: 'region',
  calls: [
    { service: 'sns', operation: 'GetTopicAttributes', action: 'sns:GetTopicAttributes' },
    {
      service: 'sns',
      operation: 'ListSubscriptionsByTopic',
      action: 'sns:ListSubscriptionsByTopic',
    },
  ],
  run: async (place) => {
    const readAt = place.now()
    const here = arnsOf(topicsNamedHere(place))
    const rows = await Promise.all(here.map((arn) => read(place, arn)))
    return { topics: rows, listings: [listedHere('topics', place, readAt, allAnswered(rows))] }
  },
} as const satisfies Probe
