import type { ResourceTagMapping } from '@aws-sdk/client-resource-groups-tagging-api'
import { isKnown } from '../../../model/observed.ts'
import type { Probe } from '../probe.ts'
import { listAll } from './list-all.ts'
import { listedHere } from './listing.ts'
import { dataEventTypeOf, taggedTypes } from './map/data-event-type.ts'

/** Resources of other types of data events. The tagging API knows those that are or were tagged, and no others. */
export const taggedResources = {
  id: 'tagged-resources',
  reads:
    'Other resources with data events that the tagging API knows: queues, topics, streams and the like.',
  step: 'lists',
  reach: 'region',
  calls: [
    {
      service: 'resource-groups-tagging-api',
      operation: 'GetResources',
      action: 'tag:GetResources',
    },
  ],
  run: async (place) => {
    const { account, region } = place
    const readAt = place.now()
    const list = await listAll<ResourceTagMapping>(
      place,
      ['resource-groups-tagging-api', 'GetResources', 'ResourceTagMappingList'],
      { ResourceTypeFilters: taggedTypes },
    )
    const arns = isKnown(list) ? list.known.flatMap((r) => r.ResourceARN ?? []) : []
    return {
      listings: [listedHere('tagged-resources', place, readAt, list)],
      resources: arns.flatMap((arn) => {
        const type = dataEventTypeOf(arn)
        return type === undefined ? [] : [{ account, region, readAt, type, arn }]
      }),
    }
  },
} as const satisfies Probe
