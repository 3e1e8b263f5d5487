import type { NamedFile, ObjectName } from '../../../model/digest.ts'
import { nameKey } from '../../../model/digest.ts'
import type { FoundFile } from '../digest/found.ts'
import type { ListedObject, Read } from '../store/store.ts'
import type { Desk } from './desk.ts'
import { hashNow } from './hash/hash.ts'
import type { Hashed, HashTask } from './hash/task.ts'
import type { FileIndex } from './list-files.ts'
import type { Place } from './places.ts'
import { hiddenIn, readAny } from './read-any.ts'
import type { Memory } from './remembered.ts'

/** A log file that a listing shows, and where. */
export interface ListedFile {
  readonly listed: ListedObject
  readonly place: Place
}

/** So much is taken for a file whose size nobody told. */
const TYPICAL_BYTES = 100_000

/** Handing less over to a thread takes longer than hashing it. */
const INLINE_BYTES = 4096

type Extra = Pick<Extract<FoundFile, { status: 'found' }>, 'hidden' | 'movedTo'>

const plain: Extra = { hidden: null, movedTo: null }

const foundOf = (hashed: Hashed, uri: string, extra: Extra): FoundFile =>
  hashed.status === 'hashed'
    ? { status: 'found', uri, sha256: hashed.sha256, trailing: hashed.trailing, ...extra }
    : hashed.status === 'malformed'
      ? { ...hashed, uri }
      : hashed

const hashRead = async (
  desk: Desk,
  read: Extract<Read, { status: 'read' }>,
  extra: Extra,
): Promise<FoundFile> => {
  const task: HashTask = { from: { stored: read.stored }, limit: desk.limit }
  const isSmall = read.stored.length <= INLINE_BYTES
  const hashed = isSmall ? hashNow(task) : await desk.hasher.hash(task)
  return foundOf(hashed, read.uri, { ...extra, movedTo: read.movedTo ?? extra.movedTo })
}

/** The hash of a file where a listing shows it. A copy's file is read by the thread that hashes it. */
export const readListed = async (
  desk: Desk,
  memory: Memory,
  { listed, place }: ListedFile,
): Promise<FoundFile> => {
  const { uri, mark, bytes } = listed
  if (place.store.kind === 'copy') {
    if (bytes > desk.limit) return { status: 'too-large', detail: `${bytes} bytes are stored` }
    const task: HashTask = { from: { path: uri }, limit: desk.limit }
    return foundOf(await desk.hasher.hash(task), uri, plain)
  }
  const known = memory.get(uri, mark)
  if (known?.kind === 'file') {
    const { sha256, trailing } = known
    return { status: 'found', uri, sha256, trailing, ...plain, remembered: true }
  }
  const read = await place.store.read(listed)
  if (read.status !== 'read') return read
  const found = await hashRead(desk, read, plain)
  if (found.status === 'found') {
    const { sha256, trailing } = found
    memory.add(uri, read.mark, { kind: 'file', sha256, trailing })
  }
  return found
}

/** A file that no listing shows: in another bucket, at another place of a copy, or below a delete marker. */
const readNamed = async (desk: Desk, name: ObjectName): Promise<FoundFile> => {
  const read = await readAny(desk.stores, name)
  if (read.status === 'read') return hashRead(desk, read, plain)
  if (read.status !== 'absent') return read
  const hidden = await hiddenIn(desk.stores, name)
  if (hidden === null) return read
  if (hidden.read.status !== 'read') return hidden.read
  return hashRead(desk, hidden.read, { ...plain, hidden: { deletedAt: hidden.deletedAt } })
}

const readOne = async (
  desk: Desk,
  memory: Memory,
  name: ObjectName,
  listed: ListedFile | undefined,
): Promise<FoundFile> => {
  const found = listed === undefined ? undefined : await readListed(desk, memory, listed)
  return found === undefined || found.status === 'absent' ? readNamed(desk, name) : found
}

const isRight = (found: FoundFile, { sha256 }: NamedFile): boolean =>
  found.status === 'found' && found.sha256 === sha256 && found.trailing === 0

/** Of several copies of a file the whole one counts, and the altered ones are named. */
const bestOf = (file: NamedFile, copies: readonly [FoundFile, ...FoundFile[]]): FoundFile => {
  const best = copies.find((found) => isRight(found, file)) ?? copies[0]
  if (best.status !== 'found') return best
  const alteredCopies = copies.flatMap((found) =>
    found !== best && 'uri' in found && !isRight(found, file) ? [found.uri] : [],
  )
  return alteredCopies.length === 0 ? best : { ...best, alteredCopies }
}

/** Every log file named, read and hashed; by `nameKey`. */
export const readFiles = async (
  desk: Desk,
  memory: Memory,
  named: Iterable<NamedFile>,
  index: Pick<FileIndex, 'of' | 'others'>,
): Promise<ReadonlyMap<string, FoundFile>> => {
  const found = new Map<string, FoundFile>()
  const once = new Map<string, NamedFile>()
  for (const file of named) once.set(nameKey(file), file)
  await Promise.all(
    [...once].map(([key, file]) =>
      desk.reading(async () => {
        const at = index.of(file)
        const bytes = at?.listed.bytes ?? TYPICAL_BYTES
        const first = await desk.room.within(bytes, () => readOne(desk, memory, file, at))
        const more: FoundFile[] = []
        for (const other of index.others(file))
          more.push(
            await desk.room.within(other.listed.bytes, () => readListed(desk, memory, other)),
          )
        found.set(key, bestOf(file, [first, ...more]))
        desk.tally.add('files', bytes)
      }),
    ),
  )
  return found
}
