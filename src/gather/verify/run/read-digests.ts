import type { ObjectName } from '../../../model/digest.ts'
import { nameKey } from '../../../model/digest.ts'
import { HOUR, type Interval } from '../../../model/time.ts'
import type { FoundDigest } from '../digest/found.ts'
import { digestNameOf } from '../digest/name.ts'
import { contentOfDigest, withMetadata } from '../digest/parse.ts'
import type { ListedObject, Store } from '../store/store.ts'
import type { Desk } from './desk.ts'
import type { CellPlaces, Place } from './places.ts'
import { hiddenIn, readAny } from './read-any.ts'
import type { Memory } from './remembered.ts'
import { isWorthKeeping } from './remembered.ts'

/** A digest, and the folder that it lies in; `null` where only a link led to it. */
export interface DigestInPlace {
  readonly found: FoundDigest
  readonly place: Place | null
}

/** So much is taken for an object whose size nobody told. */
const TYPICAL_BYTES = 20_000

/** A digest that is to be read. */
export interface Wanted {
  readonly object: ObjectName
  readonly listed: ListedObject | null
  readonly place: Place | null
}

const wholeName = ({ bucket, key }: ObjectName): ObjectName => ({ bucket, key })

const found = (
  object: ObjectName,
  uri: string,
  content: FoundDigest['content'],
  hidden: FoundDigest['hidden'],
): FoundDigest[] => {
  const name = digestNameOf(object.key)
  return name === undefined ? [] : [{ name, object: wholeName(object), uri, content, hidden }]
}

interface Content {
  readonly at: string
  readonly content: FoundDigest['content']
  readonly mark: string | null
}

/** A digest of a copy is read and parsed by one of the hashing threads. */
const contentInCopy = async (
  desk: Desk,
  listed: ListedObject,
  metadataOf: NonNullable<Store['metadata']>,
): Promise<Content> => {
  const { uri, bytes } = listed
  const detail = `${bytes} bytes are stored: more than --max-object-bytes`
  const body =
    bytes > desk.limit
      ? ({ status: 'too-large', detail } as const)
      : await desk.hasher.parse({ from: { path: uri }, limit: desk.limit })
  const isBody = body.status === 'parsed' || body.status === 'malformed'
  const content = isBody ? withMetadata(body, await metadataOf(listed)) : body
  return { at: uri, content, mark: null }
}

const contentOf = async (desk: Desk, { object, listed, place }: Wanted): Promise<Content> => {
  if (listed !== null && place?.store.metadata !== undefined)
    return contentInCopy(desk, listed, place.store.metadata)
  const stores = place === null ? desk.stores : [place.store]
  const read = await readAny(stores, listed ?? object)
  const isRead = read.status === 'read'
  const content = contentOfDigest(read, desk.limit)
  const at = isRead ? read.uri : (listed?.uri ?? `s3://${nameKey(object)}`)
  return { at, content, mark: isRead ? read.mark : null }
}

/** What a digest that lies open, or is hidden by a delete marker, holds; nothing where it is gone. */
const readOne = async (desk: Desk, memory: Memory, wanted: Wanted): Promise<FoundDigest[]> => {
  const { object, listed, place } = wanted
  const known = listed === null ? undefined : memory.get(listed.uri, listed.mark)
  if (listed !== null && known?.kind === 'digest')
    return found(object, listed.uri, known.content, null)
  const { at, content, mark } = await contentOf(desk, wanted)
  if (content.status === 'absent') {
    const hidden = await hiddenIn(desk.stores, object)
    if (hidden === null) return []
    const inVersion = contentOfDigest(hidden.read, desk.limit)
    const uri = hidden.read.status === 'read' ? hidden.read.uri : at
    return found(object, uri, inVersion, { deletedAt: hidden.deletedAt })
  }
  if (isWorthKeeping(content) && place?.store.kind === 'bucket')
    memory.add(listed?.uri ?? at, mark, { kind: 'digest', content })
  return found(object, at, content, null)
}

const readAll = async (
  desk: Desk,
  memory: Memory,
  wanted: readonly Wanted[],
): Promise<DigestInPlace[]> => {
  const parts = await Promise.all(
    wanted.map((one) =>
      desk.reading(async () => {
        const bytes = one.listed?.bytes ?? TYPICAL_BYTES
        const digests = await desk.room.within(bytes, () => readOne(desk, memory, one))
        desk.tally.add('digests', bytes)
        return digests.map((found) => ({ found, place: one.place }))
      }),
    ),
  )
  return parts.flat()
}

/** Digests that others name and no listing showed: in another bucket or prefix, or hidden (links are absolute). */
const namedOnly = (
  digests: readonly DigestInPlace[],
  asked: ReadonlySet<string>,
  window: Interval,
): Wanted[] => {
  const named = new Map<string, Wanted>()
  for (const { found, place } of digests) {
    if (found.content.status !== 'parsed') continue
    const { previous } = found.content.digest
    if (previous === null || asked.has(nameKey(previous))) continue
    const time = digestNameOf(previous.key)?.time
    if (time === undefined || time <= window.from) continue
    // In a copy of unknown origin the object lies under another bucket's name.
    if (
      place?.store.kind === 'copy' &&
      asked.has(nameKey({ ...previous, bucket: place.folder.bucket }))
    )
      continue
    named.set(nameKey(previous), { object: previous, listed: null, place: null })
  }
  return [...named.values()]
}

const listedIn = async (place: Place, window: Interval): Promise<Wanted[]> => {
  const { store, folder } = place
  const [listed, hidden] = await Promise.all([
    store.digests(folder, window),
    store.hiddenDigests?.(folder, window) ?? [],
  ])
  return [
    ...listed.map((one) => ({ object: one, listed: one, place })),
    ...hidden.map((object) => ({ object, listed: null, place })),
  ]
}

/** One more on each side: the one before is what the first is linked to, the one after signs for the last. */
export const witnesses = ({ from, to }: Interval): Interval => ({
  from: from - 2 * HOUR,
  to: to + 2 * HOUR,
})

/**
 * Every digest of a cell with a time in the window, whatever trail it is of. Throws `source-unreadable` where a folder
 * cannot be listed: then nothing is known of the cell.
 */
export const listDigests = async (
  { places }: CellPlaces,
  window: Interval,
): Promise<readonly Wanted[]> => {
  const lists = await Promise.all(places.map((place) => listedIn(place, witnesses(window))))
  const once = new Map<string, Wanted>()
  for (const wanted of lists.flat())
    if (!once.has(nameKey(wanted.object))) once.set(nameKey(wanted.object), wanted)
  return [...once.values()]
}

/** Reads the digests that were listed, and those that they link to. */
export const readDigests = async (
  desk: Desk,
  listed: readonly Wanted[],
  window: Interval,
  memory: Memory,
): Promise<readonly DigestInPlace[]> => {
  const wide = witnesses(window)
  const asked = new Set(listed.map(({ object }) => nameKey(object)))
  const digests = await readAll(desk, memory, listed)
  for (let named = namedOnly(digests, asked, wide); named.length > 0; ) {
    for (const { object } of named) asked.add(nameKey(object))
    const more = await readAll(desk, memory, named)
    digests.push(...more)
    named = namedOnly(more, asked, wide)
  }
  return digests
}
