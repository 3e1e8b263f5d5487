import type { GetObjectCommandOutput, ListObjectsV2CommandOutput } from '@aws-sdk/client-s3'
import { WholetrailError } from '../../../model/error.ts'
import type { IngestOptions } from '../../../model/ingest.ts'
import { callerCredentials } from '../../aws/credentials.ts'

/** The three calls that reading a log bucket takes. */
export interface S3 {
  /** One level below a prefix: its folders and its objects. */
  readonly level: (prefix: string) => Promise<{ folders: string[]; objects: S3Object[] }>
  /** Everything below a prefix, one by one. */
  readonly below: (prefix: string, found: (object: S3Object) => void) => Promise<void>
  readonly get: (key: string) => Promise<Uint8Array>
}

export interface S3Object {
  readonly key: string
  readonly bytes: number
  readonly etag: string | null
  readonly storageClass: string
}

const asError = (bucket: string, error: unknown): WholetrailError => {
  if (error instanceof WholetrailError) return error
  const { name, message } = error as Error
  const hints: Readonly<Record<string, string>> = {
    NoSuchBucket: 'check the name and --endpoint-url',
    AccessDenied: 's3:ListBucket and s3:GetObject are needed on the log bucket',
    CredentialsProviderError: 'set AWS_PROFILE or --profile',
  }
  const said = /Provider/.test(name)
    ? `the credentials cannot be used: ${message}`
    : `${name}: ${message}`
  return new WholetrailError('aws', `cannot list s3://${bucket}: ${said}`, {
    hint: hints[name] ?? 'check the credentials, the region and the network',
    cause: error,
  })
}

const withoutFirst = (text: string | undefined): string => (text ?? '').replace(/^"|"$/g, '')

/** A client for one bucket; the AWS SDK is loaded here and not before. */
export const connect = async (
  bucket: string,
  { endpointUrl, profile, concurrency = 16 }: IngestOptions,
): Promise<S3> => {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'
  const sdk = await import('@aws-sdk/client-s3')
  const client = new sdk.S3Client({
    credentials: callerCredentials(profile, process.env),
    region: process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION ?? 'us-east-1',
    followRegionRedirects: true,
    maxAttempts: 5,
    retryMode: 'adaptive',
    requestHandler: { requestTimeout: 120_000, httpsAgent: { maxSockets: concurrency } },
    ...(endpointUrl === undefined ? {} : { endpoint: endpointUrl, forcePathStyle: true }),
  })

  const pages = async function* (prefix: string, delimiter: string | undefined) {
    let token: string | undefined
    do {
      const answer: ListObjectsV2CommandOutput = await client.send(
        new sdk.ListObjectsV2Command({
          Bucket: bucket,
          Prefix: prefix,
          ...(delimiter === undefined ? {} : { Delimiter: delimiter }),
          ...(token === undefined ? {} : { ContinuationToken: token }),
        }),
      )
      yield answer
      token = answer.NextContinuationToken
    } while (token !== undefined)
  }
  const objectsOf = (answer: ListObjectsV2CommandOutput): S3Object[] =>
    (answer.Contents ?? [])
      .filter((o) => o.Key !== undefined && !o.Key.endsWith('/'))
      .map((o) => ({
        key: o.Key ?? '',
        bytes: o.Size ?? 0,
        etag: o.ETag === undefined ? null : withoutFirst(o.ETag),
        storageClass: o.StorageClass ?? 'STANDARD',
      }))

  const level: S3['level'] = async (prefix) => {
    const folders: string[] = []
    const objects: S3Object[] = []
    try {
      for await (const page of pages(prefix, '/')) {
        for (const { Prefix } of page.CommonPrefixes ?? []) if (Prefix) folders.push(Prefix)
        objects.push(...objectsOf(page))
      }
    } catch (error) {
      throw asError(bucket, error)
    }
    return { folders, objects }
  }
  const below: S3['below'] = async (prefix, found) => {
    try {
      for await (const page of pages(prefix, undefined)) objectsOf(page).forEach(found)
    } catch (error) {
      throw asError(bucket, error)
    }
  }
  const get: S3['get'] = async (key) => {
    const answer: GetObjectCommandOutput = await client.send(
      new sdk.GetObjectCommand({ Bucket: bucket, Key: key }),
    )
    return (await answer.Body?.transformToByteArray()) ?? new Uint8Array(0)
  }
  return { level, below, get }
}
