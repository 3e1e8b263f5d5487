import { basename } from 'node:path'
import type { ObjectName } from '../../../../model/digest.ts'
import type { LayoutCopy } from './layout-copy.ts'
import { type LooseFile, nameInS3, slashed } from './tree.ts'

/** A path at which an object may lie, and its name there where that is another. */
export interface Candidate {
  readonly path: string
  readonly movedTo?: ObjectName
}

/** Names come from digests that nobody has checked yet: none may lead out of the layout. */
const isSafe = (key: string): boolean =>
  !key.includes('\0') &&
  !key.includes('\\') &&
  key.split('/').every((part) => part !== '' && part !== '.' && part !== '..')

/** `''` and `AWSLogs/...` of a key; `undefined` for a key outside of the layout. */
const partsOf = (key: string): readonly [prefix: string, tail: string] | undefined => {
  const m = /^(?:(.*)\/)?AWSLogs\/(.+)$/.exec(key)
  return m === null ? undefined : [m[1] ?? '', m[2] ?? '']
}

/** The name of a file that someone uncompressed. */
const uncompressed = (path: string): readonly string[] =>
  path.endsWith('.json.gz') ? [path.slice(0, -'.gz'.length)] : []

/** How well a layout fits a name: its own, the prefix alone, an unknown origin, or another place. */
const rankOf = ({ origin, isStated }: LayoutCopy, bucket: string, prefix: string): number => {
  if (origin.bucket === bucket && origin.prefix === prefix) return 0
  if (!isStated) return 1
  return origin.prefix === prefix ? 2 : 3
}

const inLayouts = (layouts: readonly LayoutCopy[], name: ObjectName): readonly Candidate[] => {
  const parts = partsOf(name.key)
  if (parts === undefined || !isSafe(parts[1])) return []
  const [prefix, tail] = parts
  return layouts
    .map((layout) => ({ layout, rank: rankOf(layout, name.bucket, prefix) }))
    .sort((a, b) => a.rank - b.rank || (a.layout.path < b.layout.path ? -1 : 1))
    .flatMap(({ layout: { path, origin }, rank }) => {
      const before = origin.prefix === '' ? '' : `${origin.prefix}/`
      const movedTo = { bucket: origin.bucket, key: `${before}AWSLogs/${tail}` }
      const moved = rank > 1 ? { movedTo } : {}
      return [tail, ...uncompressed(tail)].map((at) => ({ path: path + at, ...moved }))
    })
}

/** How many last folders and the name two paths share. */
const shared = (a: readonly string[], b: readonly string[]): number => {
  let n = 0
  while (n < a.length && n < b.length && a.at(-1 - n) === b.at(-1 - n)) n += 1
  return n
}

const DAY_AND_NAME = /\d{4}\/\d\d\/\d\d\/[^/]+$/

/** Files in no layout are found by their names, which hold 16 random characters or a trail, a region and a second. */
const amongLoose = (files: readonly LooseFile[], name: ObjectName): readonly Candidate[] => {
  const key = name.key.split('/')
  return files
    .map(({ path }) => ({
      path,
      shares: shared(nameInS3(slashed(path)).split('/'), [name.bucket, ...key]),
    }))
    .sort((a, b) => b.shares - a.shares || (a.path < b.path ? -1 : 1))
    .map(({ path }) => {
      const [day] = DAY_AND_NAME.exec(nameInS3(slashed(path))) ?? []
      const isMoved = day !== undefined && !name.key.endsWith(`/${day}`)
      const movedKey = name.key.replace(DAY_AND_NAME, day ?? '')
      return { path, ...(isMoved ? { movedTo: { bucket: name.bucket, key: movedKey } } : {}) }
    })
}

/** The paths at which a copy may keep an object, the likeliest first. Pure. */
export const candidatesIn = (
  layouts: readonly LayoutCopy[],
  looseByName: ReadonlyMap<string, readonly LooseFile[]>,
): ((name: ObjectName) => readonly Candidate[]) => {
  return (name) => [
    ...inLayouts(layouts, name),
    ...amongLoose(looseByName.get(basename(name.key)) ?? [], name),
  ]
}
