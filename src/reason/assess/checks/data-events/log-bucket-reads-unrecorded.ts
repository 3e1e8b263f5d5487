import { isKnown } from '../../../../model/observed.ts'
import { judgeBucket, unplaced } from '../../bucket-events.ts'
import type { Check, Result } from '../../check.ts'
import { denied, known, snapshotOf, trailOf } from '../../given.ts'
import { type LogBucket, namesOf, overLogBuckets } from '../../inventory/buckets.ts'
import { insiders } from '../../inventory/insiders.ts'
import { failed, passed, unsettled } from '../../inventory/say.ts'
import { pages } from '../../pages.ts'
import { readsOfObjects } from '../../recording/scopes.ts'
import { some } from '../../words.ts'
import type { World } from '../../world.ts'

const judgeLogBucket = (world: World, log: LogBucket): readonly Result[] => {
  const { bucket, name, subject } = log
  if (isKnown(bucket.owner) && !insiders(world).accounts.has(bucket.owner.known)) return []
  const judgement = judgeBucket(world, bucket, readsOfObjects)
  if (judgement === undefined) return [unplaced(world, bucket, 'reads of the log')]
  const { status, why, left, settle } = judgement
  const of = `bucket ${name}, which receives ${some(namesOf(log.trails).map((n) => `trail ${n}`))}`
  if (status === 'covered') return [passed(subject, `reads of ${of} are ${why}`)]
  const serverLog = bucket.logging !== undefined && isKnown(bucket.logging) && bucket.logging.known
  const isSaid = serverLog === null
  const evidence = [
    ...left.slice(0, 3),
    ...(serverLog
      ? [`server access logs go to ${serverLog.targetBucket}, late and without promise`]
      : []),
  ]
  return status === 'missed'
    ? [
        failed(
          subject,
          `reads of ${of} are not recorded: ${why}${isSaid ? '; log-bucket-without-access-record says how much that matters' : ''}`,
          evidence,
          serverLog || isSaid ? 'low' : 'medium',
        ),
      ]
    : [
        unsettled(
          subject,
          `reads of ${of} may not be recorded: ${why}`,
          settle ?? 'collect again',
          evidence,
        ),
      ]
}

const recordingTheLog = trailOf({
  selectors: known({
    EventSelectors: [
      { DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::audit-logs/'] }] },
    ],
  }),
})

export const logBucketReadsUnrecorded: Check = {
  id: 'log-bucket-reads-unrecorded',
  group: 'data-events',
  title: 'Reads of the log itself are recorded',
  why: 'Who reads the audit log learns what you know. An intruder who looks whether he was seen leaves his trace there and nowhere else.',
  severity: 'medium',
  references: {
    cis: ['v3.0.0/3.4', 'v6/4.4'],
    securityHub: ['CloudTrail.7'],
    aws: [pages.dataEvents],
  },
  remedy: 'access-log-of-log-bucket',
  note: 'Only reads are asked for: writes would record each delivery. Server access logs lower the severity; they come late, and AWS does not promise that they are whole. Without them log-bucket-without-access-record says the same of the bucket with its full weight, and this one counts as low.',
  run: (world) => overLogBuckets(world, 'who reads the log', (log) => judgeLogBucket(world, log)),
  examples: {
    pass: {
      says: 'a selector for the objects of the log bucket',
      snapshot: snapshotOf({ trails: [recordingTheLog] }),
      expect: 'pass',
    },
    fail: { says: 'management events only', snapshot: snapshotOf(), expect: 'fail' },
    unknown: {
      says: 'the selectors of the trail were denied',
      snapshot: snapshotOf({ trails: [trailOf({ selectors: denied })] }),
      expect: 'unknown',
    },
  },
}
