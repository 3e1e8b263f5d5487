import { groupBy } from '../../../model/group-by.ts'
import type { Manifest } from '../../../model/manifest.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import { readWhole } from '../history.ts'

/** In how many places event history was asked, in how many it came whole, and why it did not elsewhere. */
export interface HistoryTries {
  /** Pairs of account and region. */
  readonly tried: number
  readonly read: number
  /** ` (HTTP 500)`, the first two reasons; empty where all was read. */
  readonly why: string
}

interface Try {
  readonly place: string
  readonly whole: boolean
  readonly why: string
}

/** A place whose names were not all answered in one snapshot did not come whole. */
const ofSnapshot = ({ history }: Snapshot): readonly Try[] =>
  [...groupBy(history, (h) => `${h.account} ${h.region}`)].map(([place, own]) => {
    const broken = own.find((h) => !readWhole(h))
    const said = broken?.events
    return {
      place,
      whole: broken === undefined,
      why:
        said !== undefined && 'unknown' in said
          ? (said.detail ?? said.unknown)
          : 'a record is broken',
    }
  })

/** What an ingest could not ask stands in the manifest as a rejected object of the source `event-history`. */
const ofLake = ({ objects, runs }: Manifest): readonly Try[] => [
  ...runs
    .flatMap((run) => run.history ?? [])
    .map((h) => ({ place: `${h.account} ${h.region}`, whole: true, why: '' })),
  ...objects
    .filter((o) => o.source === 'event-history' && o.outcome === 'rejected')
    .map((o) => ({
      place: `${o.account} ${o.region ?? '*'}`,
      whole: false,
      why: (o.reason ?? '').replace(/^.* was not read: /, ''),
    })),
]

/** `HTTP 500` or the code of AWS, out of what it said. */
const short = (why: string): string =>
  /\bHTTP \d+/.exec(why)?.[0] ??
  /\b[A-Z][A-Za-z]+(?:Exception|Error|Denied)\b/.exec(why)?.[0] ??
  why

/** Reads of event history by snapshots and into the lake; a place counts as read when a read of it came whole. */
export const historyTries = (snapshots: readonly Snapshot[], manifest: Manifest): HistoryTries => {
  const tries = [...snapshots.flatMap(ofSnapshot), ...ofLake(manifest)]
  const read = new Set(tries.filter((t) => t.whole).map((t) => t.place))
  const failed = tries.filter((t) => !read.has(t.place))
  const reasons = [...new Set(failed.map((t) => short(t.why)))]
  return {
    tried: new Set(tries.map((t) => t.place)).size,
    read: read.size,
    why: reasons.length === 0 ? '' : ` (${reasons.slice(0, 2).join(', ')})`,
  }
}
