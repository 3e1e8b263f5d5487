import type { ProposedEffect, ProposedRecorder } from '../../../model/proposal.ts'
import { DEFAULT_SELECTORS } from '../../../model/selector.ts'
import type { EventDataStore } from '../../../model/snapshot/event-data-store.ts'
import type { Snapshot, SnapshotTrail } from '../../../model/snapshot.ts'
import { DEFAULT_STORE_SELECTORS, newStore } from './applied-store.ts'
import { newTrail } from './applied-trail.ts'
import { added } from './effects.ts'
import type { Matched } from './match.ts'
import { arnOfNew, type NewPlace, placeOfNew } from './place.ts'

/** What a proposal would make, as a snapshot taken after it would read it. */
export interface News {
  readonly trails: readonly SnapshotTrail[]
  readonly stores: readonly EventDataStore[]
  readonly effects: readonly ProposedEffect[]
}

const defaultOf = ({ kind }: ProposedRecorder) =>
  kind === 'trail' ? DEFAULT_SELECTORS : DEFAULT_STORE_SELECTORS

/** The recorders of a proposal that are not there yet. */
export const newRecorders = (
  matched: readonly Matched[],
  snapshots: readonly Snapshot[],
  given: NewPlace,
): News => {
  const readAt = Math.max(0, ...snapshots.map((s) => s.collectedAt))
  const made = matched.flatMap(({ proposed, existing }) => {
    if (existing !== null) return []
    const place = placeOfNew(proposed, snapshots, given)
    const whole = { ...proposed, selectors: proposed.selectors ?? defaultOf(proposed) }
    return { proposed: whole, place, arn: arnOfNew(proposed, place) }
  })
  const of = (kind: ProposedRecorder['kind']) => made.filter((m) => m.proposed.kind === kind)
  return {
    trails: of('trail').map((m) => newTrail(m.arn, m.proposed, m.place, readAt)),
    stores: of('event-data-store').map((m) => newStore(m.arn, m.proposed, m.place, readAt)),
    effects: made.map(({ proposed, arn }) => added(proposed, arn, proposed.selectors)),
  }
}
