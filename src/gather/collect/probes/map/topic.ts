import type { GetTopicAttributesResponse, Subscription } from '@aws-sdk/client-sns'
import type { Observed } from '../../../../model/observed.ts'
import type { Topic } from '../../../../model/snapshot/watching.ts'
import { given, withoutMember } from './answer.ts'
import { ownerOfArn } from './arn.ts'
import { type PolicyDocument, policyOf } from './policy-document.ts'

type Subscriptions = Extract<NonNullable<Topic['subscriptions']>, { known: unknown }>['known']

/** SNS gives every topic a policy, as text in its attributes. */
export const topicPolicyOf = (answer: GetTopicAttributesResponse): Observed<PolicyDocument> =>
  answer.Attributes === undefined ? withoutMember('Attributes') : policyOf(answer.Attributes.Policy)

/** What SNS writes in place of the ARN of a subscription: nobody has said yes yet, or it is gone. */
const PENDING = 'PendingConfirmation'
const DELETED = 'Deleted'

/** Who is subscribed. The account at the other end is told by the ARN of a queue or function; addresses are not kept. */
export const topicSubscriptionsOf = (
  subscriptions: readonly Subscription[],
): Observed<Subscriptions> => {
  const present = subscriptions.filter((s) => s.SubscriptionArn !== DELETED)
  const read = present.flatMap(({ SubscriptionArn, Protocol, Endpoint }) =>
    SubscriptionArn === undefined || Protocol === undefined
      ? []
      : [
          {
            protocol: Protocol,
            confirmed: SubscriptionArn !== PENDING,
            ...given({ account: Endpoint === undefined ? undefined : ownerOfArn(Endpoint) }),
          },
        ],
  )
  return read.length === present.length ? { known: read } : withoutMember('SubscriptionArn')
}
