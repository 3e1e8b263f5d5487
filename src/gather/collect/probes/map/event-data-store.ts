import type { GetEventDataStoreResponse } from '@aws-sdk/client-cloudtrail'
import type { Observed } from '../../../../model/observed.ts'
import type { EventDataStore } from '../../../../model/snapshot/event-data-store.ts'
import { given, mapKnown, withoutMember } from './answer.ts'
import { selectorsOf } from './selectors.ts'

type Config = Extract<EventDataStore['config'], { known: unknown }>['known']

/** An event data store. Without its state or its reach it cannot be said what it records. */
export const storeConfigOf = (store: Partial<GetEventDataStoreResponse>): Observed<Config> => {
  const { Status: status, MultiRegionEnabled, OrganizationEnabled } = store
  if (status === undefined) return withoutMember('Status')
  if (MultiRegionEnabled === undefined) return withoutMember('MultiRegionEnabled')
  if (OrganizationEnabled === undefined) return withoutMember('OrganizationEnabled')
  const selectors = selectorsOf(store)
  return mapKnown(selectors, (known) => ({
    status,
    isMultiRegion: MultiRegionEnabled,
    isOrganization: OrganizationEnabled,
    selectors: known,
    ...given({
      retentionDays: store.RetentionPeriod,
      terminationProtection: store.TerminationProtectionEnabled,
      kmsKeyId: store.KmsKeyId,
    }),
  }))
}
