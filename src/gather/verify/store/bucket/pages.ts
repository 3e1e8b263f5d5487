import type { ListObjectsV2Output } from '@aws-sdk/client-s3'
import type { ListedObject } from '../store.ts'
import type { BucketCalls } from './calls.ts'
import { decodedName, ENCODED } from './encoding.ts'
import { markOf } from './mark.ts'

interface Asked {
  readonly Prefix: string
  readonly Delimiter?: string
  readonly StartAfter?: string
}

const objectsOf = (
  bucket: string,
  { Contents = [], EncodingType }: ListObjectsV2Output,
): ListedObject[] =>
  Contents.flatMap(({ Key = '', Size = 0, ETag, LastModified }) => {
    const key = decodedName(Key, EncodingType)
    if (key === '' || key.endsWith('/')) return []
    const mark = markOf(ETag, LastModified, Size)
    return { bucket, key, uri: `s3://${bucket}/${key}`, bytes: Size, mark }
  })

export interface Page {
  readonly objects: readonly ListedObject[]
  /** Full prefixes, ending in a slash. */
  readonly folders: readonly string[]
  readonly isLast: boolean
}

/** A listing of a bucket, page by page. Throws what the SDK throws. */
export async function* pagesOf(
  calls: BucketCalls,
  bucket: string,
  asked: Asked,
): AsyncGenerator<Page> {
  let token: string | undefined
  do {
    const answer: ListObjectsV2Output = await calls(bucket, 'ListObjectsV2', {
      ...asked,
      ...ENCODED,
      ...(token === undefined ? {} : { ContinuationToken: token }),
    })
    token = answer.IsTruncated === true ? answer.NextContinuationToken : undefined
    yield {
      objects: objectsOf(bucket, answer),
      folders: (answer.CommonPrefixes ?? []).flatMap(({ Prefix }) =>
        Prefix === undefined ? [] : decodedName(Prefix, answer.EncodingType),
      ),
      isLast: token === undefined,
    }
  } while (token !== undefined)
}

/** The folders right below a prefix that is empty or ends in a slash, as full prefixes. */
export const foldersBelow = async (
  calls: BucketCalls,
  bucket: string,
  prefix: string,
): Promise<readonly string[]> => {
  const found: string[] = []
  for await (const page of pagesOf(calls, bucket, { Prefix: prefix, Delimiter: '/' }))
    for (const folder of page.folders) found.push(folder)
  return found
}

/** The last name of a prefix that ends in a slash. */
export const nameOf = (folder: string): string =>
  folder.slice(folder.lastIndexOf('/', folder.length - 2) + 1, -1)
