import { isKnown } from '../../../../model/observed.ts'
import type { Ternary } from '../../../../model/scope.ts'
import type { SnapshotBucket } from '../../../../model/snapshot/bucket.ts'
import type { Check, Result } from '../../check.ts'
import { denied, known } from '../../given.ts'
import { withBucket } from '../../given-buckets.ts'
import { type LogBucket, overLogBuckets } from '../../inventory/buckets.ts'
import { pages } from '../../inventory/pages.ts'
import { allow, failed, passed, seen, unsettled } from '../../inventory/say.ts'

const protections = (bucket: SnapshotBucket): Readonly<Record<string, Ternary>> => {
  const versioning = seen(bucket.versioning)
  const lock = seen(bucket.objectLock)
  const of = (value: boolean): Ternary => (value ? 'yes' : 'no')
  return {
    versioning: isKnown(versioning) ? of(versioning.known.enabled) : 'unknown',
    'object lock': isKnown(lock) ? of(lock.known !== null) : 'unknown',
    'MFA delete': isKnown(versioning) ? of(versioning.known.mfaDelete) : 'unknown',
  }
}

/** MFA delete cannot be set on a bucket that has lifecycle rules, so it is not asked of one. */
const advice = (bucket: SnapshotBucket): string => {
  const lifecycle = seen(bucket.lifecycle)
  return isKnown(lifecycle) && lifecycle.known.length === 0
    ? 'any one of versioning, object lock and MFA delete will do'
    : 'either versioning or object lock will do'
}

const judge = (log: LogBucket): Result => {
  const all = Object.entries(protections(log.bucket))
  const evidence = all.map(([name, says]) => `${name}: ${says}`)
  const has = all.find(([, says]) => says === 'yes')?.[0]
  if (has !== undefined)
    return passed(
      log.subject,
      `Log bucket ${log.name} has ${has}, so a deleted file can be had back`,
      evidence,
    )
  if (all.every(([, says]) => says === 'no'))
    return failed(
      log.subject,
      `Whoever may delete from log bucket ${log.name} deletes for good; ${advice(log.bucket)}`,
      evidence,
    )
  return unsettled(
    log.subject,
    `Whether files deleted from log bucket ${log.name} can be had back is not known`,
    allow('s3:GetBucketVersioning and s3:GetBucketObjectLockConfiguration', log.account),
    evidence,
  )
}

export const logBucketDeletable: Check = {
  id: 'log-bucket-deletable',
  group: 'destination',
  title: 'Log files cannot be deleted for good in one call',
  why: 'The first thing that someone with rights on the bucket does is to delete the evidence.',
  severity: 'high',
  references: {
    securityHub: ['S3.14', 'S3.15'],
    aws: [pages.versioning, pages.objectLock, pages.mfaDelete],
  },
  remedy: 'log-bucket',
  note: 'Any one of three will do: versioning, object lock, MFA delete. MFA delete is never asked of a bucket with lifecycle rules, because AWS refuses the two together.',
  run: (world) => overLogBuckets(world, 'The log bucket', (log) => [judge(log)]),
  examples: {
    pass: { says: 'Versioning is on.', snapshot: withBucket(), expect: 'pass' },
    fail: {
      says: 'Neither versioning nor object lock nor MFA delete.',
      snapshot: withBucket({ versioning: known({ enabled: false, mfaDelete: false }) }),
      expect: 'fail',
    },
    unknown: {
      says: 'Versioning could not be read, and there is no object lock.',
      snapshot: withBucket({ versioning: denied }),
      expect: 'unknown',
    },
  },
}
