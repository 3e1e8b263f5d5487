import type { Finding } from '../../../model/finding.ts'
import { knownTrails } from '../../../reason/assess/inventory/trails.ts'
import { worldOf } from '../../../reason/assess/run.ts'
import type { World } from '../../../reason/assess/world.ts'
import { alarmProof } from '../parts/log-alert.ts'
import { feedOf } from '../parts/log-feed.ts'
import { refusal, together } from '../parts/proposal.ts'
import { silenceAlarm, silenceName, WHY_BOTH } from '../parts/silence.ts'
import { alertTopic } from '../parts/topic.ts'
import type { Context, Proposal, Remedy } from '../remedy.ts'

const proposeFor = (context: Context, world: World, finding: Finding): Proposal => {
  const trail = knownTrails(world).find((t) => t.arn === finding.resource)
  const feed = trail && feedOf(world, trail)
  if (feed === undefined)
    return refusal([finding], {
      why: `the log group of ${finding.resource} is gone, or was not read`,
    })
  const topic = alertTopic(context, feed.place)
  if ('why' in topic) return refusal([finding], topic)
  const alarm = silenceAlarm(context, feed, topic.arn)
  return {
    desired: [...topic.desired, alarm],
    notes: [
      {
        phase: 'channels',
        ...feed.place,
        after: topic.after,
        proof: topic.proof,
      },
      {
        phase: 'alerts',
        ...feed.place,
        proof: [alarmProof(silenceName(feed.trail.name), feed.place)],
        risks: [WHY_BOTH],
      },
    ],
    refused: [],
  }
}

export const silenceAlarmRemedy: Remedy = {
  id: 'silence-alarm',
  title: 'Alarm when the log group of a trail falls silent',
  why: 'An alarm that is made from the events of a trail hears nothing once the trail is cut off. CloudWatch itself notices that nothing comes any more.',
  cannot: [
    'A trail without a log group has no such alarm: CloudTrail writes no metric of its own about deliveries to S3.',
    'It cannot tell who stopped the trail, nor that only some kinds of events are missing.',
  ],
  propose: (context) => {
    const world = worldOf(context.snapshot, context.now)
    return together(context.findings.map((finding) => proposeFor(context, world, finding)))
  },
}
