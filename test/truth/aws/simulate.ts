import type { DigestSlot } from '../../../src/model/coverage.ts'
import type { SnapshotFile } from '../../../src/model/snapshot.ts'
import { random } from '../random.ts'
import type { Copy } from '../world/happening.ts'
import type { World } from '../world/world.ts'
import { blindnessOf, snapshotTimes } from './collector.ts'
import { readable } from './damage.ts'
import { deliver } from './delivery.ts'
import { type Handover, handOver } from './handover.ts'
import { ledgerOf } from './ledger.ts'
import { copiesOf } from './records.ts'
import { snapshotAt } from './snapshots.ts'
import type { Unrecorded } from './types.ts'

/** A world, what CloudTrail made of it, and what of that reached us. */
export interface Simulated {
  readonly world: World
  readonly copies: readonly Copy[]
  readonly unrecorded: readonly Unrecorded[]
  readonly handover: Handover
  readonly snapshots: readonly SnapshotFile[]
  readonly ledger: readonly DigestSlot[]
  /** Ids of the events that can be read, and of configuration events known from event history. */
  readonly visible: ReadonlySet<string>
  readonly inHistory: ReadonlySet<string>
}

/** Decides event by event what is recorded, delivered and left to read. Deterministic. */
export const simulate = (world: World): Simulated => {
  const r = random(`simulation ${world.seed}`)
  const copies = world.happenings.flatMap((h) => copiesOf(world, h, r))
  const { files, unrecorded } = deliver(world, copies, r.fork('delivery'))
  const handover = handOver(world, files, r.fork('handover'))
  const blindness = blindnessOf(world, r)
  const snapshots = snapshotTimes(world, r).map((at) =>
    snapshotAt(world, copies, files, at, r, blindness),
  )
  const history = snapshots.flatMap((s) =>
    (s.history ?? []).flatMap((h) => ('known' in h.events ? h.events.known : [])),
  )
  // An altered record keeps its id but no longer shows what happened, so it is not visible.
  const visible = handover.files.flatMap((f) =>
    readable(f).filter((record) => f.copies.some((c) => c.record === record)),
  )
  return {
    world,
    copies,
    unrecorded,
    handover,
    snapshots,
    ledger: ledgerOf(world, handover),
    visible: new Set(visible.map((x) => String(x.eventID))),
    inHistory: new Set(history.map((x) => String(x.eventID))),
  }
}
