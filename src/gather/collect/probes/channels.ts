import type {
  GetChannelResponse,
  GetResourcePolicyResponse,
  Channel as ListedChannel,
} from '@aws-sdk/client-cloudtrail'
import { isKnown } from '../../../model/observed.ts'
import type { Channel } from '../../../model/snapshot/event-data-store.ts'
import type { Place, Probe } from '../probe.ts'
import { listAll } from './list-all.ts'
import { listedHere } from './listing.ts'
import { noneOr, readKnown } from './map/answer.ts'
import { channelConfigOf } from './map/channel.ts'
import { policyOf } from './map/policy-document.ts'

const NO_POLICY = ['ResourcePolicyNotFoundException']

const read = async (place: Place, { ChannelArn: arn, Name }: ListedChannel): Promise<Channel[]> => {
  if (arn === undefined) return []
  const readAt = place.now()
  const [config, policy] = await Promise.all([
    place.ask<GetChannelResponse>('cloudtrail', 'GetChannel', { Channel: arn }),
    place.ask<GetResourcePolicyResponse>(
      'cloudtrail',
      'GetResourcePolicy',
      { ResourceArn: arn },
      { absent: NO_POLICY },
    ),
  ])
  return [
    {
      account: place.account,
      region: place.region,
      readAt,
      arn,
      name: Name ?? arn.replace(/^.*\//, ''),
      config: readKnown(config, (c) => channelConfigOf(c ?? {})),
      policy: noneOr(policy, (p) => policyOf(p.ResourcePolicy)),
    },
  ]
}

/** A service-linked channel hands events to a service of AWS: it shows who else consumes (facts/aws.md 8.1). */
export const channels = {
  id: 'channels',
  reads: 'Channels of CloudTrail: who hands events in, and which services are given events.',
  step: 'lists',
  reach: 'region',
  calls: [
    { service: 'cloudtrail', operation: 'ListChannels', action: 'cloudtrail:ListChannels' },
    { service: 'cloudtrail', operation: 'GetChannel', action: 'cloudtrail:GetChannel' },
    {
      service: 'cloudtrail',
      operation: 'GetResourcePolicy',
      action: 'cloudtrail:GetResourcePolicy',
    },
  ],
  run: async (place) => {
    const readAt = place.now()
    const list = await listAll<ListedChannel>(place, ['cloudtrail', 'ListChannels', 'Channels'], {})
    return {
      listings: [listedHere('channels', place, readAt, list)],
      channels: isKnown(list)
        ? (await Promise.all(list.known.map((channel) => read(place, channel)))).flat()
        : [],
    }
  },
} as const satisfies Probe
