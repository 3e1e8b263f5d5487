import type { Ternary } from '../../model/scope.ts'
import { every, not, some } from '../../model/ternary.ts'
import { allows, matchStatement, type PolicyDocument, statementsOnce } from './allows.ts'
import type { LogFolder, LogPlace } from './log-place.ts'
import type { Request } from './request.ts'
import { type ActingTrail, cloudTrailCall } from './service-request.ts'
import { soundPolicy } from './sound.ts'

/** What CloudTrail sends with each file. */
const ACL = { 's3:x-amz-acl': ['bucket-owner-full-control'] }

const arnOf = (place: LogPlace): string => `arn:${place.partition}:s3:::${place.bucket}`

/** The call that puts files into a folder: for an organisation trail, for the member whose folder it is. */
const callInto = (
  folder: LogFolder,
  place: LogPlace,
  trail: ActingTrail,
  action: 's3:PutObject' | 's3:PutObjectAcl',
): Request => {
  const members = folder.account === undefined ? ('not known' as const) : new Set([folder.account])
  const acting = trail.members === undefined ? trail : { ...trail, members }
  return cloudTrailCall(acting, action, { below: `${arnOf(place)}/${folder.below}` }, ACL)
}

const writes = (
  policy: PolicyDocument,
  place: LogPlace,
  folders: readonly LogFolder[],
  trail: ActingTrail,
): readonly Ternary[] =>
  folders.map((f) => allows(statementsOnce(policy), callInto(f, place, trail, 's3:PutObject')))

/**
 * Whether a bucket policy, its JSON or the text of it, lets CloudTrail go on delivering the files of a trail:
 * `PutObject` in all of each of its folders (facts/aws.md 8.3). `no`: some files are surely refused. That CloudTrail
 * must also be let read the bucket's ACL for each delivery, set that of each file, and write to the folders that AWS
 * asks for when an organisation trail is made, is not documented: without one of these the answer is unknown.
 *
 * A doubt stays a doubt, since coverage builds on a yes (R24). Unknown are: a policy with a word that is not understood;
 * a statement for a part of a folder; everyone (`*`) in an Allow; accounts that may be CloudTrail's own; whom
 * NotPrincipal excepts; a condition on a key that CloudTrail's call is not documented to have or lack; a set operator
 * on a key with one value; which account an organisation trail names as its source. Known from documents of AWS is
 * that a service has no `aws:Principal...` key of an account and that `*` in a Deny takes in services. Keys, ownership,
 * ACLs and the policies of the organisation are not looked at.
 */
export const letsCloudTrailWrite = (
  policy: unknown,
  place: LogPlace,
  trail: ActingTrail,
): Ternary => {
  const document = soundPolicy(policy)
  if (document === undefined || place.delivered.length === 0) return 'unknown'
  const statements = statementsOnce(document)
  const denies = statements.filter((s) => s.effect === 'Deny')
  const readAcl = allows(
    statements,
    cloudTrailCall(trail, 's3:GetBucketAcl', arnOf(place), { 's3:x-amz-acl': [] }),
  )
  const setAcl = place.delivered.map((folder) => {
    const call = callInto(folder, place, trail, 's3:PutObjectAcl')
    return not(some(denies.map((deny) => matchStatement(deny, call))))
  })
  const around = every([readAcl, ...setAcl, ...writes(document, place, place.asked, trail)])
  return every([
    around === 'no' ? 'unknown' : around,
    ...writes(document, place, place.delivered, trail),
  ])
}

/** A trail of no one in particular: what a policy lets it do, it lets the trail of any account of AWS do. */
const anyTrail = (partition: string, ours: ReadonlySet<string>): ActingTrail => ({
  arn: `arn:${partition}:cloudtrail:us-east-1:000000000000:trail/of-someone-else`,
  account: '000000000000',
  organizationId: 'o-0000000000',
  ours,
})

/**
 * Whether CloudTrail may write there for a trail of any account, because nothing says whose (confused deputy). An
 * account that is not among `ours` may be one of CloudTrail's own.
 */
export const letsAnyTrailWrite = (
  policy: PolicyDocument,
  place: LogPlace,
  ours: ReadonlySet<string>,
): Ternary => {
  const document = soundPolicy(policy)
  if (document === undefined) return 'unknown'
  return some(writes(document, place, place.delivered, anyTrail(place.partition, ours)))
}
