import type { GetChannelResponse } from '@aws-sdk/client-cloudtrail'
import type { Observed } from '../../../../model/observed.ts'
import type { Channel } from '../../../../model/snapshot/event-data-store.ts'
import { given, withoutMember } from './answer.ts'
import { selectorsOf } from './selectors.ts'

type Config = Extract<Channel['config'], { known: unknown }>['known']

/** A channel; `SourceConfig` is there for service-linked channels alone. */
export const channelConfigOf = (channel: Partial<GetChannelResponse>): Observed<Config> => {
  const { Source: source, SourceConfig: linked, Destinations: destinations } = channel
  if (source === undefined) return withoutMember('Source')
  if (destinations === undefined) return withoutMember('Destinations')
  const selectors = linked?.AdvancedEventSelectors === undefined ? undefined : selectorsOf(linked)
  if (selectors !== undefined && 'unknown' in selectors) return selectors
  return {
    known: {
      source,
      ...given({
        applyToAllRegions: linked?.ApplyToAllRegions,
        selectors: selectors?.known,
      }),
      destinations: destinations.flatMap(({ Type, Location }) =>
        Type === undefined || Location === undefined ? [] : [{ type: Type, location: Location }],
      ),
    },
  }
}
