import type { RawStatement } from './statements.ts'
import { sidOf } from './statements.ts'
import type { Writer } from './writer.ts'

const CLOUDTRAIL = { Service: 'cloudtrail.amazonaws.com' }

/** What a bucket policy must say so that CloudTrail delivers a trail, and that trail alone (facts/aws.md 8.3). */
export const bucketStatements = (bucket: string, writer: Writer): readonly RawStatement[] => {
  const { partition, arn, name, account, organizationId } = writer
  const of = `arn:${partition}:s3:::${bucket}`
  const below = `${of}/${writer.prefix === '' ? '' : `${writer.prefix}/`}AWSLogs`
  const folders = [account, ...(organizationId === undefined ? [] : [organizationId])]
  return [
    {
      Sid: sidOf('CloudTrailAclCheck', name),
      Effect: 'Allow',
      Principal: CLOUDTRAIL,
      Action: 's3:GetBucketAcl',
      Resource: of,
      Condition: { StringEquals: { 'aws:SourceArn': arn } },
    },
    {
      Sid: sidOf('CloudTrailWrite', name),
      Effect: 'Allow',
      Principal: CLOUDTRAIL,
      Action: 's3:PutObject',
      Resource: folders.map((folder) => `${below}/${folder}/*`),
      Condition: {
        StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control', 'aws:SourceArn': arn },
      },
    },
  ]
}

/** No call without TLS, from anyone. */
export const tlsOnly = (partition: string, bucket: string): RawStatement => ({
  Sid: 'DenyWithoutTls',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [`arn:${partition}:s3:::${bucket}`, `arn:${partition}:s3:::${bucket}/*`],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
})

/** What a key policy must say so that CloudTrail encrypts for a trail, and that trail alone (facts/aws.md 8.3). */
export const keyStatements = ({
  partition,
  account,
  arn,
  name,
}: Writer): readonly RawStatement[] => [
  {
    Sid: sidOf('CloudTrailEncrypt', name),
    Effect: 'Allow',
    Principal: CLOUDTRAIL,
    Action: 'kms:GenerateDataKey*',
    Resource: '*',
    Condition: {
      StringEquals: { 'aws:SourceArn': arn },
      StringLike: {
        'kms:EncryptionContext:aws:cloudtrail:arn': `arn:${partition}:cloudtrail:*:${account}:trail/*`,
      },
    },
  },
  {
    Sid: sidOf('CloudTrailDescribe', name),
    Effect: 'Allow',
    Principal: CLOUDTRAIL,
    Action: 'kms:DescribeKey',
    Resource: '*',
    Condition: { StringEquals: { 'aws:SourceArn': arn } },
  },
]

/** The account of a key may give rights on it by its own policies: without it nobody could change the key any more. */
export const ownerOfKey = (partition: string, account: string): RawStatement => ({
  Sid: 'AccountOfTheKey',
  Effect: 'Allow',
  Principal: { AWS: `arn:${partition}:iam::${account}:root` },
  Action: 'kms:*',
  Resource: '*',
})
