import { readdir, realpath, stat } from 'node:fs/promises'
import { basename, join, relative, resolve, sep } from 'node:path'
import { WholetrailError } from '../../../model/error.ts'
import type { Completeness } from '../../../model/manifest.ts'
import { MINUTE, startOfDay } from '../../../model/time.ts'
import { claimOfKey, type KeyClaim } from '../objects/key.ts'
import type { Listed } from '../work/task.ts'
import { type Place, placeOfDigest, placeOfFolders } from './place.ts'
import type { Source, Wanted } from './source.ts'
import { isWanted } from './wanted.ts'

interface Entry {
  readonly path: string
  readonly bytes: number
}

/** Every file below a folder; links to folders are not followed. */
const walk = async (folder: string, skip: string): Promise<Entry[]> => {
  const out: Entry[] = []
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (path === skip) continue
    if (entry.isDirectory()) for (const found of await walk(path, skip)) out.push(found)
    else {
      const found = await stat(path).catch(() => undefined)
      if (found?.isFile() !== false) out.push({ path, bytes: found?.size ?? 0 })
    }
  }
  return out
}

const entriesOf = async (root: string, skip: string): Promise<Entry[]> => {
  try {
    const found = await stat(root)
    return found.isDirectory() ? await walk(root, skip) : [{ path: root, bytes: found.size }]
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    throw new WholetrailError('source-unreadable', `cannot read ${root}: ${code}`, {
      hint: 'name a folder, a file, or s3://bucket/prefix',
      cause,
    })
  }
}

const slashed = (path: string): string => path.split(sep).join('/')

/** What stands above `AWSLogs/` inside the source; nothing where the source itself lies inside. */
const foldersAbove = (root: string, before: string): readonly string[] => {
  const base = slashed(root)
  return before.startsWith(base) ? before.slice(base.length).split('/').filter(Boolean) : []
}

/** The place of each layout among the files: by its digests where it has some, else by its folders. */
const placesOf = async (
  root: string,
  entries: readonly { entry: Entry; claim: KeyClaim }[],
  bucket: string | undefined,
): Promise<ReadonlyMap<string, Place>> => {
  const places = new Map<string, Place>()
  const digests = new Map<string, string>()
  for (const { entry, claim } of entries) {
    if (claim.before === null) continue
    if (!places.has(claim.before)) {
      const above = foldersAbove(root, claim.before)
      const own = basename(above.length > 0 ? root : claim.before || root)
      places.set(claim.before, placeOfFolders(above, own, bucket))
    }
    if (claim.kind === 'digest' && !digests.has(claim.before)) digests.set(claim.before, entry.path)
  }
  if (bucket !== undefined) return places
  for (const [before, path] of digests) {
    const stated = await placeOfDigest(path)
    if (stated !== undefined) places.set(before, stated)
  }
  return places
}

/** Files of CloudTrail with the same place, and over which time they are said to be complete (R16). */
const completenessOf = (objects: readonly Listed[], wanted: Wanted): Completeness[] => {
  const logs = objects.filter((o) => o.claim.kind === 'log' || o.claim.kind === 'network-activity')
  const groups = new Map<string, Listed[]>()
  for (const log of logs) {
    const key = JSON.stringify([log.bucket, log.prefix])
    groups.set(key, [...(groups.get(key) ?? []), log])
  }
  const accounts = wanted.accounts.length === 0 ? ['*'] : wanted.accounts
  const regions = wanted.regions.length === 0 ? ['*'] : wanted.regions
  return [...groups.values()].flatMap((group) => {
    const times = group.flatMap(({ claim: { named, day } }) => named ?? day ?? [])
    if (times.length === 0) return []
    const last = times.reduce((a, b) => Math.max(a, b)) + MINUTE
    const first = startOfDay(times.reduce((a, b) => Math.min(a, b)))
    const to = wanted.until === undefined ? last : wanted.until + wanted.settling
    return accounts.flatMap((account) =>
      regions.map((region) => ({
        bucket: group[0]?.bucket ?? null,
        prefix: group[0]?.prefix ?? null,
        account,
        region,
        from: wanted.since ?? first,
        to: Math.min(to, wanted.now),
        level: wanted.complete ? ('asserted' as const) : ('partial' as const),
        at: wanted.now,
      })),
    )
  })
}

/**
 * A folder tree or one file. A folder cannot tell what is missing from it, so it is partial unless the
 * user asserts otherwise (R16). The workspace itself is left out where it lies inside.
 */
export const files = (source: string, wanted: Wanted, workspace: string): Source => ({
  list: async () => {
    const root = await realpath(resolve(source)).catch(() => resolve(source))
    const entries = (await entriesOf(root, await realpath(workspace).catch(() => workspace)))
      .map((entry) => ({ entry, claim: claimOfKey(slashed(entry.path)) }))
      .filter(({ claim }) => isWanted(claim, wanted))
    const places = await placesOf(root, entries, wanted.bucket)
    const unknown: Place = { bucket: wanted.bucket ?? null, prefix: null }
    const objects = entries.map(({ entry, claim }): Listed => {
      const place = places.get(claim.before ?? '\u0000') ?? unknown
      return { ...entry, ...place, uri: entry.path, source, etag: null, claim }
    })
    return { objects, completeness: completenessOf(objects, wanted) }
  },
  read: async ({ uri }) => ({ unreadable: `not a file: ${relative('.', uri)}` }),
})
