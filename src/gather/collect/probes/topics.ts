import type { GetTopicAttributesResponse, Subscription } from '@aws-sdk/client-sns'
import { isKnown, type Observed } from '../../../model/observed.ts'
import type { Listed } from '../../../model/snapshot/resource.ts'
import type { Topic } from '../../../model/snapshot/watching.ts'
import type { Place, Probe } from '../probe.ts'
import { listAll } from './list-all.ts'
import { listedHere, wasAnswered } from './listing.ts'
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

/** Lists that name topics. */
const NAMING: ReadonlySet<Listed> = new Set(['alarms', 'event-rules'])

/**
 * Whether all topics that are named in this place are known: what names them was listed here, and each was answered. The
 * list of all topics is not needed.
 */
const allAnswered = ({ found, account, region }: Place, rows: readonly Topic[]): Observed<true> => {
  const isHere = (l: { account: string; region?: string | undefined }) =>
    l.account === account && l.region === region
  const answers: readonly Observed<unknown>[] = [
    ...found.trailsListed.filter(isHere).map((l) => l.listed),
    ...found.listings.filter((l) => NAMING.has(l.what) && isHere(l)).map((l) => l.listed),
    ...rows.map((t) => t.exists),
  ]
  return wasAnswered(answers.find((answer) => 'unknown' in answer) ?? { known: true })
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
    return {
      topics: rows,
      listings: [listedHere('topics', place, readAt, allAnswered(place, rows))],
    }
  },
} as const satisfies Probe
