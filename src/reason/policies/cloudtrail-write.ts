import type { Statement } from '../../model/policy.ts'
import type { Ternary } from '../../model/scope.ts'
import { every, not, some } from '../../model/ternary.ts'
import {
  actionMatches,
  allows,
  matchStatement,
  type PolicyDocument,
  statementsOnce,
} from './allows.ts'
import { type ActingTrail, CLOUDTRAIL, cloudTrailCall } from './service-request.ts'

/** Where a trail's files are to go: `delivered` are keys that it would write, one of each kind. */
export interface LogPlace {
  readonly partition: string
  readonly bucket: string
  readonly delivered: readonly string[]
}

interface Delivery {
  readonly partition: string
  readonly bucket: string
  /** Without slashes at its ends; empty for none. */
  readonly prefix: string
  readonly region: string
  readonly logFileValidation: boolean
  /** The accounts that the trail records. */
  readonly accounts: readonly string[]
  /** Set for an organisation trail. */
  readonly organizationId: string | undefined
}

/** The keys that a trail writes to, one for each account and kind of file (facts/aws.md 2.1). */
export const logPlaceOf = (delivery: Delivery): LogPlace => {
  const { prefix, region, organizationId } = delivery
  const top = `${prefix === '' ? '' : `${prefix}/`}AWSLogs/`
  const kinds = ['CloudTrail', ...(delivery.logFileValidation ? ['CloudTrail-Digest'] : [])]
  return {
    partition: delivery.partition,
    bucket: delivery.bucket,
    delivered: delivery.accounts.flatMap((account) =>
      kinds.map((kind) => {
        const folder = organizationId === undefined ? account : `${organizationId}/${account}`
        return `${top}${folder}/${kind}/${region}/file`
      }),
    ),
  }
}

/** What CloudTrail sends with each file. */
const ACL = { 's3:x-amz-acl': ['bucket-owner-full-control'] }

const writes = (policy: PolicyDocument, place: LogPlace, trail: ActingTrail): readonly Ternary[] =>
  place.delivered.map((key) =>
    allows(
      statementsOnce(policy),
      cloudTrailCall(
        trail,
        's3:PutObject',
        `arn:${place.partition}:s3:::${place.bucket}/${key}`,
        ACL,
      ),
    ),
  )

/**
 * Whether a bucket policy lets CloudTrail write the files of a trail: `PutObject` in each of its folders (facts/aws.md
 * 8.3). That it must also be let read the bucket's ACL for each delivery, and set that of each file, is not documented:
 * without it the answer is unknown.
 */
export const letsCloudTrailWrite = (
  policy: PolicyDocument,
  place: LogPlace,
  trail: ActingTrail,
): Ternary => {
  const statements = statementsOnce(policy)
  const bucket = `arn:${place.partition}:s3:::${place.bucket}`
  const denies = statements.filter((s) => s.effect === 'Deny')
  const readAcl = allows(statements, cloudTrailCall(trail, 's3:GetBucketAcl', bucket))
  const setAcl = place.delivered.map((key) => {
    const call = cloudTrailCall(trail, 's3:PutObjectAcl', `${bucket}/${key}`, ACL)
    return not(some(denies.map((deny) => matchStatement(deny, call))))
  })
  const around = every([readAcl, ...setAcl])
  return every([around === 'no' ? 'unknown' : around, ...writes(policy, place, trail)])
}

/** A trail of no one in particular: what a policy lets it do, it lets the trail of any account of AWS do. */
const anyTrail = (partition: string): ActingTrail => ({
  arn: `arn:${partition}:cloudtrail:us-east-1:000000000000:trail/of-someone-else`,
  account: '000000000000',
  organizationId: 'o-0000000000',
})

/** Whether CloudTrail may write there for a trail of any account, because nothing says whose (confused deputy). */
export const letsAnyTrailWrite = (policy: PolicyDocument, place: LogPlace): Ternary =>
  some(writes(policy, place, anyTrail(place.partition)))

/** CloudTrail Lake writes the results of queries under the same name, but for an event data store. */
const isForTrails = (conditions: Statement['conditions']): boolean => {
  const sources = conditions.filter((c) => c.key === 'aws:sourcearn').flatMap((c) => c.values)
  return sources.length === 0 || sources.some((arn) => !arn.includes(':eventdatastore/'))
}

/** Whether a policy speaks of CloudTrail as one that may write log files: the mark of a bucket made for logs. */
export const isMadeForCloudTrail = (policy: PolicyDocument): boolean =>
  statementsOnce(policy).some(
    (s) =>
      s.effect === 'Allow' &&
      (s.principals?.Service ?? []).includes(CLOUDTRAIL) &&
      (s.actions ?? []).some((a) => actionMatches(a, 's3:PutObject')) &&
      isForTrails(s.conditions),
  )
