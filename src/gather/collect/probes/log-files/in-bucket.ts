import { isKnown, type Observed } from '../../../../model/observed.ts'
import type { SnapshotBucket } from '../../../../model/snapshot/bucket.ts'
import type { Place } from '../../probe.ts'
import { mapKnown } from '../map/answer.ts'
import { rawStatements } from '../map/policy-document.ts'
import { type AccountFolder, accountFolders, rootBelow } from './folders.ts'
import { listerOf } from './lister.ts'
import { newestDelivery } from './newest.ts'

type Keys = Extract<NonNullable<SnapshotBucket['cloudTrailKeys']>, { known: unknown }>['known']

/** Pages that are listed of one bucket at most. */
const MOST_LISTINGS = 2000

/** Without the slashes that may stand around a prefix. */
const clean = (prefix: string): string => prefix.replace(/^\/+|\/+$/g, '')

const unique = (names: readonly string[]): string[] => [...new Set(names)].sort()

/** The prefixes that the policy of a bucket lets CloudTrail write under: also of trails that are gone. */
export const policyPrefixes = (
  name: string,
  policy: SnapshotBucket['policy'],
): readonly string[] => {
  if (policy === undefined || !isKnown(policy) || policy.known === null) return []
  const resources = rawStatements(policy.known).flatMap((s) => [s.Resource ?? []].flat())
  const key = `:s3:::${name}/`
  return resources.flatMap((resource) => {
    const [, path] = typeof resource === 'string' ? resource.split(key) : []
    const prefix = path === undefined ? undefined : /^(.*?)\/?AWSLogs\//.exec(path)?.[1]
    return prefix === undefined || /[*?$]/.test(prefix) ? [] : [prefix]
  })
}

/** What CloudTrail delivered into a bucket, below any of the prefixes. Unknown as soon as one listing is. */
export const cloudTrailKeysIn = async (
  place: Place,
  name: string,
  region: Observed<string>,
  prefixes: readonly string[],
): Promise<Observed<Keys>> => {
  const list = listerOf(place, name, region, MOST_LISTINGS)
  const found: { readonly prefix: string; readonly folders: readonly AccountFolder[] }[] = []
  for (const prefix of unique(['', ...prefixes.map(clean)])) {
    const folders = await accountFolders(list, rootBelow(prefix))
    if ('unknown' in folders) return folders
    if (folders.known.length > 0) found.push({ prefix, folders: folders.known })
  }
  const all = found.flatMap((f) => f.folders)
  const newest = await newestDelivery(list, all, place.now())
  return mapKnown(newest, (time) => ({
    accounts: unique(all.map((f) => f.account)),
    organizations: unique(all.flatMap((f) => f.organization ?? [])),
    prefixes: found.map((f) => f.prefix),
    newest: time,
  }))
}
