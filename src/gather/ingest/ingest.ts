import { resolve } from 'node:path'
import pLimit from 'p-limit'
import type { Effects } from '../../effects.ts'
import { takeLock } from '../../lock.ts'
import { WholetrailError } from '../../model/error.ts'
import { groupBy } from '../../model/group-by.ts'
import type { IngestOptions, IngestProgress, IngestReport } from '../../model/ingest.ts'
import type { Completeness, HistoryFetch, ObjectOutcome } from '../../model/manifest.ts'
import { DEFAULT_SETTINGS } from '../../model/settings.ts'
import { withoutKnown } from './known.ts'
import { hourLoader } from './lake/load-hours.ts'
import { lakePaths } from './lake/paths.ts'
import { Seen } from './lake/seen.ts'
import { openWriter } from './lake/writer.ts'
import { distinct } from './listing/distinct.ts'
import { Listing } from './listing/listing.ts'
import { inOrder } from './listing/order.ts'
import { type Counts, noCounts, reportOf, withBatch } from './report.ts'
import { sourceFor } from './sources/list.ts'
import type { Fetched, Source, Surroundings, Wanted } from './sources/source.ts'
import { cut } from './work/cut.ts'
import { runBatches } from './work/run.ts'
import type { Job } from './work/task.ts'

/** AWS's own limit for a log file, uncompressed (facts/aws.md 2.1). */
const MAX_OBJECT_BYTES = 50_000_000
/** What is stored in more than so many times the limit is not even read; compression makes nothing twice as large. */
const STORED_RATIO = 2
const FETCHES = 16
/** What is remembered of events in the lake, to tell new ones: 16 bytes each. */
const SEEN_BYTES = 128_000_000

/** What the result does not depend on. */
export interface Tuning {
  readonly threads: number
  /** Uncompressed bytes that go into the lake in one step. */
  readonly batchBytes: number
}

/** Larger batches are no quicker, and each byte is held several times on its way to the disk. */
const TUNING: Tuning = { threads: 2, batchBytes: 48_000_000 }

const NOTHING_YET: IngestProgress = {
  files: 0,
  totalFiles: null,
  bytes: 0,
  totalBytes: null,
  events: 0,
}

const tooLarge = (bytes: number): string =>
  `stored in ${Math.round(bytes / 1e6)} MB: not read (--max-object-bytes)`

const wantedOf = (options: IngestOptions, now: number): Wanted => ({
  since: options.since,
  until: options.until,
  settling: options.settling ?? DEFAULT_SETTINGS.settling,
  accounts: options.accounts ?? [],
  regions: options.regions ?? [],
  complete: options.complete === true,
  bucket: options.bucket,
  now,
})

interface Found {
  readonly listing: Listing
  readonly completeness: readonly Completeness[]
  readonly history: readonly Fetched[]
  readonly sources: ReadonlyMap<string, Source>
}

const listAll = async (
  options: IngestOptions,
  wanted: Wanted,
  surroundings: Surroundings,
): Promise<Found> => {
  const sources = new Map<string, Source>()
  const listing = new Listing()
  const completeness: Completeness[] = []
  const history: Fetched[] = []
  for (const name of options.sources) {
    const source = await sourceFor(name, wanted, options, surroundings)
    sources.set(name, source)
    const found = await source.list((object) => listing.add(object))
    completeness.push(...found.completeness)
    history.push(...(found.history ?? []))
  }
  return { listing, completeness, history, sources }
}

/** What of a run's objects must be remembered until its end. */
const outcomesOf = ({ listing, history }: Found) => {
  const withLogs = new Set<string>()
  const fetched = new Map(history.flatMap(({ uris }) => uris).map((uri) => [uri, false]))
  return {
    add: (n: number, outcome: ObjectOutcome): void => {
      if (outcome !== 'set-aside') for (const name of listing.common(n).sources) withLogs.add(name)
      const uri = fetched.size === 0 ? '' : listing.uri(n)
      if (fetched.has(uri)) fetched.set(uri, outcome === 'ingested')
    },
    /** Sources that should hold log files and hold none; an event history without events is none of them. */
    empty: (sources: readonly string[]): readonly string[] =>
      sources.filter(
        (name) =>
          name !== 'event-history' && !name.startsWith('cloudwatch-logs:') && !withLogs.has(name),
      ),
    /** Fetches of which every object is in the lake. */
    wholly: (): readonly HistoryFetch[] =>
      history
        .filter(({ uris }) => uris.every((uri) => fetched.get(uri)))
        .map(({ uris: _, ...fetch }) => fetch),
  }
}

/**
 * Log files into the lake of a workspace: each event once, each object accounted for. A bad object is
 * rejected and reported, and never stops the rest. Killed at any moment, it leaves the lake as after
 * some batch; run again, it goes on from there. A second ingest into the same workspace waits.
 * Throws `source-unreadable`, `aws`, `lake-damaged`, `interrupted`.
 */
export const ingest = async (
  options: IngestOptions,
  effects: Effects,
  onProgress: (p: IngestProgress) => void = () => undefined,
  tuning: Tuning = TUNING,
): Promise<IngestReport> => {
  const startedAt = effects.now()
  const { signal } = effects
  const workspace = resolve(effects.cwd, options.workspace)
  const paths = lakePaths(workspace)
  const inside = {
    ...options,
    workspace,
    sources: options.sources.map((s) => absolute(s, effects)),
  }
  const release = await takeLock(paths.lock, signal)
  const closing: (() => Promise<void>)[] = [release]
  try {
    const writer = await openWriter(paths)
    closing.unshift(writer.close)
    const found = await listAll(inside, wantedOf(options, startedAt), {
      effects,
      onFetch: (fetching) => onProgress({ ...NOTHING_YET, fetching }),
    })
    const { listing } = found
    const outcomes = outcomesOf(found)
    const numbers = inOrder(listing, distinct(listing))
    const fresh = await withoutKnown(listing, numbers, writer.known, outcomes.add)
    const firstId = writer.known.lastId + 1
    const before = groupBy(writer.before.events, (file) => file.day)
    const loader = hourLoader(paths.root, (day) => before.get(day) ?? [], writer.filesOfDay)
    closing.unshift(loader.close)

    let counts: Counts = noCounts(numbers.length, numbers.length - fresh.length)
    const totalBytes = fresh.reduce((sum, n) => sum + listing.bytes(n), 0)
    const show = () =>
      onProgress({
        files: counts.done,
        totalFiles: fresh.length,
        bytes: counts.stored,
        totalBytes,
        events: counts.read,
      })
    show()
    const limit = pLimit(options.concurrency ?? FETCHES)
    const most = options.maxObjectBytes ?? MAX_OBJECT_BYTES
    const fetch = (job: Job): Promise<Job> =>
      limit(async () => {
        if (job.bytes > most * STORED_RATIO) return { ...job, unreadable: tooLarge(job.bytes) }
        const source = job.path === undefined ? found.sources.get(job.source) : undefined
        return source === undefined ? job : { ...job, ...(await source.read(job)) }
      })
    await runBatches({
      root: paths.root,
      limit: most,
      threads: tuning.threads,
      batches: cut(listing, fresh, firstId, tuning.batchBytes),
      seen: new Seen(loader.load, SEEN_BYTES),
      fetch,
      signal,
      commit: async (result) => {
        await writer.commit(result)
        counts = withBatch(counts, result)
        for (const { id, outcome } of result.objects)
          outcomes.add(fresh[id - firstId] as number, outcome)
        show()
      },
    })
    if (signal.aborted)
      throw new WholetrailError('interrupted', 'interrupted', {
        hint: 'run the same command again: it goes on from here',
      })
    const history = outcomes.wholly()
    const { conflicts } = await writer.finish({
      source: options.sources.join(' '),
      startedAt,
      finishedAt: effects.now(),
      completeness: found.completeness,
      ...(history.length === 0 ? {} : { history }),
    })
    return reportOf(counts, {
      conflicts: conflicts.length - writer.before.conflicts.length,
      completeness: found.completeness,
      history,
      empty: outcomes.empty(inside.sources),
      seconds: (effects.now() - startedAt) / 1e6,
    })
  } finally {
    for (const close of closing) await close()
  }
}

const absolute = (source: string, effects: Effects): string =>
  source === 'event-history' || (/^[a-z0-9-]+:/.test(source) && !/^[a-z]:\\/i.test(source))
    ? source
    : resolve(effects.cwd, source)
