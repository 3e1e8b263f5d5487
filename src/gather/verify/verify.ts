import { availableParallelism } from 'node:os'
import pLimit from 'p-limit'
import type { Effects } from '../../effects.ts'
import { isKnown } from '../../model/observed.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import { type Instant, SECOND } from '../../model/time.ts'
import type { VerifyOptions, VerifyProgress, VerifyReport } from '../../model/verification.ts'
import { ownersOf } from './expectations/owners.ts'
import { openKeyRing } from './keys/open.ts'
import { cellsDelivered } from './lake/deliveries.ts'
import type { Known } from './lake/known.ts'
import { hashesInLake } from './lake/lacking.ts'
import { changesOfTrails } from './lake/trail-events.ts'
import { cellName } from './ledger/paths.ts'
import { absentChains } from './run/absent-chains.ts'
import { attestedChanges } from './run/attested.ts'
import type { CellResult } from './run/cell-result.ts'
import { type Desk, throwIfAborted } from './run/desk.ts'
import { openHasher } from './run/hash/pool.ts'
import { placesOf } from './run/places.ts'
import { refusedDeliveries } from './run/refused.ts'
import { reportOf } from './run/report.ts'
import { roomFor } from './run/room.ts'
import { sourcesOf } from './run/sources.ts'
import { idle, listingTally, tallyOf } from './run/tally.ts'
import { verifyCell } from './run/verify-cell.ts'
import { openAsker } from './store/asker.ts'
import { MAX_OBJECT_BYTES } from './store/limits.ts'
import { openStore } from './store/open.ts'

const READS = 128
/** One is listed while another is hashed. */
const CELLS = 3
/** Stored bytes that are held at once. */
const ROOM = 128_000_000
/** Digests and log files of the cells that are being judged: some two kilobytes each. A cell that has more is alone. */
const HELD = 100_000

const ownersOfBuckets = (snapshots: readonly Snapshot[]): ReadonlyMap<string, string> =>
  new Map(
    snapshots
      .flatMap((s) => s.buckets)
      .flatMap(({ name, owner }) => (isKnown(owner) ? [[name, owner.known]] : [])),
  )

/** When the oldest proven digest of each trail begins, in whichever cell. */
const beginsOf = (results: Iterable<CellResult>): ReadonlyMap<string, Instant> => {
  const begins = new Map<string, Instant>()
  for (const result of results)
    for (const [arn, from] of result.begins)
      begins.set(arn, Math.min(from, begins.get(arn) ?? Number.POSITIVE_INFINITY))
  return begins
}

/**
 * Verifies every chain of digests at the sources, hour by hour, and writes the ledger that coverage reads. An object that
 * cannot be read, a folder that cannot be listed, a chain that is broken: each becomes a slot and a problem of the report,
 * and never stops the run. Throws `usage` without sources, `source-unreadable` where none of them can be listed, `aws`
 * (credentials), `configuration`, `interrupted` (what was read so far is remembered).
 */
export const verify = async (
  options: VerifyOptions,
  known: Known,
  effects: Effects,
  onProgress: (p: VerifyProgress) => void = () => undefined,
): Promise<VerifyReport> => {
  const started = effects.now()
  const { snapshots, query } = known
  const changes = await changesOfTrails(query, known.events)
  const bucketOwners = ownersOfBuckets(snapshots)
  const asker = openAsker(options, effects)
  const hasher = openHasher(availableParallelism())
  try {
    const storeOptions = {
      now: known.now,
      workspace: options.workspace,
      ownerOf: (bucket: string) => bucketOwners.get(bucket),
      ...(options.maxObjectBytes === undefined ? {} : { maxObjectBytes: options.maxObjectBytes }),
      ...(options.metadata === undefined ? {} : { metadata: options.metadata }),
      ...(options.accounts === undefined ? {} : { accounts: options.accounts }),
    }
    const sources = sourcesOf(options, snapshots, changes)
    const listed = listingTally(sources.length, onProgress)
    const opened = await Promise.all(
      sources.map(async (source) => {
        const store = await openStore(source, storeOptions, asker)
        listed()
        return store
      }),
    )
    const ring = await openKeyRing(options, asker, effects)
    const { stores, cells, there, problems } = await placesOf(opened, options)
    const buckets = [...new Set(cells.flatMap((c) => c.places.map((p) => p.folder.bucket)))]
    const delivered = query === null ? [] : await cellsDelivered(query, buckets)
    const limit = pLimit(options.concurrency ?? READS)
    const desk: Desk = {
      options,
      known,
      ground: { snapshots, changes },
      ownerOf: ownersOf(snapshots, changes),
      stores,
      ring,
      hasher,
      room: roomFor(ROOM),
      held: roomFor(HELD),
      reading: (work) =>
        limit(() => {
          throwIfAborted(effects)
          return work()
        }),
      limit: options.maxObjectBytes ?? MAX_OBJECT_BYTES,
      hashesInLake: known.manifest === null ? null : hashesInLake(known.manifest),
      buckets,
      delivered: new Set(delivered.map(cellName)),
      tally: idle,
      signal: effects.signal,
    }
    const changed = await attestedChanges(desk, cells)
    const judging: Desk = { ...desk, ground: { snapshots, changes: changed } }
    const tally = tallyOf(cells.length, onProgress)
    const results = new Map<string, CellResult>()
    const several = pLimit(CELLS)
    await Promise.all(
      cells.map((cell) =>
        several(async () => {
          throwIfAborted(effects)
          const own = tally.begin(cell)
          results.set(cellName(cell), await verifyCell({ ...judging, tally: own }, cell))
          own.end()
        }),
      ),
    )
    const absent = await absentChains(judging, cells, results, beginsOf(results.values()))
    const refused = await refusedDeliveries(known, buckets)
    const inOrder = cells.flatMap((cell) => results.get(cellName(cell)) ?? [])
    const seconds = (effects.now() - started) / SECOND
    return reportOf(desk, [...inOrder, ...absent], [...problems, ...refused], seconds, there)
  } finally {
    asker.close()
    await hasher.close()
  }
}
