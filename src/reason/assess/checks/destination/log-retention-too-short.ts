import { isKnown } from '../../../../model/observed.ts'
import type { LogGroup } from '../../../../model/snapshot/watching.ts'
import type { Check, Result } from '../../check.ts'
import { denied, known } from '../../given.ts'
import { withBucket } from '../../given-buckets.ts'
import { type LogBucket, overLogBuckets, unreadSetting } from '../../inventory/buckets.ts'
import { keptFor } from '../../inventory/kept-for.ts'
import { logGroupOf } from '../../inventory/log-groups.ts'
import { logsBelow } from '../../inventory/log-place.ts'
import { pages } from '../../inventory/pages.ts'
import { failed, passed, seen, unsettled } from '../../inventory/say.ts'
import { type KnownTrail, knownTrails } from '../../inventory/trails.ts'
import type { World } from '../../world.ts'

const inWords = (days: number): string =>
  days === Number.POSITIVE_INFINITY ? 'for ever' : `for ${Math.floor(days)} days`

const ofBucket = (world: World, log: LogBucket, t: KnownTrail): Result => {
  const wanted = world.expectations.retentionDays
  const kept = keptFor(log.bucket, logsBelow(t), world.now)
  if ('unread' in kept)
    return kept.unread === 'lifecycle'
      ? unreadSetting(
          log,
          'The lifecycle',
          seen(log.bucket.lifecycle),
          's3:GetLifecycleConfiguration',
        )
      : unreadSetting(log, 'Versioning', seen(log.bucket.versioning), 's3:GetBucketVersioning')
  if (kept.atLeast >= wanted)
    return passed(
      log.subject,
      `Log bucket ${log.name} keeps files of trail ${t.name} ${inWords(kept.atLeast)}`,
      kept.because,
    )
  return kept.atMost < wanted
    ? failed(
        log.subject,
        `Log bucket ${log.name} keeps files of trail ${t.name} ${inWords(kept.atMost)}, and ${wanted} days are asked for`,
        kept.because,
      )
    : unsettled(
        log.subject,
        `A lifecycle rule of log bucket ${log.name} that is narrowed to some files may take those of trail ${t.name} before ${wanted} days`,
        'Give the rule a prefix of its own that the logs do not share',
        kept.because,
      )
}

/** Kept for less than is asked for is common there, since the bucket keeps the files: a small matter. */
const ofLogGroup = (world: World, t: KnownTrail, group: LogGroup): readonly Result[] => {
  const { retentionDays } = group
  const wanted = world.expectations.retentionDays
  const subject = { resource: group.arn, account: group.account, region: group.region }
  if (isKnown(group.exists) && !group.exists.known) return []
  if (retentionDays === undefined)
    return [
      unsettled(
        subject,
        `How long log group ${group.name} of trail ${t.name} keeps events is not known`,
        `Let the collecting role call logs:DescribeLogGroups in account ${group.account}, and collect again`,
      ),
    ]
  return retentionDays === null || retentionDays >= wanted
    ? [
        passed(
          subject,
          `Log group ${group.name} keeps events ${inWords(retentionDays ?? Number.POSITIVE_INFINITY)}`,
        ),
      ]
    : [
        failed(
          subject,
          `Log group ${group.name} of trail ${t.name} keeps events ${inWords(retentionDays)}, and ${wanted} days are asked for`,
          [`retentionDays = ${retentionDays}`],
          'low',
        ),
      ]
}

export const logRetentionTooShort: Check = {
  id: 'log-retention-too-short',
  group: 'destination',
  title: 'Logs are kept as long as is asked for',
  why: 'Break-ins are often found months later. What has expired by then cannot be had back.',
  severity: 'medium',
  references: { securityHub: ['CloudWatch.16'], aws: [pages.lifecycle, pages.retention] },
  remedy: 'log-bucket',
  note: 'One year is asked for unless --retention-days says otherwise. Only rules that reach the log files count, and in a bucket with versions an expired file is kept until its noncurrent version expires too.',
  run: (world) => [
    ...overLogBuckets(world, 'The lifecycle', (log) =>
      log.trails.map((t) => ofBucket(world, log, t)),
    ),
    ...knownTrails(world).flatMap((t) => {
      const group = logGroupOf(world, t)
      return group === undefined ? [] : ofLogGroup(world, t, group)
    }),
  ],
  examples: {
    pass: {
      says: 'Logs expire after two years; a rule of 30 days is for another folder.',
      snapshot: withBucket({
        lifecycle: known([
          {
            id: 'logs',
            enabled: true,
            prefix: '',
            isNarrowed: false,
            expirationDays: 730,
            transitions: [],
          },
          {
            id: 'athena',
            enabled: true,
            prefix: 'results/',
            isNarrowed: false,
            expirationDays: 30,
            transitions: [],
          },
        ]),
      }),
      expect: 'pass',
    },
    fail: {
      says: 'Everything expires after 30 days, and so do old versions after a day.',
      snapshot: withBucket({
        lifecycle: known([
          {
            id: 'short',
            enabled: true,
            prefix: '',
            isNarrowed: false,
            expirationDays: 30,
            noncurrentExpirationDays: 1,
            transitions: [],
          },
        ]),
      }),
      expect: 'fail',
    },
    unknown: {
      says: 'The lifecycle could not be read.',
      snapshot: withBucket({ lifecycle: denied }),
      expect: 'unknown',
    },
  },
}
