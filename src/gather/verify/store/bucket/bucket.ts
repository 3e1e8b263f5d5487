import { WholetrailError } from '../../../../model/error.ts'
import type { Interval } from '../../../../model/time.ts'
import { codeOf, unknownOf } from '../../../aws/failure.ts'
import type { Asker } from '../asker.ts'
import { DIGESTS, folderKey, folderOf, LOG_KINDS } from '../layout.ts'
import { MAX_OBJECT_BYTES } from '../limits.ts'
import type { StoreOptions } from '../options.ts'
import type { Folder, ListedObject, Store } from '../store.ts'
import type { Unlisted } from '../unlisted.ts'
import { bucketCalls } from './calls.ts'
import { getObject } from './get.ts'
import { hiddenIn } from './hidden.ts'
import { layoutsBelow } from './layouts.ts'
import { foldersBelow } from './pages.ts'
import { bucketSource } from './source.ts'
import { type List, walkLayout } from './walk.ts'
import { listWindow } from './window.ts'

const hints: Readonly<Record<string, string>> = {
  NoSuchBucket: 'check the name, and --endpoint-url',
  AccessDenied: 'verify needs s3:ListBucket and s3:GetObject on the log bucket',
}

const unlistable = (what: string, error: unknown, isEmulated: boolean): WholetrailError => {
  if (error instanceof WholetrailError) return error
  const code = codeOf(error)
  const { detail = code } = unknownOf(error, { region: 'us-east-1', isEmulated })
  return new WholetrailError('source-unreadable', `cannot list ${what}: ${detail}`, {
    hint: hints[code] ?? 'check the credentials, the region and the network',
    cause: error,
  })
}

const offline = (source: string): WholetrailError =>
  new WholetrailError('configuration', `${source} cannot be read with --offline`, {
    hint: 'name a folder with a copy of the bucket, or leave out --offline',
  })

/** A place in a bucket. Nothing is asked before the first call; only the days asked for are ever listed. */
export const openBucket = (source: string, options: StoreOptions, asker: Asker): Store => {
  const { bucket, above, inside } = bucketSource(source)
  if (asker.isOffline) throw offline(source)
  const { now } = options
  const isEmulated = asker.endpoint !== null
  const calls = bucketCalls(asker, options.ownerOf ?? (() => undefined))
  const limits = { most: options.maxObjectBytes ?? MAX_OBJECT_BYTES, isEmulated }
  const hidden = hiddenIn(calls, now)
  const unseen = new Set<string>()
  const unlisted = new Map<string, Unlisted>()
  const kindsOf = new Map<string, readonly string[]>()

  const list: List = async (prefix) => {
    const uri = `s3://${bucket}/${prefix}`
    try {
      return await foldersBelow(calls, bucket, prefix)
    } catch (error) {
      const failure = unlistable(uri, error, isEmulated)
      if (prefix === above || failure.code !== 'source-unreadable') throw failure
      unlisted.set(uri, { uri, why: failure.message })
      return []
    }
  }

  const search = async (): Promise<readonly string[]> => {
    const { found, isCutShort } = await layoutsBelow(list, above)
    if (isCutShort)
      unseen.add(
        `not every folder of s3://${bucket}/${above} was searched for AWSLogs/: name the prefix of a trail that is missing here`,
      )
    return found
  }

  /** A policy may allow to list below `AWSLogs/` alone. */
  const layouts = async (): Promise<readonly string[]> => {
    const direct = `${above}AWSLogs/`
    if (inside !== null) return [direct]
    try {
      return await search()
    } catch (error) {
      if (!(error instanceof WholetrailError) || error.code !== 'source-unreadable') throw error
      const below = await foldersBelow(calls, bucket, direct).catch(() => [])
      if (below.length === 0) throw error
      unseen.add(error.message)
      return [direct]
    }
  }

  const folders = async (): Promise<readonly Folder[]> => {
    const wanted = { inside: inside ?? [], accounts: options.accounts ?? [] }
    const found: Folder[] = []
    for (const layout of await layouts())
      for (const { folder, kinds } of await walkLayout(list, bucket, layout, wanted)) {
        kindsOf.set(folderKey(folder), kinds)
        found.push(folder)
      }
    return found
  }

  const listKinds = async (
    folder: Folder,
    kinds: readonly string[],
    window: Interval,
  ): Promise<readonly ListedObject[]> => {
    const lists = kinds.map((kind) => {
      const prefix = folderOf(folder, kind)
      return listWindow(calls, folder.bucket, prefix, window, now).catch((error: unknown) => {
        throw unlistable(`s3://${folder.bucket}/${prefix}`, error, isEmulated)
      })
    })
    return (await Promise.all(lists)).flat()
  }

  /** What cannot be known of versions is told, and is no reason to stop. */
  const orUnseen =
    <T>(name: string, otherwise: T) =>
    (error: unknown): T => {
      const failure = unlistable(`versions of s3://${name}`, error, isEmulated)
      if (failure.code !== 'source-unreadable') throw failure
      unseen.add(`${failure.message} (s3:ListBucketVersions)`)
      return otherwise
    }

  return {
    uri: source.replace(/\/$/, ''),
    kind: 'bucket',
    asOf: now,
    folders,
    digests: (folder, window) => listKinds(folder, [DIGESTS], window),
    logs: (folder, window) => {
      const kinds = kindsOf.get(folderKey(folder)) ?? LOG_KINDS
      return listKinds(
        folder,
        kinds.filter((kind) => kind !== DIGESTS),
        window,
      )
    },
    read: (name) => getObject(calls, name, undefined, limits),
    hidden: async (name) => {
      const version = await hidden.version(name).catch(orUnseen(name.bucket, null))
      if (version === null) return null
      const read = await getObject(calls, name, version.versionId, limits)
      return { ...version, read }
    },
    hiddenDigests: (folder, window) =>
      hidden.digests(folder, window).catch(orUnseen(folder.bucket, [])),
    unlisted: () => [...unlisted.values()],
    unseen: () => [...unseen],
  }
}
