import { realpath } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import pLimit from 'p-limit'
import type { ObjectName } from '../../../../model/digest.ts'
import { WholetrailError } from '../../../../model/error.ts'
import { groupBy } from '../../../../model/group-by.ts'
import type { Interval } from '../../../../model/time.ts'
import { claimOfKey } from '../../../objects/key.ts'
import { DIGESTS, folderKey, folderOf } from '../layout.ts'
import { MAX_OBJECT_BYTES } from '../limits.ts'
import { isNamedIn } from '../named-time.ts'
import type { StoreOptions } from '../options.ts'
import type { Folder, ListedObject, Read, Store } from '../store.ts'
import type { Unlisted } from '../unlisted.ts'
import { filesBelow } from './files.ts'
import { type Candidate, candidatesIn } from './find.ts'
import { type CopiedFolder, layoutCopy } from './layout-copy.ts'
import { looseFolders } from './loose-copy.ts'
import { openMetadata } from './metadata.ts'
import { readPath } from './read.ts'
import { nameInS3, slashed, treeOf } from './tree.ts'

const listed = async (
  copied: CopiedFolder,
  kind: string,
  window: Interval,
): Promise<readonly ListedObject[]> => {
  const at = copied.pathOf(kind)
  const files = await filesBelow(at, window).catch((cause: unknown) => {
    const { code, message } = cause as NodeJS.ErrnoException
    throw new WholetrailError('source-unreadable', `cannot read ${at}: ${code ?? message}`, {
      cause,
    })
  })
  return files.map(({ path, bytes }) => ({
    bucket: copied.folder.bucket,
    key: nameInS3(`${folderOf(copied.folder, kind)}${path}`),
    uri: `${at}${path}`,
    bytes,
    mark: null,
  }))
}

/** Of two with one name the one that is still compressed comes first. */
const byKey = (a: ListedObject, b: ListedObject): number =>
  a.key < b.key ? -1 : a.key > b.key ? 1 : a.uri > b.uri ? -1 : 1

const pathAmong = (name: ObjectName): readonly Candidate[] | undefined =>
  'uri' in name && typeof name.uri === 'string' ? [{ path: name.uri }] : undefined

/**
 * A copy of buckets in a folder tree: whole layouts at any depth, parts of one, or files without folders. Objects keep
 * the names that they have in S3, as their digests state them. Throws `source-unreadable`.
 */
export const openCopy = async (source: string, options: StoreOptions): Promise<Store> => {
  const unseen: string[] = []
  const note = (sentence: string) => void unseen.push(sentence)
  const unlisted: Unlisted[] = []
  const noteFolder = (folder: Unlisted) => void unlisted.push(folder)
  const tree = await treeOf(source, options.workspace, noteFolder)
  const root = await realpath(resolve(source))
  const accounts = options.accounts ?? []
  const layouts = await Promise.all(
    tree.layouts.map((layout) => layoutCopy(layout, slashed(root), accounts, noteFolder)),
  )
  const loose = (await looseFolders(tree.loose)).filter(
    ({ folder }) => accounts.length === 0 || accounts.includes(folder.account),
  )
  const metadataOf = await openMetadata(root, options.metadata ?? [], note)
  const candidates = candidatesIn(
    layouts,
    groupBy(tree.loose, (file) => nameInS3(basename(file.path))),
  )
  const copied = groupBy(
    layouts.flatMap((layout) => layout.folders),
    ({ folder }) => folderKey(folder),
  )
  const looseIn = groupBy(loose, ({ folder }) => folderKey(folder))
  const folders = new Map(
    [...looseIn.values(), ...copied.values()].flatMap((group) =>
      group.map(({ folder }) => [folderKey(folder), folder] as const),
    ),
  )
  const times = [
    ...layouts.flatMap(({ newest }) => newest ?? []),
    ...tree.loose.flatMap(({ path }) => claimOfKey(basename(path)).named ?? []),
  ]
  const most = options.maxObjectBytes ?? MAX_OBJECT_BYTES

  const listing = pLimit(1)
  const listNow = async (
    folder: Folder,
    window: Interval,
    isWanted: (kind: string) => boolean,
  ): Promise<readonly ListedObject[]> => {
    const key = folderKey(folder)
    const inLayouts = (copied.get(key) ?? []).flatMap((one) =>
      one.kinds.filter(isWanted).map((kind) => listed(one, kind, window)),
    )
    const inNone = (looseIn.get(key) ?? []).flatMap(({ objects }) =>
      objects.filter((object) => isWanted(basename(object.key).split('_')[1] ?? '')),
    )
    return [...(await Promise.all(inLayouts)).flat(), ...inNone]
      .filter((object) => isNamedIn(object.key, window))
      .sort(byKey)
  }

  /** One at a time: the disk gains nothing by more, and what was listed first is already hashed meanwhile. */
  const list: typeof listNow = (...asked) => listing(() => listNow(...asked))

  return {
    uri: root,
    kind: 'copy',
    asOf: Math.min(
      options.now,
      times.length === 0 ? options.now : times.reduce((a, b) => Math.max(a, b)),
    ),
    folders: async () => [...folders.values()],
    digests: (folder, window) => list(folder, window, (kind) => kind === DIGESTS),
    logs: (folder, window) => list(folder, window, (kind) => kind !== DIGESTS),
    read: async (name): Promise<Read> => {
      for (const candidate of pathAmong(name) ?? candidates(name)) {
        const read = await readPath(candidate, most)
        if (read.status === 'absent') continue
        if (read.status !== 'read') return read
        return { ...read, metadata: await metadataOf(name, candidate.path) }
      }
      return { status: 'absent', detail: `the copy has no ${name.key}` }
    },
    metadata: (object) => metadataOf(object, object.uri),
    hidden: async () => null,
    unlisted: () => unlisted,
    unseen: () => unseen,
  }
}
