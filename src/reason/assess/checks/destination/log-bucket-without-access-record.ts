import { isKnown } from '../../../../model/observed.ts'
import type { Check, Result } from '../../check.ts'
import { denied, known } from '../../given.ts'
import { withBucket } from '../../given-buckets.ts'
import { type LogBucket, overLogBuckets, ownerOf, unreadSetting } from '../../inventory/buckets.ts'
import { pages } from '../../inventory/pages.ts'
import { failed, passed, seen, unsettled } from '../../inventory/say.ts'
import { judgeBelow } from '../../recording/judge.ts'
import { readsOfObjects } from '../../recording/scopes.ts'
import type { World } from '../../world.ts'

const byDataEvents = (world: World, log: LogBucket): Result => {
  const account = ownerOf(log.bucket)
  const { region } = log.bucket
  if (account === undefined || !isKnown(region))
    return unsettled(
      log.subject,
      `Log bucket ${log.name} has no server access log, and whether trails record its reads is not known, because its owner or region was not read`,
      'Collect the account that owns the bucket',
    )
  const { status, why, settle } = judgeBelow(
    world,
    { account, region: region.known },
    readsOfObjects,
    `${log.subject.resource}/`,
  )
  if (status === 'covered')
    return passed(log.subject, `Reads of log bucket ${log.name} are recorded as data events`, [why])
  return status === 'missed'
    ? failed(
        log.subject,
        `Nothing records who reads or deletes the files of log bucket ${log.name}: it has no server access log, and no recorder takes its data events`,
        ['logging = none', why],
      )
    : unsettled(
        log.subject,
        `Log bucket ${log.name} has no server access log, and whether its data events are recorded is not known: ${why}`,
        settle ?? 'Collect the trails of the account',
      )
}

const judge = (world: World, log: LogBucket): Result => {
  const logging = seen(log.bucket.logging)
  if (isKnown(logging) && logging.known !== null)
    return passed(
      log.subject,
      `Log bucket ${log.name} writes server access logs to ${logging.known.targetBucket}`,
    )
  return isKnown(logging)
    ? byDataEvents(world, log)
    : unreadSetting(log, 'Server access logging', logging, 's3:GetBucketLogging')
}

export const logBucketWithoutAccessRecord: Check = {
  id: 'log-bucket-without-access-record',
  group: 'destination',
  title: 'Every log bucket has a record of who reads it',
  why: 'Someone who reads or deletes the logs leaves no trace where the bucket has neither a server access log nor data events.',
  severity: 'medium',
  references: {
    cis: ['v3.0.0/3.4', 'v6/4.4'],
    securityHub: ['CloudTrail.7'],
    aws: [pages.accessLogs],
  },
  remedy: 'access-log-of-log-bucket',
  note: 'Data events of any trail on the bucket are as good as a server access log, which CIS and Security Hub ask for alone. Whether they are recorded is judged from the selectors of all recorders together.',
  run: (world) => overLogBuckets(world, 'The log bucket', (log) => [judge(world, log)]),
  examples: {
    pass: {
      says: 'The bucket writes server access logs.',
      snapshot: withBucket({
        logging: known({ targetBucket: 'access-logs', targetPrefix: 'audit-logs/' }),
      }),
      expect: 'pass',
    },
    fail: { says: 'Neither of the two.', snapshot: withBucket(), expect: 'fail' },
    unknown: {
      says: 'Server access logging could not be read.',
      snapshot: withBucket({ logging: denied }),
      expect: 'unknown',
    },
  },
}
