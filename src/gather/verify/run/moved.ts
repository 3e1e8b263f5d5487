import type { NamedFile } from '../../../model/digest.ts'
import { nameKey } from '../../../model/digest.ts'
import type { FoundFile } from '../digest/found.ts'
import type { Desk } from './desk.ts'
import { type ListedFile, readListed } from './read-files.ts'
import type { Memory } from './remembered.ts'

/** Files that nobody named are read in search of those that are gone; more are not. */
const MOST = 5000

/**
 * Finds log files that are gone under their name among those that no digest names, by their hash: renamed, not deleted.
 */
export const findMoved = async (
  desk: Desk,
  memory: Memory,
  named: readonly NamedFile[],
  files: ReadonlyMap<string, FoundFile>,
  unnamed: readonly ListedFile[],
): Promise<ReadonlyMap<string, FoundFile>> => {
  const gone = named.filter((file) => files.get(nameKey(file))?.status === 'absent')
  if (gone.length === 0 || unnamed.length === 0) return files
  const byHash = new Map<string, { readonly file: ListedFile; readonly found: FoundFile }>()
  await Promise.all(
    unnamed.slice(0, MOST).map((file) =>
      desk.reading(async () => {
        const found = await desk.room.within(file.listed.bytes, () =>
          readListed(desk, memory, file),
        )
        if (found.status === 'found') byHash.set(found.sha256, { file, found })
      }),
    ),
  )
  const all = new Map(files)
  for (const one of gone) {
    const moved = byHash.get(one.sha256)
    if (moved?.found.status !== 'found') continue
    const { bucket, key } = moved.file.listed
    all.set(nameKey(one), { ...moved.found, movedTo: { bucket, key } })
  }
  return all
}
