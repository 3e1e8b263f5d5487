import type { ListObjectVersionsOutput } from '@aws-sdk/client-s3'
import type { ObjectName } from '../../../../model/digest.ts'
import type { Instant } from '../../../../model/time.ts'
import type { BucketCalls } from './calls.ts'
import { decodedName, ENCODED } from './encoding.ts'

interface Version {
  readonly key: string
  readonly id: string
  readonly at: Instant | null
  readonly isLatest: boolean
  readonly isMarker: boolean
}

interface Entry {
  readonly Key?: string | undefined
  readonly VersionId?: string | undefined
  readonly LastModified?: Date | undefined
  readonly IsLatest?: boolean | undefined
}

const versionsIn =
  (isMarker: boolean, encoding: string | undefined) =>
  (entries: readonly Entry[] | undefined): Version[] =>
    (entries ?? []).flatMap(({ Key, VersionId = 'null', LastModified, IsLatest }) =>
      Key === undefined
        ? []
        : {
            key: decodedName(Key, encoding),
            id: VersionId,
            at: LastModified === undefined ? null : LastModified.getTime() * 1000,
            isLatest: IsLatest === true,
            isMarker,
          },
    )

/** Versions and delete markers below a prefix, page by page, by key and from new to old. Throws what the SDK throws. */
export async function* versionPages(
  calls: BucketCalls,
  bucket: string,
  asked: { readonly Prefix: string; readonly KeyMarker?: string },
): AsyncGenerator<readonly Version[]> {
  let more: { KeyMarker?: string; VersionIdMarker?: string } | undefined = {}
  while (more !== undefined) {
    const page: ListObjectVersionsOutput = await calls(bucket, 'ListObjectVersions', {
      ...asked,
      ...ENCODED,
      ...more,
    })
    const { EncodingType: encoding, IsTruncated, NextKeyMarker, NextVersionIdMarker } = page
    yield [
      ...versionsIn(false, encoding)(page.Versions),
      ...versionsIn(true, encoding)(page.DeleteMarkers),
    ]
    more =
      IsTruncated === true && NextKeyMarker !== undefined
        ? {
            KeyMarker: decodedName(NextKeyMarker, encoding),
            ...(NextVersionIdMarker === undefined ? {} : { VersionIdMarker: NextVersionIdMarker }),
          }
        : undefined
  }
}

const newestFirst = (a: Version, b: Version): number => (b.at ?? 0) - (a.at ?? 0)

/** The version that a delete marker hides, and when it came to be hidden. */
export interface HiddenVersion {
  readonly versionId: string
  readonly deletedAt: Instant | null
}

/** `null`: the object is there, or has never been, or all of its versions are gone. Throws what the SDK throws. */
export const hiddenVersion = async (
  calls: BucketCalls,
  { bucket, key }: ObjectName,
): Promise<HiddenVersion | null> => {
  const all: Version[] = []
  for await (const page of versionPages(calls, bucket, { Prefix: key })) {
    all.push(...page.filter((version) => version.key === key))
    if (page.some((version) => version.key > key)) break
  }
  if (!all.some((version) => version.isLatest && version.isMarker)) return null
  const [newest] = all.filter((version) => !version.isMarker).sort(newestFirst)
  if (newest === undefined) return null
  const deletions = all
    .filter((version) => version.isMarker && (version.at ?? 0) >= (newest.at ?? 0))
    .sort(newestFirst)
  return { versionId: newest.id, deletedAt: deletions.at(-1)?.at ?? null }
}

/** Keys below a prefix whose newest version is a delete marker. Throws what the SDK throws. */
export const deletedBelow = async (
  calls: BucketCalls,
  bucket: string,
  asked: { readonly Prefix: string; readonly KeyMarker: string },
): Promise<readonly ObjectName[]> => {
  const found: ObjectName[] = []
  for await (const page of versionPages(calls, bucket, asked))
    for (const { key, isLatest, isMarker } of page)
      if (isLatest && isMarker) found.push({ bucket, key })
  return found
}

/** The folders right below a prefix that hold versions or delete markers of anything. Throws what the SDK throws. */
export const foldersOfVersions = async (
  calls: BucketCalls,
  bucket: string,
  prefix: string,
): Promise<ReadonlySet<string>> => {
  const { CommonPrefixes = [] } = await calls<ListObjectVersionsOutput>(
    bucket,
    'ListObjectVersions',
    { Prefix: prefix, Delimiter: '/' },
  )
  return new Set(CommonPrefixes.flatMap(({ Prefix }) => Prefix ?? []))
}
