import { groupBy } from '../../../model/group-by.ts'
import { HOUR } from '../../../model/time.ts'
import { isProven } from '../../../model/verification.ts'
import { proveAll } from '../chain/prove-all.ts'
import { type ToldIn, toldIn } from '../lake/told-in.ts'
import type { ChangeOfTrail } from '../lake/trail-events.ts'
import { readCellFile } from '../ledger/file.ts'
import { cellName, ledgerPaths } from '../ledger/paths.ts'
import type { Desk } from './desk.ts'
import { type CellPlaces, isOfPlace } from './places.ts'
import { listDigests, readDigests } from './read-digests.ts'
import type { Memory } from './remembered.ts'

/** These are read again when their cell is verified. */
const nothing: Memory = { get: () => undefined, add: () => undefined, flush: async () => undefined }

/** Effects that can explain why there is no digest: the others only make more of them due, and need no proof (R23). */
const explaining: ReadonlySet<ChangeOfTrail['effect']> = new Set([
  'stops',
  'deletes',
  'validation-off',
  'creates',
])

/** SHA-256 of the log files that authentic digests around some times name. */
const namedAround = async (
  desk: Desk,
  cell: CellPlaces,
  named: number,
): Promise<readonly string[]> => {
  const window = { from: named - HOUR, to: named + 2 * HOUR }
  const kept = await readCellFile(
    ledgerPaths(desk.options.workspace).cell(cell),
    window.from,
    window.to,
  )
  const known = kept?.entries.filter(isProven).flatMap((e) => e.files) ?? []
  try {
    const listed = await listDigests(cell, window)
    const found = (await readDigests(desk, listed, window, nothing)).map((d) => d.found)
    const parsed = found.flatMap(({ content }) => (content.status === 'parsed' ? [content] : []))
    const fingerprints = parsed.map((p) => p.digest.fingerprint)
    if (parsed.length > 0)
      await desk.ring.prepare(
        cell.region,
        window.from - 2 * HOUR,
        window.to + 2 * HOUR,
        fingerprints,
      )
    const proven = proveAll(found, { keyOf: desk.ring.key, keysMissing: null, offline: false })
    return [
      ...known,
      ...proven.flatMap((e) =>
        e.standing === 'authentic' ? (e.parsed?.digest.files ?? []).map((f) => f.sha256) : [],
      ),
    ]
  } catch (error) {
    if (!isOfPlace(error)) throw error
    return known
  }
}

const attestedFiles = async (
  desk: Desk,
  cells: readonly CellPlaces[],
  told: readonly ToldIn[],
): Promise<ReadonlySet<string>> => {
  const attested = new Set<string>()
  const byName = new Map(cells.map((cell) => [cellName(cell), cell]))
  const hours = groupBy(
    told.filter((t) => t.sha256 !== null && t.named !== null),
    (t) => `${t.account}_${t.region} ${Math.floor((t.named ?? 0) / HOUR)}`,
  )
  for (const own of hours.values()) {
    const [{ account, region, named }] = own as [ToldIn]
    if (account === null || region === null || named === null) continue
    const cell = byName.get(cellName({ account, region })) ?? { account, region, places: [] }
    for (const sha256 of await namedAround(desk, cell, named)) attested.add(sha256)
  }
  return attested
}

/**
 * The changes of trails, with those marked that explain a gap and that nobody vouches for: CloudTrail was not asked for them
 * (event history), and no authentic digest names a log file that they stand in. Anyone can put such a file into a copy.
 */
export const attestedChanges = async (
  desk: Desk,
  cells: readonly CellPlaces[],
): Promise<readonly ChangeOfTrail[]> => {
  const { known, ground } = desk
  const inHistory = new Set(
    [...(known.history ?? []), ...known.events.filter((e) => e.objects.length === 0)].map(
      (e) => `${e.id} ${e.name} ${e.time}`,
    ),
  )
  const isTold = (c: ChangeOfTrail) => inHistory.has(`${c.eventId} ${c.name} ${c.time}`)
  const open = ground.changes.filter((c) => explaining.has(c.effect) && !isTold(c))
  if (open.length === 0 || known.query === null) return ground.changes
  const told = await toldIn(known.query, [...new Set(open.map((c) => c.eventId))])
  const asked = new Set(
    known.manifest?.runs.flatMap((r) => (r.history?.length ? [r.source] : [])) ?? [],
  )
  const files = await attestedFiles(desk, cells, told)
  const vouched = new Set(
    told
      .filter((t) => asked.has(t.source) || (t.sha256 !== null && files.has(t.sha256)))
      .map((t) => t.eventId),
  )
  const unvouched = new Set(open.filter((c) => !vouched.has(c.eventId)))
  return ground.changes.map((c) => (unvouched.has(c) ? { ...c, isUnattested: true } : c))
}
