import type { EventDataStore, GetEventDataStoreResponse } from '@aws-sdk/client-cloudtrail'
import { isKnown, type Observed } from '../../../model/observed.ts'
import type { EventDataStore as Store } from '../../../model/snapshot/event-data-store.ts'
import type { Place, Probe } from '../probe.ts'
import { listAll } from './list-all.ts'
import { listedHere } from './listing.ts'
import { readKnown } from './map/answer.ts'
import { storeConfigOf } from './map/event-data-store.ts'

const read = async (
  place: Place,
  { EventDataStoreArn: arn, Name }: EventDataStore,
): Promise<Store[]> => {
  if (arn === undefined) return []
  const readAt = place.now()
  const answer = await place.ask<GetEventDataStoreResponse>('cloudtrail', 'GetEventDataStore', {
    EventDataStore: arn,
  })
  return [
    {
      account: place.account,
      region: place.region,
      readAt,
      arn,
      name: Name ?? arn.replace(/^.*\//, ''),
      config: readKnown(answer, (store) => storeConfigOf(store ?? {})),
    },
  ]
}

const named = (stores: Observed<readonly EventDataStore[]>) => (isKnown(stores) ? stores.known : [])

/** Event data stores record beside trails; without them "nobody records" would be a guess. */
export const eventDataStores = {
  id: 'event-data-stores',
  reads: 'Event data stores of CloudTrail Lake: their state and what they select.',
  step: 'lists',
  reach: 'region',
  calls: [
    {
      service: 'cloudtrail',
      operation: 'ListEventDataStores',
      action: 'cloudtrail:ListEventDataStores',
    },
    {
      service: 'cloudtrail',
      operation: 'GetEventDataStore',
      action: 'cloudtrail:GetEventDataStore',
    },
  ],
  run: async (place) => {
    const readAt = place.now()
    const stores = await listAll<EventDataStore>(
      place,
      ['cloudtrail', 'ListEventDataStores', 'EventDataStores'],
      {},
    )
    return {
      listings: [listedHere('event-data-stores', place, readAt, stores)],
      eventDataStores: (await Promise.all(named(stores).map((s) => read(place, s)))).flat(),
    }
  },
} as const satisfies Probe
