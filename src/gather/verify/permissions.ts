import type { Call } from '../aws/call.ts'

/** Everything that `verify` asks of AWS (facts/aws.md 2.3). */
export const verifyCalls = [
  { service: 's3', operation: 'ListObjectsV2', action: 's3:ListBucket' },
  { service: 's3', operation: 'HeadBucket', action: 's3:ListBucket' },
  { service: 's3', operation: 'GetObject', action: 's3:GetObject' },
  { service: 's3', operation: 'GetBucketLocation', action: 's3:GetBucketLocation' },
  { service: 's3', operation: 'GetBucketVersioning', action: 's3:GetBucketVersioning' },
  { service: 's3', operation: 'ListObjectVersions', action: 's3:ListBucketVersions' },
  { service: 's3', operation: 'GetObject', action: 's3:GetObjectVersion' },
  { service: 'cloudtrail', operation: 'ListPublicKeys', action: 'cloudtrail:ListPublicKeys' },
] as const satisfies readonly Call[]

/** What `verify` needs, as it is told to people: S3 decrypts with the trail's key in the caller's name. */
export const verifyPermissions = `${[...new Set(verifyCalls.map((call) => call.action))].join(', ')}; where log files are encrypted with a
key of KMS, kms:Decrypt on it`
