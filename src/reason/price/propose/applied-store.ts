import { isKnown } from '../../../model/observed.ts'
import type { ProposedRecorder } from '../../../model/proposal.ts'
import type { Selectors } from '../../../model/selector.ts'
import type { EventDataStore } from '../../../model/snapshot/event-data-store.ts'
import type { Instant } from '../../../model/time.ts'
import type { NewPlace } from './place.ts'

/** All management events: what a store takes in that is made without selectors. */
export const DEFAULT_STORE_SELECTORS: Selectors = {
  AdvancedEventSelectors: [
    { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
  ],
}

type Config = Extract<EventDataStore['config'], { known: unknown }>['known']

const settled = (
  before: Config,
  { settings, selectors = before.selectors }: ProposedRecorder,
): Config => ({
  ...before,
  selectors,
  ...(settings.isMultiRegion === undefined ? {} : { isMultiRegion: settings.isMultiRegion }),
  ...(settings.isOrganization === undefined ? {} : { isOrganization: settings.isOrganization }),
})

/** One reading of an event data store as if the proposal had been in force then. */
export const changedStore = (
  store: EventDataStore,
  proposed: ProposedRecorder,
): EventDataStore => ({
  ...store,
  config: isKnown(store.config) ? { known: settled(store.config.known, proposed) } : store.config,
})

/** An event data store that is not there yet. */
export const newStore = (
  arn: string,
  proposed: ProposedRecorder,
  place: Required<NewPlace>,
  readAt: Instant,
): EventDataStore => ({
  ...place,
  readAt,
  arn,
  name: proposed.name ?? 'proposed',
  config: {
    known: settled(
      {
        status: 'ENABLED',
        isMultiRegion: true,
        isOrganization: false,
        selectors: DEFAULT_STORE_SELECTORS,
      },
      proposed,
    ),
  },
})
