import type { IncomingMessage } from 'node:http'

/** A request to AWS, as far as its protocol tells: which service, which call, from whom. */
export interface AwsRequest {
  readonly method: string
  /** Path and query. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  readonly service: string
  readonly region: string
  readonly accessKey: string
  /** As the SDK names it. */
  readonly operation: string
  readonly protocol: 'json' | 'query' | 'ec2' | 'rest-xml' | 'rest-json'
}

/** Queries that make a call on a bucket, by method (the rest of the S3 API is passed on as it is). */
const bucketQueries: Readonly<Record<string, string>> = {
  acl: 'BucketAcl',
  encryption: 'BucketEncryption',
  lifecycle: 'BucketLifecycleConfiguration',
  location: 'BucketLocation',
  logging: 'BucketLogging',
  metrics: 'BucketMetricsConfigurations',
  'object-lock': 'ObjectLockConfiguration',
  ownershipControls: 'BucketOwnershipControls',
  policy: 'BucketPolicy',
  policyStatus: 'BucketPolicyStatus',
  publicAccessBlock: 'PublicAccessBlock',
  replication: 'BucketReplication',
  tagging: 'BucketTagging',
  versioning: 'BucketVersioning',
}

const s3Operation = (method: string, url: URL): string => {
  const [, bucket = '', ...key] = url.pathname.split('/')
  if (bucket === '') return 'ListBuckets'
  const isObject = key.join('/') !== ''
  const named = Object.keys(bucketQueries).find((q) => url.searchParams.has(q))
  const verb = { GET: 'Get', PUT: 'Put', DELETE: 'Delete', HEAD: 'Head' }[method] ?? method
  if (!isObject && url.searchParams.has('versions')) return 'ListObjectVersions'
  if (named === 'metrics' && method === 'GET') return 'ListBucketMetricsConfigurations'
  if (named !== undefined && !isObject) return `${verb}${bucketQueries[named]}`
  if (isObject) return `${verb}Object`
  return { GET: 'ListObjectsV2', PUT: 'CreateBucket', HEAD: 'HeadBucket' }[method] ?? 'DeleteBucket'
}

const lambdaOperation = (url: URL): string =>
  /^\/\d{4}-\d\d-\d\d\/functions\/?$/.test(url.pathname) ? 'ListFunctions' : 'GetFunction'

const CREDENTIAL = /Credential=([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/

const collect = async (message: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = []
  for await (const part of message) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

/** Reads a request whole. What it does not know of it stays an empty text. */
export const readRequest = async (message: IncomingMessage): Promise<AwsRequest> => {
  const body = await collect(message)
  const { method = 'GET', url = '/' } = message
  const headers = Object.fromEntries(
    Object.entries(message.headers).map(([k, v]) => [
      k,
      Array.isArray(v) ? v.join(',') : (v ?? ''),
    ]),
  )
  const [, accessKey = '', region = '', service = ''] =
    CREDENTIAL.exec(headers.authorization ?? '') ?? []
  const base = { method, url, headers, body, service, region, accessKey }
  const target = headers['x-amz-target']
  if (target !== undefined)
    return { ...base, operation: target.slice(target.indexOf('.') + 1), protocol: 'json' }
  const parsed = new URL(url, 'http://localhost')
  if (parsed.pathname.startsWith('/v20180820/'))
    return { ...base, operation: 'GetAccountPublicAccessBlock', protocol: 'rest-xml' }
  if (service === 's3')
    return { ...base, operation: s3Operation(method, parsed), protocol: 'rest-xml' }
  if (service === 'lambda')
    return { ...base, operation: lambdaOperation(parsed), protocol: 'rest-json' }
  const action = new URLSearchParams(body.toString()).get('Action') ?? ''
  return { ...base, operation: action, protocol: service === 'ec2' ? 'ec2' : 'query' }
}

/** The input of a call in one of the JSON protocols. */
export const inputOf = ({ body }: AwsRequest): Readonly<Record<string, unknown>> =>
  body.length === 0 ? {} : JSON.parse(body.toString())

/** A member of the input of a call in a query protocol. */
export const parameterOf = ({ body }: AwsRequest, name: string): string | undefined =>
  new URLSearchParams(body.toString()).get(name) ?? undefined
