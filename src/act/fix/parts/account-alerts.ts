import type { Finding } from '../../../model/finding.ts'
import type { Phase } from '../../../model/plan.ts'
import type { World } from '../../../reason/assess/world.ts'
import type { Context, Proposal } from '../remedy.ts'
import { logAlert, logAlertProofs } from './log-alert.ts'
import { type LogFeed, logFeed } from './log-feed.ts'
import { itemOf } from './monitored-items.ts'
import { refusal } from './proposal.ts'
import { silenceAlarm, WHY_BOTH } from './silence.ts'
import { alertTopic } from './topic.ts'

const FEED_RISK =
  'CloudWatch Logs charges for every event that comes in; the trail starts to deliver to it with this step'

const noteAt = (phase: Phase, { place: { account, region } }: LogFeed) => ({
  phase,
  account,
  region,
})

/**
 * Alerts on items of the benchmark for one account, from a log group that hears it from every region: that of the
 * organisation trail where there is one, so that all accounts share one set. A log group that is made here has its
 * alarm on silence at once.
 */
export const accountAlerts = (
  context: Context,
  world: World,
  account: string,
  findings: readonly Finding[],
): Proposal => {
  const feed = logFeed(context, world, account)
  if ('why' in feed) return refusal(findings, feed)
  const topic = alertTopic(context, feed.place)
  if ('why' in topic) return refusal(findings, topic)
  const items = findings.flatMap((f) => itemOf(f) ?? [])
  const isNew = feed.desired.length > 0
  return {
    desired: [
      ...feed.desired,
      ...topic.desired,
      ...items.flatMap((item) => logAlert(context, feed, item, topic.arn)),
      ...(isNew ? [silenceAlarm(context, feed, topic.arn)] : []),
    ],
    notes: [
      { ...noteAt('channels', feed), after: topic.after, proof: topic.proof },
      ...(isNew ? [{ ...noteAt('trails', feed), risks: [FEED_RISK] }] : []),
      {
        ...noteAt('alerts', feed),
        proof: logAlertProofs(feed, items),
        ...(isNew ? { risks: [WHY_BOTH] } : {}),
      },
    ],
    refused: [],
  }
}
