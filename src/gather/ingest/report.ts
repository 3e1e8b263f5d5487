import type { IngestReport, RejectedObject } from '../../model/ingest.ts'
import type { Completeness, HistoryFetch } from '../../model/manifest.ts'
import { formatInstant } from '../../model/time.ts'
import { addKeys } from './lake/state.ts'
import type { BatchResult } from './work/task.ts'

/** What an ingest has come to so far. */
export interface Counts {
  readonly seen: number
  readonly already: number
  readonly done: number
  readonly ingested: number
  readonly setAside: Readonly<Record<string, number>>
  readonly rejected: readonly RejectedObject[]
  readonly read: number
  readonly fresh: number
  readonly duplicate: number
  readonly stored: number
  readonly uncompressed: number
  readonly unknownKeys: Readonly<Record<string, number>>
  readonly accounts: ReadonlySet<string>
  readonly regions: ReadonlySet<string>
  readonly firstEvent: number | null
  readonly lastEvent: number | null
}

export const noCounts = (seen: number, already: number): Counts => ({
  seen,
  already,
  done: 0,
  ingested: 0,
  setAside: {},
  rejected: [],
  read: 0,
  fresh: 0,
  duplicate: 0,
  stored: 0,
  uncompressed: 0,
  unknownKeys: {},
  accounts: new Set(),
  regions: new Set(),
  firstEvent: null,
  lastEvent: null,
})

const rows = (files: readonly { readonly rows: number }[]): number =>
  files.reduce((sum, f) => sum + f.rows, 0)

const extreme = (
  pick: (a: number, b: number) => number,
  values: readonly (number | null)[],
): number | null =>
  values.reduce((best, v) => (v === null ? best : best === null ? v : pick(best, v)), null)

/** Adds a batch. */
export const withBatch = (counts: Counts, result: BatchResult): Counts => {
  const { objects } = result
  const unknownKeys: Record<string, number> = { ...counts.unknownKeys }
  addKeys(unknownKeys, result.unknownKeys)
  const setAside: Record<string, number> = { ...counts.setAside }
  for (const { outcome, kind } of objects)
    if (outcome === 'set-aside' || outcome === 'routed') setAside[kind] = (setAside[kind] ?? 0) + 1
  const rejected = objects
    .filter((o) => o.outcome === 'rejected')
    .map((o) => ({ uri: o.uri, reason: o.reason ?? '' }))
  return {
    ...counts,
    done: counts.done + objects.length,
    ingested: counts.ingested + objects.filter((o) => o.outcome === 'ingested').length,
    setAside,
    rejected: [...counts.rejected, ...rejected],
    read: counts.read + result.read,
    fresh: counts.fresh + rows(result.events),
    duplicate: counts.duplicate + rows(result.sightings),
    stored: counts.stored + objects.reduce((sum, o) => sum + o.bytes, 0),
    uncompressed: counts.uncompressed + result.uncompressed,
    unknownKeys,
    accounts: new Set([...counts.accounts, ...result.accounts]),
    regions: new Set([...counts.regions, ...result.regions]),
    firstEvent: extreme(Math.min, [counts.firstEvent, ...objects.map((o) => o.firstEvent)]),
    lastEvent: extreme(Math.max, [counts.lastEvent, ...objects.map((o) => o.lastEvent)]),
  }
}

const placeName = ({ bucket, prefix, account, region }: Completeness): string =>
  [bucket ?? 'unknown bucket', prefix ?? '', account, region].filter((p) => p !== '').join('/')

const historyName = ({ account, region, only, from, to }: HistoryFetch): string => {
  const scope = only === undefined ? [] : [`${only.field}=${only.value}`]
  const place = ['event-history', account, region, ...scope].join('/')
  return `${place} from ${formatInstant(from)} to ${formatInstant(to)}`
}

/** The verb's own part of `ingest --json`. */
export const reportOf = (
  counts: Counts,
  run: {
    readonly conflicts: number
    readonly completeness: readonly Completeness[]
    readonly history: readonly HistoryFetch[]
    readonly empty: readonly string[]
    readonly seconds: number
  },
): IngestReport => ({
  objects: {
    seen: counts.seen,
    ingested: counts.ingested,
    already: counts.already,
    setAside: Object.values(counts.setAside).reduce((a, b) => a + b, 0),
    rejected: counts.rejected.length,
  },
  events: {
    read: counts.read,
    new: counts.fresh,
    duplicate: counts.duplicate,
    conflicting: run.conflicts,
  },
  bytes: { stored: counts.stored, uncompressed: counts.uncompressed },
  rejected: counts.rejected,
  empty: run.empty,
  setAside: counts.setAside,
  unknownKeys: counts.unknownKeys,
  accounts: [...counts.accounts].sort(),
  regions: [...counts.regions].sort(),
  firstEvent: counts.firstEvent,
  lastEvent: counts.lastEvent,
  completeness: {
    ...Object.fromEntries(run.completeness.map((c) => [placeName(c), c.level])),
    ...Object.fromEntries(run.history.map((h) => [historyName(h), 'listed'])),
  },
  seconds: run.seconds,
})
