import { cleanPrefix, type Location, locationKey } from './location.ts'

/** Where a copy seems to come from, and the source that it lies in. */
interface Copied {
  readonly bucket: string | null
  readonly prefix: string | null
  readonly source: string
}

const isTail = (path: string, tail: string): boolean => `/${path}`.endsWith(`/${tail}`)

/**
 * The place of a copy whose folders were taken for a bucket (R16). A source that itself bears the name of the bucket
 * holds the folders of a prefix, and nothing in their names tells them from a bucket: where no trail is known to
 * deliver to the bucket that they seem to be, and the whole path ends as the one place does to which one does, it is
 * that place. `undefined`: as it seems.
 */
export const placeByPath = (
  { bucket, prefix, source }: Copied,
  known: readonly Location[],
): Location | undefined => {
  if (bucket === null || prefix === null || source.startsWith('s3://')) return undefined
  const seems = cleanPrefix(`${bucket}/${prefix}`)
  if (known.some((k) => cleanPrefix(locationKey(k)) === seems)) return undefined
  const path = cleanPrefix(source.replaceAll('\\', '/'))
  const [place, another] = known.filter(
    (k) =>
      isTail(k.prefix, seems) && [path, `${path}/${seems}`].some((p) => isTail(p, locationKey(k))),
  )
  return another === undefined ? place : undefined
}
