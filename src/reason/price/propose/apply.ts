import { isKnown } from '../../../model/observed.ts'
import type { Proposal, ProposedEffect, ProposedRecorder } from '../../../model/proposal.ts'
import type { Selectors } from '../../../model/selector.ts'
import { emptySnapshot } from '../../../model/snapshot/empty.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import { changedStore } from './applied-store.ts'
import { changedTrail } from './applied-trail.ts'
import { removed as goes, replaced } from './effects.ts'
import { knownRecorders } from './known.ts'
import { type Matched, matchAll } from './match.ts'
import { type News, newRecorders } from './news.ts'
import type { NewPlace } from './place.ts'

/** Snapshots as they would read if a proposal were in force, and what it changes. */
export interface Applied {
  readonly snapshots: readonly Snapshot[]
  readonly effects: readonly ProposedEffect[]
  /** ARNs of what is not as it was. */
  readonly touched: ReadonlySet<string>
  /** Every selector that is proposed: what the events must be told apart by. */
  readonly selectors: readonly Selectors[]
  readonly notes: readonly string[]
}

type Changes = ReadonlyMap<string, ProposedRecorder>

const changed = <T extends { readonly arn: string }>(
  all: readonly T[],
  changes: Changes,
  gone: ReadonlySet<string>,
  change: (one: T, proposed: ProposedRecorder) => T,
): T[] =>
  all
    .filter(({ arn }) => !gone.has(arn))
    .map((one) => {
      const proposed = changes.get(one.arn)
      return proposed === undefined ? one : change(one, proposed)
    })

const inForce = (
  snapshots: readonly Snapshot[],
  changes: Changes,
  gone: ReadonlySet<string>,
  { trails, stores }: News,
): readonly Snapshot[] => {
  const read = snapshots.length === 0 ? [emptySnapshot(0)] : snapshots
  return read.map((snapshot, i) => ({
    ...snapshot,
    trails: [...changed(snapshot.trails, changes, gone, changedTrail), ...(i === 0 ? trails : [])],
    eventDataStores: [
      ...changed(snapshot.eventDataStores, changes, gone, changedStore),
      ...(i === 0 ? stores : []),
    ],
  }))
}

const isUnread = (snapshots: readonly Snapshot[], arn: string): boolean =>
  snapshots
    .flatMap((s) => s.trails)
    .filter((one) => one.arn === arn)
    .every((one) => !isKnown(one.config))

const noteOf = (
  { proposed, existing }: Matched,
  snapshots: readonly Snapshot[],
): readonly string[] => [
  ...(proposed.isConditional === true
    ? [`${proposed.place} is made only if a condition holds, which is taken for granted`]
    : []),
  ...(existing !== null && proposed.selectors === undefined
    ? [`${proposed.place} says nothing of selectors: those in force are kept`]
    : []),
  ...(existing?.kind === 'trail' && isUnread(snapshots, existing.arn)
    ? [`The settings of ${existing.arn} could not be read: where it would record is not known`]
    : []),
]

/**
 * A proposal put in force: in every snapshot, so that nothing of what was read before holds against it. A recorder of
 * the same ARN or name takes the proposed selectors in the place of its own; others are new; those that are named as
 * removed are gone; all that is not named stays. The snapshots may be assessed like any.
 * @throws what `matchAll` and `placeOfNew` throw
 */
export const applyProposal = (
  proposal: Proposal,
  snapshots: readonly Snapshot[],
  place: NewPlace = {},
): Applied => {
  const { matched, removed } = matchAll(proposal, knownRecorders(snapshots))
  const there = matched.flatMap(({ proposed, existing }) =>
    existing === null ? [] : [{ proposed, existing }],
  )
  const news = newRecorders(matched, snapshots, place)
  const changes = new Map(there.map(({ proposed, existing }) => [existing.arn, proposed]))
  const effects: readonly ProposedEffect[] = [
    ...there.map(({ proposed, existing }) => replaced(proposed, existing)),
    ...news.effects,
    ...removed.map((one) => goes(one, proposal)),
  ]
  return {
    snapshots: inForce(snapshots, changes, new Set(removed.map((one) => one.arn)), news),
    effects,
    touched: new Set(effects.filter((e) => e.kind !== 'keeps').map((e) => e.recorder)),
    selectors: effects.flatMap((e) => e.after ?? []),
    notes: [...proposal.notes, ...matched.flatMap((m) => noteOf(m, snapshots))],
  }
}
