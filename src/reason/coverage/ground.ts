import type { ConfigurationEvent, Evidence } from '../../model/coverage.ts'
import { groupBy } from '../../model/group-by.ts'
import { union } from '../../model/intervals.ts'
import type { Settings } from '../../model/settings.ts'
import type { Snapshot, SnapshotTrail, TrailConfig } from '../../model/snapshot.ts'
import { historyEvents } from './history.ts'
import { type Once, once } from './once.ts'
import { attestedObjects } from './read/attested.ts'
import { type Claims, claimsOf } from './read/completeness.ts'
import { type Late, lateFiles } from './read/delays.ts'
import { type Ledger, ledgerOf } from './read/digest-ledger.ts'
import { type Hole, holesOf } from './read/holes.ts'
import { type Ingested, ingestedFiles } from './read/ingested.ts'
import { type Location, locationKey, locationOf } from './read/location.ts'
import { neverStopped } from './read/never-stopped.ts'
import { type Presence, presenceOf } from './read/presence.ts'
import { type TrailAnchors, trailAnchors } from './trails/trails.ts'

/** One trail's possible reach: a configuration that it had at some time. */
export interface Writer {
  readonly trail: TrailAnchors
  readonly config: TrailConfig
  readonly location: Location
}

/** What coverage is computed on: the evidence, sorted and indexed once, before any judgement of states. */
export interface Ground {
  readonly evidence: Evidence
  readonly settings: Settings
  readonly snapshots: readonly Snapshot[]
  /** Configuration events that succeeded, oldest first. */
  readonly events: readonly ConfigurationEvent[]
  readonly trails: readonly TrailAnchors[]
  readonly snapshotTrails: ReadonlyMap<string, readonly SnapshotTrail[]>
  readonly writers: readonly Writer[]
  readonly claims: Claims
  readonly holes: readonly Hole[]
  readonly ledger: Ledger
  readonly ingested: Ingested
  readonly presence: Presence
  readonly late: ReadonlyMap<string, readonly Late[]>
  readonly once: Once
}

const writersOf = (trails: readonly TrailAnchors[]): readonly Writer[] =>
  trails.flatMap((trail) => {
    const configs = trail.anchors.config.flatMap((a) => (a.after ? [a.after] : []))
    const unique = new Map(
      configs.map((c) => [
        `${locationKey(locationOf(c))} ${c.isMultiRegion} ${c.isOrganization}`,
        c,
      ]),
    )
    return [...unique.values()].map((config) => ({
      trail,
      config,
      location: locationOf(config),
    }))
  })

/** Each place once. */
export const locationsOf = (writers: readonly Writer[]): readonly Location[] => [
  ...new Map(writers.map((w) => [locationKey(w.location), w.location])).values(),
]

const byArn = (snapshots: readonly Snapshot[]): ReadonlyMap<string, readonly SnapshotTrail[]> =>
  groupBy(
    snapshots.flatMap((s) => s.trails),
    (trail) => trail.arn,
  )

export const groundOf = (evidence: Evidence, settings: Settings): Ground => {
  const { manifest, ledger } = evidence
  const snapshots = evidence.snapshots.toSorted((a, b) => a.collectedAt - b.collectedAt)
  const known = new Set(evidence.events.map((e) => `${e.account} ${e.id}`))
  const fetched = historyEvents(snapshots).filter((e) => !known.has(`${e.account} ${e.id}`))
  const events = [...evidence.events, ...fetched]
    .filter((e) => !e.failed)
    .sort((a, b) => a.time - b.time || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  const digests = ledgerOf(ledger)
  const told = trailAnchors(snapshots, events, attestedObjects(ledger, manifest))
  const trails = told.map((one) => ({
    ...one,
    toldOn: union(one.toldOn, neverStopped(digests.ofTrail.get(one.trail.arn) ?? [])),
  }))
  const writers = writersOf(trails)
  return {
    evidence,
    settings,
    snapshots,
    events,
    trails,
    snapshotTrails: byArn(snapshots),
    writers,
    claims: claimsOf(manifest, locationsOf(writers)),
    holes: holesOf(manifest, events, settings),
    ledger: digests,
    ingested: ingestedFiles(manifest),
    presence: presenceOf(manifest),
    late: lateFiles(manifest, settings.settling),
    once: once(),
  }
}
