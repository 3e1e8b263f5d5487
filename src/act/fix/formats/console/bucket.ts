import type { DesiredOf } from '../../../../model/desired.ts'
import { formatInstant } from '../../../../model/time.ts'
import { given } from '../given.ts'
import type { Call, CallsOf } from './call.ts'

type Bucket = DesiredOf<'bucket'>

const create = (d: Bucket): Call => ({
  service: 's3api',
  operation: 'create-bucket',
  text: `Create the bucket ${d.name}`,
  input: given({
    Bucket: d.name,
    ObjectLockEnabledForBucket: d.objectLock && true,
    CreateBucketConfiguration:
      d.region === 'us-east-1' ? undefined : { LocationConstraint: d.region },
  }),
})

const rulesOf = (rules: NonNullable<Bucket['lifecycle']>) =>
  rules.map((r) =>
    given({
      ID: r.id,
      Status: r.enabled ? 'Enabled' : 'Disabled',
      Filter: { Prefix: r.prefix },
      Expiration:
        r.expirationDays !== undefined
          ? { Days: r.expirationDays }
          : r.expirationDate !== undefined
            ? { Date: formatInstant(r.expirationDate) }
            : undefined,
      NoncurrentVersionExpiration:
        r.noncurrentExpirationDays === undefined
          ? undefined
          : { NoncurrentDays: r.noncurrentExpirationDays },
      Transitions:
        r.transitions.length === 0
          ? undefined
          : r.transitions.map((t) => given({ Days: t.days, StorageClass: t.storageClass })),
    }),
  )

const encryptionOf = ({ algorithm, kmsKeyId, bucketKey }: NonNullable<Bucket['encryption']>) => ({
  Rules: [
    given({
      ApplyServerSideEncryptionByDefault: given({
        SSEAlgorithm: algorithm,
        KMSMasterKeyID: kmsKeyId,
      }),
      BucketKeyEnabled: bucketKey,
    }),
  ],
})

/** Operation, what it does, and its member, where the bucket is spoken of so. */
const settings = (d: Bucket): readonly (readonly [string, string, object | undefined])[] => [
  [
    'put-public-access-block',
    'Set the public-access block',
    d.publicAccessBlock && {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: d.publicAccessBlock.blockPublicAcls,
        IgnorePublicAcls: d.publicAccessBlock.ignorePublicAcls,
        BlockPublicPolicy: d.publicAccessBlock.blockPublicPolicy,
        RestrictPublicBuckets: d.publicAccessBlock.restrictPublicBuckets,
      },
    },
  ],
  [
    'put-bucket-ownership-controls',
    'Set who owns its objects',
    d.ownership && { OwnershipControls: { Rules: [{ ObjectOwnership: d.ownership }] } },
  ],
  [
    'put-bucket-encryption',
    'Set the encryption',
    d.encryption && { ServerSideEncryptionConfiguration: encryptionOf(d.encryption) },
  ],
  [
    'put-bucket-versioning',
    'Set versioning',
    d.versioning === undefined
      ? undefined
      : { VersioningConfiguration: { Status: d.versioning ? 'Enabled' : 'Suspended' } },
  ],
  [
    'put-object-lock-configuration',
    'Set the object lock',
    d.objectLock && {
      ObjectLockConfiguration: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: d.objectLock.mode, Days: d.objectLock.days } },
      },
    },
  ],
  [
    'put-bucket-lifecycle-configuration',
    'Set all lifecycle rules: these replace the ones that it has',
    d.lifecycle && { LifecycleConfiguration: { Rules: rulesOf(d.lifecycle) } },
  ],
  [
    'put-bucket-logging',
    'Set server access logging',
    d.logging && {
      BucketLoggingStatus: {
        LoggingEnabled: {
          TargetBucket: d.logging.targetBucket,
          TargetPrefix: d.logging.targetPrefix,
        },
      },
    },
  ],
]

export const bucketCalls: CallsOf<Bucket> = (d) => [
  ...(d.state === 'new' ? [create(d)] : []),
  ...settings(d).flatMap(([operation, what, member]) =>
    member === undefined
      ? []
      : [
          {
            service: 's3api',
            operation,
            text: `${what} (${d.name})`,
            input: { Bucket: d.name, ...member },
          },
        ],
  ),
]

export const bucketPolicyCalls: CallsOf<DesiredOf<'bucket-policy'>> = (d) => [
  {
    service: 's3api',
    operation: 'put-bucket-policy',
    text: `Set the whole policy of the bucket ${d.bucket}: it replaces the one that it has`,
    input: { Bucket: d.bucket },
    documents: { policy: d.policy },
  },
]
