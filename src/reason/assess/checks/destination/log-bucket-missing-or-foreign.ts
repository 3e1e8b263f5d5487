import { isKnown } from '../../../../model/observed.ts'
import type { Check, Result } from '../../check.ts'
import { denied, known } from '../../given.ts'
import { givenOrganization, LOG_ARCHIVE, STRANGER, withBucket } from '../../given-buckets.ts'
import { type LogBucket, namesOf, overLogBuckets, unreadSetting } from '../../inventory/buckets.ts'
import { insiders } from '../../inventory/insiders.ts'
import { pages } from '../../inventory/pages.ts'
import { failed, passed, seen, unsettled } from '../../inventory/say.ts'
import { some } from '../../words.ts'
import type { World } from '../../world.ts'

const judge = (world: World, log: LogBucket): Result => {
  const exists = seen(log.bucket.exists)
  const trails = some(namesOf(log.trails))
  if (isKnown(exists) && !exists.known)
    return failed(
      log.subject,
      `Log bucket ${log.name} of trail ${trails} does not exist: nothing is delivered, and whoever takes the name receives the logs`,
      ['exists = false'],
    )
  const { owner } = log.bucket
  if (!isKnown(owner)) return unreadSetting(log, 'The owner', owner, 's3:ListAllMyBuckets')
  const inside = insiders(world)
  if (inside.accounts.has(owner.known))
    return passed(
      log.subject,
      `Log bucket ${log.name} belongs to account ${owner.known}, which is one of ours`,
    )
  return inside.isComplete
    ? failed(
        log.subject,
        `Log bucket ${log.name} of trail ${trails} belongs to account ${owner.known}, which is outside the organisation`,
        [`owner = ${owner.known}`],
      )
    : unsettled(
        log.subject,
        `Log bucket ${log.name} belongs to account ${owner.known}, and whether that is in the organisation is not known`,
        'Collect the organisation from its management account',
        [`owner = ${owner.known}`],
      )
}

export const logBucketMissingOrForeign: Check = {
  id: 'log-bucket-missing-or-foreign',
  group: 'destination',
  title: 'Every log bucket exists and is ours',
  why: 'Names of buckets are free to take once a bucket is gone. Someone else can then receive the logs, and CloudTrail goes on delivering.',
  severity: 'critical',
  isCause: true,
  references: { aws: [pages.bucketPolicy, pages.bucketOwnership] },
  remedy: 'log-bucket',
  note: 'A bucket in another account of the organisation is as it should be. A bucket that cannot be seen is unknown: it is not taken for a deleted one.',
  run: (world) => overLogBuckets(world, 'The log bucket', (log) => [judge(world, log)], true),
  examples: {
    pass: {
      says: 'The bucket is in the log archive account of the organisation.',
      snapshot: withBucket(
        { owner: known(LOG_ARCHIVE) },
        { organization: known(givenOrganization()) },
      ),
      expect: 'pass',
    },
    fail: {
      says: 'The bucket now belongs to a stranger.',
      snapshot: withBucket(
        { owner: known(STRANGER) },
        { organization: known(givenOrganization()) },
      ),
      expect: 'fail',
    },
    unknown: {
      says: 'The owner could not be found out.',
      snapshot: withBucket({ owner: denied, exists: denied }),
      expect: 'unknown',
    },
  },
}
