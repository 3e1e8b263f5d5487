import type { Instant, Interval } from '../../../model/time.ts'
import { claimOfKey } from '../../objects/key.ts'
import { deletionsOf } from '../lake/deletions.ts'
import { lackingInLake } from '../lake/lacking.ts'
import { readCellFile } from '../ledger/file.ts'
import { ledgerPaths } from '../ledger/paths.ts'
import { besidesOf } from './besides.ts'
import { type CellResult, cellResult, hullOf, unknownCell } from './cell-result.ts'
import { chainsOf } from './chains.ts'
import { absentDeliveries } from './deliveries.ts'
import type { Desk } from './desk.ts'
import { earlierWords } from './earlier.ts'
import { dueChain, filesNamed, type JudgedCellChain, judgeDue } from './judge-cell.ts'
import { keepCell } from './keep-cell.ts'
import { keptChains } from './kept-chains.ts'
import { type FileIndex, isAttestable, listFiles } from './list-files.ts'
import { lostObjects } from './lost.ts'
import { findMoved } from './moved.ts'
import { type CellPlaces, isOfPlace, unreadablePlace } from './places.ts'
import { type DigestInPlace, listDigests, readDigests } from './read-digests.ts'
import { type ListedFile, readFiles } from './read-files.ts'
import { type Memory, openMemory } from './remembered.ts'
import { strayFiles } from './stray-files.ts'
import { listingWindow } from './window.ts'
import { fileCounts } from './work-done.ts'

interface Listed {
  readonly digests: readonly DigestInPlace[]
  readonly index: FileIndex
}

/** Files that no digest of any trail names. */
const unnamedOf = ({ digests, index }: Listed): readonly ListedFile[] => {
  const named = new Set<string>()
  for (const { found } of digests)
    if (found.content.status === 'parsed')
      for (const file of found.content.digest.files) {
        const at = index.of(file)
        if (at !== undefined) named.add(at.listed.uri)
        for (const { listed } of index.others(file)) named.add(listed.uri)
      }
  return index.all.filter((file) => !named.has(file.listed.uri) && isAttestable(file))
}

const isNamedIn =
  ({ from, to }: Interval) =>
  ({ listed }: ListedFile): boolean => {
    const { named } = claimOfKey(listed.key)
    return named === null || (from <= named && named < to)
  }

const judgeListed = async (
  desk: Desk,
  cell: CellPlaces,
  memory: Memory,
  listed: Listed,
  { window, asOf }: { readonly window: Interval; readonly asOf: Instant },
): Promise<CellResult> => {
  const { index } = listed
  const chains = chainsOf(cell, listed.digests, desk.ownerOf, desk.options.trails)
  const ledger = await readCellFile(ledgerPaths(desk.options.workspace).cell(cell))
  const kept = keptChains(desk, cell, chains, ledger)
  const due = [
    ...chains.map((chain) =>
      dueChain(desk, chain, asOf, { earlier: earlierWords(ledger, cell, chain) }),
    ),
    ...kept.map((chain) =>
      dueChain(desk, chain, asOf, { ...chain, earlier: earlierWords(ledger, cell, chain) }),
    ),
  ]
  const named = due.flatMap(filesNamed)
  const read = await readFiles(desk, memory, named, index)
  const unnamed = unnamedOf(listed)
  const files = await findMoved(desk, memory, named, read, unnamed)
  const moved = new Set(
    [...files.values()].flatMap((f) => (f.status === 'found' && f.movedTo !== null ? [f.uri] : [])),
  )
  const { query } = desk.known
  const lost = query === null ? [] : lostObjects(chains, named, files)
  const deletions = query === null ? new Map() : await deletionsOf(query, lost)
  const judged: JudgedCellChain[] = []
  for (const one of due) judged.push(await judgeDue(desk, one, { files, deletions }))

  const slots = judged.flatMap((j) => j.judged.slots)
  const stray = unnamed.filter((file) => !moved.has(file.listed.uri))
  await keepCell(desk, cell, judged, await besidesOf(desk, memory, stray, slots))
  const asked =
    desk.options.from === undefined ? window : (hullOf(judged.map((j) => j.window)) ?? window)
  const names = [...index.all, ...listed.digests].map((one) =>
    'listed' in one ? one.listed : one.found.object,
  )
  const result = cellResult(
    judged,
    {
      problems: await absentDeliveries(desk, cell, asked, names),
      unattested: strayFiles(desk, cell, stray.filter(isNamedIn(asked)), judged, asOf),
      notInLake: desk.hashesInLake === null ? [] : lackingInLake(named, desk.hashesInLake),
    },
    fileCounts(files.values()),
  )
  return { ...result, trailsHere: listed.digests.map(({ found }) => found.name.trail) }
}

/**
 * Verifies one account and region: lists its folders in all sources, reads its digests and the log files that they name,
 * judges its chains, writes its ledger. A folder that cannot be listed leaves the cell unjudged: nothing in it is missing
 * for that.
 */
export const verifyCell = async (desk: Desk, cell: CellPlaces): Promise<CellResult> => {
  const asOf = cell.places.reduce((most, { store }) => Math.max(most, store.asOf), 0)
  const window = listingWindow(desk.options, asOf)
  const memory = await openMemory(desk.options.workspace, cell, desk.options.fresh === true)
  try {
    const [wanted, index] = await Promise.all([listDigests(cell, window), listFiles(cell, window)])
    desk.tally.expect(wanted.length + index.all.length)
    return await desk.held.within(wanted.length + index.all.length, async () => {
      const digests = await readDigests(desk, wanted, window, memory)
      return judgeListed(desk, cell, memory, { digests, index }, { window, asOf })
    })
  } catch (error) {
    if (!isOfPlace(error)) throw error
    const where = `${cell.account} in ${cell.region}`
    return unknownCell(unreadablePlace(`Nothing is known of ${where}: ${error.message}.`, where))
  } finally {
    await memory.flush()
  }
}
