import { isProven, type Slot } from '../../../model/verification.ts'
import { claimOfKey } from '../../objects/key.ts'
import type { Desk } from './desk.ts'
import type { Place } from './places.ts'
import { type ListedFile, readListed } from './read-files.ts'
import type { Memory } from './remembered.ts'
import { ON_ITS_WAY } from './unattested.ts'

/** More files without a digest are known by their names alone. */
const MOST = 5000

const maybeIn = (slot: Slot, named: number): boolean =>
  slot.from - ON_ITS_WAY <= named && named < slot.to

/** The files that no digest names, delivered in a slot to the places of its chain. */
export type Besides = (slot: Slot, places: ReadonlySet<Place | null>) => readonly string[]

/**
 * For each slot the files that were delivered in it and that no digest names: by SHA-256 where the file was read, by URI
 * otherwise. They may hold events of the hour, so that coverage asks whether the lake has them too.
 */
export const besidesOf = async (
  desk: Desk,
  memory: Memory,
  unnamed: readonly ListedFile[],
  slots: readonly Slot[],
): Promise<Besides> => {
  const proven = slots.filter(isProven)
  const from = proven.reduce((least, s) => Math.min(least, s.from), Number.POSITIVE_INFINITY)
  const to = proven.reduce((most, s) => Math.max(most, s.to), Number.NEGATIVE_INFINITY)
  const timed = unnamed
    .map((file) => ({ file, named: claimOfKey(file.listed.key).named }))
    .flatMap(({ file, named }) => (named === null ? [] : [{ file, named }]))
    .filter(({ named }) => from - ON_ITS_WAY <= named && named < to)
  const names = await Promise.all(
    timed.map(({ file, named }, i) =>
      desk.reading(async () => {
        const found =
          i < MOST
            ? await desk.room.within(file.listed.bytes, () => readListed(desk, memory, file))
            : undefined
        const name = found?.status === 'found' ? found.sha256 : file.listed.uri
        return { named, name, place: file.place }
      }),
    ),
  )
  return (slot, places) =>
    isProven(slot)
      ? names.flatMap(({ named, name, place }) =>
          places.has(place) && maybeIn(slot, named) ? [name] : [],
        )
      : []
}
