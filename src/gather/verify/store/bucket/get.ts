import type { GetObjectCommandOutput } from '@aws-sdk/client-s3'
import type { ObjectName } from '../../../../model/digest.ts'
import type { Read } from '../store.ts'
import type { BucketCalls } from './calls.ts'
import { markOf } from './mark.ts'
import { unreadableOf } from './status.ts'

/** A body that breaks off is not asked for again by the SDK. */
const ATTEMPTS = 3

type Body = NonNullable<GetObjectCommandOutput['Body']> & { readonly destroy?: () => void }

const tooLarge = (bytes: number): Read => ({
  status: 'too-large',
  detail: `${bytes} bytes are stored: more than --max-object-bytes`,
})

const readOnce = async (
  calls: BucketCalls,
  { bucket, key }: ObjectName,
  version: string | undefined,
  most: number,
): Promise<Read> => {
  const { Body, ContentLength, ETag, LastModified, Metadata } = await calls<GetObjectCommandOutput>(
    bucket,
    'GetObject',
    { Key: key, ...(version === undefined ? {} : { VersionId: version }) },
  )
  const body = Body as Body | undefined
  if ((ContentLength ?? 0) > most) {
    body?.destroy?.()
    return tooLarge(ContentLength ?? 0)
  }
  const stored = (await body?.transformToByteArray()) ?? new Uint8Array(0)
  if (ContentLength !== undefined && stored.length !== ContentLength)
    throw new Error(`the body broke off after ${stored.length} of ${ContentLength} bytes`)
  if (stored.length > most) return tooLarge(stored.length)
  const uri = `s3://${bucket}/${key}`
  return {
    status: 'read',
    uri: version === undefined ? uri : `${uri}?versionId=${version}`,
    stored,
    mark: markOf(ETag, LastModified, stored.length),
    metadata: Metadata ?? {},
  }
}

/** Whether the error came with an answer of S3, which is then its word; else the connection broke. */
const isAnswer = (error: unknown): boolean =>
  (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode !== undefined

/** One object, or one version of it. Never throws but `interrupted`, `aws` (credentials). */
export const getObject = async (
  calls: BucketCalls,
  name: ObjectName,
  version: string | undefined,
  limits: { readonly most: number; readonly isEmulated: boolean },
): Promise<Read> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await readOnce(calls, name, version, limits.most)
    } catch (error) {
      const last = attempt === ATTEMPTS || isAnswer(error)
      const said = unreadableOf(error, limits.isEmulated)
      if (last) return said
    }
  }
}
