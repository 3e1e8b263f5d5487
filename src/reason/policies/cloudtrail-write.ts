import type { Ternary } from '../../model/scope.ts'
import { allows, type PolicyDocument, statementsOnce } from './allows.ts'
import { type ActingTrail, cloudTrailCall } from './service-request.ts'
import { every } from './ternary.ts'

/** Where a trail's files are to go. */
export interface LogPlace {
  readonly bucket: string
  /** Without slashes at its ends; empty for none. */
  readonly prefix: string
  readonly partition: string
  /** The folders below `AWSLogs/` that it writes to: account ids, and the organisation's id for its trails. */
  readonly folders: readonly string[]
}

/** The folder of an account or organisation in a bucket, as a key: `prefix/AWSLogs/111111111111/`. */
export const logFolder = (prefix: string, folder: string): string =>
  `${prefix === '' ? '' : `${prefix}/`}AWSLogs/${folder}/`

/**
 * Whether a bucket policy lets CloudTrail write the files of a trail: `GetBucketAcl` on the bucket and `PutObject` in
 * each of its folders, with the ACL `bucket-owner-full-control` that CloudTrail sends (facts/aws.md 8.3).
 */
export const letsCloudTrailWrite = (
  policy: PolicyDocument,
  place: LogPlace,
  trail: ActingTrail,
): Ternary => {
  const statements = statementsOnce(policy)
  const bucket = `arn:${place.partition}:s3:::${place.bucket}`
  const acl = { 's3:x-amz-acl': ['bucket-owner-full-control'] }
  return every([
    allows(statements, cloudTrailCall(trail, 's3:GetBucketAcl', bucket)),
    ...place.folders.map((folder) =>
      allows(
        statements,
        cloudTrailCall(trail, 's3:PutObject', `${bucket}/${logFolder(place.prefix, folder)}x`, acl),
      ),
    ),
  ])
}

/** A trail of no one in particular: what a policy lets it do, it lets the trail of any account of AWS do. */
const anyTrail = (partition: string): ActingTrail => ({
  arn: `arn:${partition}:cloudtrail:us-east-1:000000000000:trail/of-someone-else`,
  account: '000000000000',
  organizationId: 'o-0000000000',
})

/** Whether CloudTrail may write there for a trail of any account: nothing in the policy names whose (confused deputy). */
export const letsAnyTrailWrite = (policy: PolicyDocument, place: LogPlace): Ternary => {
  const statements = statementsOnce(policy)
  const writes = place.folders.map((folder) => {
    const key = `arn:${place.partition}:s3:::${place.bucket}/${logFolder(place.prefix, folder)}x`
    const acl = { 's3:x-amz-acl': ['bucket-owner-full-control'] }
    return allows(statements, cloudTrailCall(anyTrail(place.partition), 's3:PutObject', key, acl))
  })
  return writes.includes('yes') ? 'yes' : writes.includes('unknown') ? 'unknown' : 'no'
}
