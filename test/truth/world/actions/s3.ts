import type { Random } from '../../random.ts'
import type { Caller } from '../caller.ts'
import type { Happening, Resource } from '../happening.ts'
import type { Second } from '../time.ts'
import type { Bucket } from '../world.ts'
import { happening } from './happening.ts'

/** S3 object calls by how they name what they act on (facts/aws.md 1.5, 3.5). */
const objectCalls = {
  GetObject: { readOnly: true },
  SelectObjectContent: { readOnly: true },
  GetObjectTorrent: { readOnly: true },
  HeadObject: { readOnly: true },
  GetObjectTagging: { readOnly: true },
  ListObjects: { readOnly: true, prefix: true },
  PutObject: { readOnly: false },
  DeleteObject: { readOnly: false },
  DeleteObjects: { readOnly: false, prefix: true },
  CopyObject: { readOnly: false, copy: true },
} as const satisfies Record<string, { readOnly: boolean; prefix?: true; copy?: true }>
export type ObjectCall = keyof typeof objectCalls

const resourcesOf = (bucket: Bucket, key: string, byPrefix: boolean): Resource[] => {
  const arn = `arn:aws:s3:::${bucket.name}`
  return [
    byPrefix
      ? { type: 'AWS::S3::Object', ARNPrefix: `${arn}/` }
      : { type: 'AWS::S3::Object', ARN: `${arn}/${key}` },
    { type: 'AWS::S3::Bucket', ARN: arn, accountId: bucket.account },
  ]
}

export interface ObjectCallOptions {
  readonly outcome?: Happening['outcome']
  readonly planted?: boolean
  readonly from?: { readonly bucket: Bucket; readonly key: string; readonly listed: boolean }
  /** Records sometimes lack what selectors match on (R1). */
  readonly bare?: boolean
  /** ARN of an access point. */
  readonly through?: string
}

export const objectCall = (
  second: Second,
  caller: Caller,
  name: ObjectCall,
  bucket: Bucket,
  key: string,
  options: ObjectCallOptions = {},
): Happening => {
  const kind: { readOnly: boolean; prefix?: true } = objectCalls[name]
  const denied = options.outcome === 'denied'
  const { from } = options
  const keyed = kind.prefix ? {} : { key }
  const resources = [
    ...resourcesOf(bucket, key, kind.prefix === true),
    ...(from?.listed === true ? resourcesOf(from.bucket, from.key, false) : []),
  ]
  return happening(second, caller, {
    source: 's3.amazonaws.com',
    name,
    region: bucket.region,
    category: 'Data',
    readOnly: kind.readOnly,
    outcome: options.outcome ?? 'success',
    planted: options.planted ?? false,
    request: denied
      ? null
      : {
          bucketName: options.through ?? bucket.name,
          Host: `${bucket.name}.s3.${bucket.region}.amazonaws.com`,
          ...keyed,
          ...(from && { 'x-amz-copy-source': `${from.bucket.name}/${from.key}` }),
        },
    ...(!(denied && options.bare === true) && { resources }),
    bucket: bucket.name,
    ...keyed,
    ...(options.through !== undefined && { through: options.through }),
    ...(from && { copiedFrom: { bucket: from.bucket.name, key: from.key } }),
    ...(bucket.account !== caller.account && { owner: bucket.account }),
  })
}

/** A bucket-level call: a management event of the bucket's region (facts/aws.md 3.6, 5.2). */
export const bucketCall = (
  second: Second,
  caller: Caller,
  name: 'PutBucketPolicy' | 'DeleteBucketPolicy' | 'GetBucketAcl' | 'CreateBucket',
  bucket: Pick<Bucket, 'name' | 'account' | 'region'>,
): Happening =>
  happening(second, caller, {
    source: 's3.amazonaws.com',
    name,
    region: bucket.region,
    readOnly: name.startsWith('Get'),
    request: {
      bucketName: bucket.name,
      Host: `${bucket.name}.s3.amazonaws.com`,
      ...(name.endsWith('Policy') && { policy: '' }),
    },
    resources: [
      {
        type: 'AWS::S3::Bucket',
        ARN: `arn:aws:s3:::${bucket.name}`,
        accountId: bucket.account,
      },
    ],
    bucket: bucket.name,
  })

/** Where S3 objects of these worlds live: inside and outside of the prefixes that selectors name. */
export const objectKey = (r: Random): string =>
  r.pick(['in/', 'in/', 'out/', 'IN/', '']) + r.pick(['a', 'b', 'c']) + r.pick(['.csv', '.tmp', ''])
