import { MANAGEMENT_READ, MANAGEMENT_WRITE, type ServiceEvents } from './event.ts'

/** An object call carries the object, through an access point too, but on an FSx volume only the volume (3.5). */
const objectTypes = ['AWS::S3::Object', 'AWS::FSx::Volume'] as const
const object = (readOnly?: boolean) =>
  [
    {
      category: 'Data',
      resourceTypes: objectTypes,
      ...(readOnly === undefined ? {} : { readOnly }),
    },
  ] as const

const DATA_SOURCE = 'facts/aws.md 3.5'

/** Names as they are recorded, which differ from the API's for some calls on buckets (facts/aws.md 3.6). */
export const s3 = {
  eventSource: 's3.amazonaws.com',
  groups: [
    {
      names: ['GetObject', 'HeadObject', 'ListObjects', 'ListObjectVersions'],
      variants: object(true),
      exclusive: true,
      source: DATA_SOURCE,
    },
    {
      names: ['DeleteObject', 'DeleteObjects', 'PutObject'],
      variants: object(false),
      exclusive: true,
      source: DATA_SOURCE,
    },
    {
      names: [
        'AbortMultipartUpload',
        'CompleteMultipartUpload',
        'CopyObject',
        'CreateMultipartUpload',
        'DeleteObjectTagging',
        'GetObjectAcl',
        'GetObjectAttributes',
        'GetObjectLegalHold',
        'GetObjectRetention',
        'GetObjectTagging',
        'GetObjectTorrent',
        'ListParts',
        'PutObjectAcl',
        'PutObjectLegalHold',
        'PutObjectRetention',
        'PutObjectTagging',
        'RestoreObject',
        'SelectObjectContent',
        'UploadPart',
        'UploadPartCopy',
      ],
      variants: object(),
      exclusive: true,
      source: `${DATA_SOURCE}; readOnly not seen`,
    },
    {
      names: ['HeadBucket'],
      variants: [{ category: 'Data', resourceTypes: objectTypes }, { category: 'Management' }],
      exclusive: false,
      source: 'facts/aws.md 3.5: in both lists',
    },
    {
      names: [
        'CreateBucket',
        'DeleteBucket',
        'DeleteBucketLifecycle',
        'DeleteBucketPolicy',
        'PutBucketLifecycle',
        'PutBucketPolicy',
        'PutBucketTagging',
      ],
      variants: MANAGEMENT_WRITE,
      exclusive: true,
      source: 'facts/aws.md 3.6, 5.2; real records',
    },
    {
      names: [
        'GetAccelerateConfiguration',
        'GetAccountPublicAccessBlock',
        'GetBucketAcl',
        'GetBucketCors',
        'GetBucketEncryption',
        'GetBucketLifecycle',
        'GetBucketLocation',
        'GetBucketLogging',
        'GetBucketObjectLockConfiguration',
        'GetBucketPolicy',
        'GetBucketPolicyStatus',
        'GetBucketPublicAccessBlock',
        'GetBucketReplication',
        'GetBucketRequestPayment',
        'GetBucketTagging',
        'GetBucketVersioning',
        'GetBucketWebsite',
        'ListAccessPoints',
        'ListBuckets',
      ],
      variants: MANAGEMENT_READ,
      exclusive: true,
      source: 'facts/aws.md 3.6; real records',
    },
    {
      names: [
        'CreateAccessPoint',
        'DeleteAccessPointPolicy',
        'DeleteAccountPublicAccessBlock',
        'DeleteBucketEncryption',
        'DeleteBucketPublicAccessBlock',
        'DeleteBucketReplication',
        'GetObjectLockConfiguration',
        'ListMultipartUploads',
        'PutAccessPointPolicy',
        'PutAccountPublicAccessBlock',
        'PutBucketAcl',
        'PutBucketEncryption',
        'PutBucketLogging',
        'PutBucketObjectLockConfiguration',
        'PutBucketOwnershipControls',
        'PutBucketPublicAccessBlock',
        'PutBucketReplication',
        'PutBucketVersioning',
        'PutObjectLockConfiguration',
      ],
      variants: [{ category: 'Management' }],
      exclusive: false,
      source: 'facts/aws.md 3.6, 5.2; forms not all seen',
    },
  ],
} as const satisfies ServiceEvents

/** API call -> the name under which it is recorded, where they differ (facts/aws.md 3.5, 3.6). */
export const s3RecordedNames: Readonly<Record<string, readonly string[]>> = {
  ListObjectsV2: ['ListObjects'],
  PutBucketLifecycleConfiguration: ['PutBucketLifecycle'],
  GetBucketLifecycleConfiguration: ['GetBucketLifecycle'],
  PutPublicAccessBlock: ['PutBucketPublicAccessBlock', 'PutAccountPublicAccessBlock'],
  DeletePublicAccessBlock: ['DeleteBucketPublicAccessBlock', 'DeleteAccountPublicAccessBlock'],
  GetPublicAccessBlock: ['GetBucketPublicAccessBlock', 'GetAccountPublicAccessBlock'],
  PutObjectLockConfiguration: ['PutBucketObjectLockConfiguration'],
  GetObjectLockConfiguration: ['GetBucketObjectLockConfiguration', 'GetObjectLockConfiguration'],
}
