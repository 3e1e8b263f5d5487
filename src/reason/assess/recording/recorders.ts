import { groupBy } from '../../../model/group-by.ts'
import type { Channel, EventDataStore } from '../../../model/snapshot/event-data-store.ts'
import { organizationOf, type Place } from '../places.ts'
import type { World } from '../world.ts'
import { channelRecorder, storeRecorder, unseenRecorders } from './other-recorders.ts'
import type { Recorder } from './recorder.ts'
import { trailsOf } from './trail-index.ts'
import { trailRecorder } from './trail-recorder.ts'

interface Others {
  readonly storesOf: (account: string) => readonly EventDataStore[]
  readonly channelsOf: (account: string) => readonly Channel[]
}

const unique = <T extends { readonly arn: string }>(items: readonly T[]): Iterable<T> =>
  new Map(items.map((item) => [item.arn, item])).values()

const others = (world: World): Others =>
  world.once('event data stores and channels', () => {
    const stores = groupBy(unique(world.snapshot.eventDataStores), (s) => s.account)
    const channels = groupBy(unique(world.snapshot.channels), (c) => c.account)
    const manager = organizationOf(world)?.managementAccount ?? ''
    return {
      storesOf: (account) => [
        ...(stores.get(account) ?? []),
        ...(account === manager ? [] : (stores.get(manager) ?? [])),
      ],
      channelsOf: (account) => channels.get(account) ?? [],
    }
  })

const compute = (world: World, place: Place): readonly Recorder[] => {
  const trails = trailsOf(world)
  const own = trails.ownedBy(place.account)
  const foreign = trails.shared.filter((view) => view.arn.account !== place.account)
  return [
    ...[...own, ...foreign].map((view) => trailRecorder(world, view, place)),
    ...others(world)
      .storesOf(place.account)
      .map((store) => storeRecorder(world, store, place)),
    ...others(world)
      .channelsOf(place.account)
      .map((channel) => channelRecorder(channel, place)),
    ...unseenRecorders(world, place),
  ].filter((recorder) => recorder !== undefined)
}

const isEqual = (a: Recorder, b: Recorder | undefined): boolean =>
  a === b ||
  (b !== undefined &&
    a.id === b.id &&
    a.state === b.state &&
    a.limits.key === b.limits.key &&
    a.why === b.why)

const areEqual = (a: readonly Recorder[], b: readonly Recorder[]): boolean =>
  a.length === b.length && a.every((recorder, i) => isEqual(recorder, b[i]))

/** Regions of an account that fare alike share one list, so that what is judged of one is judged of all. */
const shared = (lists: (readonly Recorder[])[], recorders: readonly Recorder[]) => {
  const before = lists.find((list) => areEqual(list, recorders))
  if (before !== undefined) return before
  lists.push(recorders)
  return recorders
}

interface OfAccount {
  readonly regions: Map<string, readonly Recorder[]>
  readonly lists: (readonly Recorder[])[]
}

/**
 * Everything that records, may record or should record the events of one account and region: its own trails and
 * stores, those of the organisation, and what could not be listed. A bare word of one trail is never enough: judge
 * over all of them.
 */
export const recordersAt = (world: World, place: Place): readonly Recorder[] => {
  const accounts = world.once('recorders by account', () => new Map<string, OfAccount>())
  const own = accounts.get(place.account) ?? { regions: new Map(), lists: [] }
  accounts.set(place.account, own)
  const before = own.regions.get(place.region)
  if (before !== undefined) return before
  const recorders = shared(own.lists, compute(world, place))
  own.regions.set(place.region, recorders)
  return recorders
}
