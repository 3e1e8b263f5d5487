import { isKnown } from '../../../../model/observed.ts'
import type { Check, Result } from '../../check.ts'
import { denied, known } from '../../given.ts'
import { givenOrganization, LOG_ARCHIVE, withBucket } from '../../given-buckets.ts'
import { type LogBucket, overLogBuckets, unreadSetting } from '../../inventory/buckets.ts'
import { pages } from '../../inventory/pages.ts'
import { failed, passed } from '../../inventory/say.ts'
import type { KnownTrail } from '../../inventory/trails.ts'

const judge = (log: LogBucket, owner: string, t: KnownTrail): Result =>
  owner === t.account
    ? failed(
        t.subject,
        `Trail ${t.name} watches account ${t.account} and keeps its files in the same account, in bucket ${log.name}: an administrator of it can change what was recorded`,
        [`owner of the bucket = ${owner}`],
      )
    : passed(
        t.subject,
        `Trail ${t.name} keeps its files in bucket ${log.name} of another account, ${owner}`,
      )

export const logBucketInWatchedAccount: Check = {
  id: 'log-bucket-in-watched-account',
  group: 'destination',
  title: 'Logs are kept in another account than the one that they watch',
  why: 'Whoever takes over an account can delete the logs of it where they lie in the same account.',
  severity: 'medium',
  references: { aws: [pages.bestPractices] },
  remedy: 'log-bucket',
  note: 'An organisation trail belongs to the management account. Its logs belong in an account that is used for nothing else, though that one is recorded too.',
  run: (world) =>
    overLogBuckets(world, 'The log bucket', (log) => {
      const { owner } = log.bucket
      return isKnown(owner)
        ? log.trails.map((t) => judge(log, owner.known, t))
        : [unreadSetting(log, 'The owner', owner, 's3:ListAllMyBuckets')]
    }),
  examples: {
    pass: {
      says: 'The bucket is in a log archive account.',
      snapshot: withBucket(
        { owner: known(LOG_ARCHIVE) },
        { organization: known(givenOrganization()) },
      ),
      expect: 'pass',
    },
    fail: {
      says: 'The bucket is in the account of the trail.',
      snapshot: withBucket(),
      expect: 'fail',
    },
    unknown: {
      says: 'The owner of the bucket could not be found out.',
      snapshot: withBucket({ owner: denied }),
      expect: 'unknown',
    },
  },
}
