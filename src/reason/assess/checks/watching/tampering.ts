import { changeOf, type Sample } from '../../alerts/sample.ts'

/** Calls that change what a trail records, or end it. */
export const trailChanges: readonly Sample[] = [
  'StopLogging',
  'DeleteTrail',
  'UpdateTrail',
  'PutEventSelectors',
].map((name) => changeOf('cloudtrail', name))

/** Calls that open, empty or remove a log bucket, as CloudTrail names them (facts/aws.md 5.2). */
export const bucketChanges = (bucketName: string): readonly Sample[] =>
  ['PutBucketPolicy', 'DeleteBucketPolicy', 'PutBucketLifecycle', 'DeleteBucket'].map((name) =>
    changeOf('s3', name, { requestParameters: { bucketName } }),
  )

/** Calls that make a key unusable, or give it away (facts/aws.md 5.3). */
export const keyChanges: readonly Sample[] = [
  'DisableKey',
  'ScheduleKeyDeletion',
  'PutKeyPolicy',
].map((name) => changeOf('kms', name))
