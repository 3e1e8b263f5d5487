import type { DesiredOf } from '../../../model/desired.ts'
import { isKnown, type Observed } from '../../../model/observed.ts'
import { statementOf } from '../../../model/policy.ts'
import type { LifecycleRule, SnapshotBucket } from '../../../model/snapshot/bucket.ts'
import type { Instant } from '../../../model/time.ts'
import { CLOUDTRAIL } from '../../../reason/policies/service-request.ts'

const CLOSED = {
  blockPublicAcls: true,
  ignorePublicAcls: true,
  blockPublicPolicy: true,
  restrictPublicBuckets: true,
}

/** Logs that nobody writes are seldom read: after this many days in the bucket they go to cheaper storage. */
const COOL_AFTER_DAYS = 30

const COOLING: LifecycleRule = {
  id: 'audit-log-orphan-cooling',
  enabled: true,
  prefix: '',
  isNarrowed: false,
  transitions: [{ days: COOL_AFTER_DAYS, storageClass: 'GLACIER_IR' }],
}

/** Cheaper storage is paid for at least so long: what expires before that is dearer there (facts/aws.md 4). */
const COOL_FOR_DAYS = 90

const expiresSoon = ({ enabled, expirationDays, expirationDate }: LifecycleRule): boolean =>
  enabled &&
  (expirationDate !== undefined ||
    (expirationDays !== undefined && expirationDays < COOL_AFTER_DAYS + COOL_FOR_DAYS))

const knownOf = <T>(observed: Observed<T> | undefined): T | undefined =>
  observed !== undefined && isKnown(observed) ? observed.known : undefined

/**
 * Closed to the public; its rules stay, with one that makes it cheaper and deletes nothing. What was not read is left as
 * it is, and so is what somebody unknown may still use.
 */
export const closedOrphan = (
  bucket: SnapshotBucket,
  place: { readonly account: string; readonly region: string },
  isForeign: boolean,
): DesiredOf<'bucket'> => {
  const lifecycle = isForeign ? undefined : knownOf(bucket.lifecycle)
  const others = lifecycle?.filter((rule) => rule.id !== COOLING.id)
  return {
    kind: 'bucket',
    ...place,
    state: 'existing',
    name: bucket.name,
    ...(knownOf(bucket.publicAccessBlock) === undefined ? {} : { publicAccessBlock: CLOSED }),
    ...(others === undefined || others.some(expiresSoon)
      ? {}
      : { lifecycle: [...others, COOLING] }),
  }
}

/** Whether something still writes to it, as far as a listing showed; undefined: it was not listed. */
export const isWrittenTo = (
  bucket: SnapshotBucket,
  now: Instant,
  stale: number,
): boolean | undefined => {
  const keys = knownOf(bucket.cloudTrailKeys)
  if (keys === undefined) return undefined
  return keys.newest !== null && keys.newest > now - stale
}

/** Whether a listing found that CloudTrail never wrote there. */
export const isEmptyOfLogs = (bucket: SnapshotBucket): boolean => {
  const keys = knownOf(bucket.cloudTrailKeys)
  return keys !== undefined && keys.accounts.length + keys.organizations.length === 0
}

const letsCloudTrailIn = (statement: unknown): boolean => {
  const { effect, principals } = statementOf(statement)
  return effect === 'Allow' && (principals?.Service ?? []).includes(CLOUDTRAIL)
}

const onlyCloudTrail = (statement: unknown): boolean =>
  Object.values(statementOf(statement).principals ?? {}).flat().length === 1

/** A policy needs a statement: this one takes nothing from anybody who calls as all tools do. */
const onlyByTls = (partition: string, bucket: string) => ({
  Sid: 'OnlyByTls',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [`arn:${partition}:s3:::${bucket}`, `arn:${partition}:s3:::${bucket}/*`],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
})

/**
 * The policy without what lets CloudTrail write: nobody who makes a trail of his own may point it there any more.
 * Undefined where there is nothing to take away, or where a statement lets in others with CloudTrail.
 */
export const withoutCloudTrail = (
  bucket: SnapshotBucket,
  partition: string,
  place: { readonly account: string; readonly region: string },
): DesiredOf<'bucket-policy'> | undefined => {
  const policy = knownOf(bucket.policy)
  if (policy === undefined || policy === null) return undefined
  const statements = [policy.Statement ?? []].flat()
  const theirs = statements.filter(letsCloudTrailIn)
  if (theirs.length === 0 || !theirs.every(onlyCloudTrail)) return undefined
  const kept = statements.filter((s) => !theirs.includes(s))
  return {
    kind: 'bucket-policy',
    ...place,
    state: 'existing',
    bucket: bucket.name,
    policy: {
      Version: '2012-10-17',
      ...policy,
      Statement: kept.length > 0 ? kept : [onlyByTls(partition, bucket.name)],
    },
  }
}
