import { isKnown } from '../../../model/observed.ts'
import type { Selectors } from '../../../model/selector.ts'
import type { EventDataStore } from '../../../model/snapshot/event-data-store.ts'
import type { Snapshot, SnapshotTrail } from '../../../model/snapshot.ts'
import { effectiveSelectors } from '../../coverage/trails/from-snapshots.ts'

/** A trail or event data store that is there, as it was read last. */
export interface KnownRecorder {
  readonly kind: 'trail' | 'event-data-store'
  readonly arn: string
  readonly name: string
  readonly selectors: Selectors | null
}

const byArn = <T extends { readonly arn: string; readonly readAt: number }>(
  all: readonly T[],
): readonly T[] => [
  ...new Map(all.toSorted((a, b) => a.readAt - b.readAt).map((one) => [one.arn, one])).values(),
]

const last = <T>(all: readonly T[]): T | null => all.at(-1) ?? null

const trailOf = (all: readonly SnapshotTrail[], { arn, name }: SnapshotTrail): KnownRecorder => ({
  kind: 'trail',
  arn,
  name,
  selectors: last(
    all
      .filter((trail) => trail.arn === arn)
      .toSorted((a, b) => a.readAt - b.readAt)
      .flatMap((trail) => effectiveSelectors(trail) ?? []),
  ),
})

const storeOf = ({ arn, name, config }: EventDataStore): KnownRecorder => ({
  kind: 'event-data-store',
  arn,
  name,
  selectors: isKnown(config) ? config.known.selectors : null,
})

/** Every trail and event data store of the snapshots. */
export const knownRecorders = (snapshots: readonly Snapshot[]): readonly KnownRecorder[] => {
  const trails = snapshots.flatMap((s) => s.trails)
  return [
    ...byArn(trails).map((trail) => trailOf(trails, trail)),
    ...byArn(snapshots.flatMap((s) => s.eventDataStores)).map(storeOf),
  ]
}
