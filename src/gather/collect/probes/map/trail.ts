import type { GetTrailStatusResponse, Trail } from '@aws-sdk/client-cloudtrail'
import type { Observed } from '../../../../model/observed.ts'
import type { SnapshotTrail, TrailConfig, TrailStatus } from '../../../../model/snapshot/trail.ts'
import type { Instant } from '../../../../model/time.ts'
import { given, instantOf, member, withoutMember } from './answer.ts'

/** Texts that some emulators give in place of nothing (facts/aws.md 9). */
const text = (value: string | undefined): string | undefined => (value === '' ? undefined : value)

/** A flag that AWS always gives: guessing one would be a pass or a fail out of nothing. */
const flags = [
  'IsMultiRegionTrail',
  'IsOrganizationTrail',
  'IncludeGlobalServiceEvents',
  'LogFileValidationEnabled',
] as const

/** The configuration of a trail, as DescribeTrails and GetTrail answer it. */
export const trailConfigOf = (trail: Trail): Observed<TrailConfig> => {
  const missing = flags.find((flag) => trail[flag] === undefined)
  if (missing !== undefined) return withoutMember(missing)
  if (trail.S3BucketName === undefined) return withoutMember('S3BucketName')
  return {
    known: {
      s3Bucket: trail.S3BucketName,
      s3Prefix: trail.S3KeyPrefix ?? '',
      isMultiRegion: trail.IsMultiRegionTrail === true,
      isOrganization: trail.IsOrganizationTrail === true,
      includeGlobalServiceEvents: trail.IncludeGlobalServiceEvents === true,
      logFileValidation: trail.LogFileValidationEnabled === true,
      ...given({
        kmsKeyId: text(trail.KmsKeyId),
        cloudWatchLogGroupArn: text(trail.CloudWatchLogsLogGroupArn),
        cloudWatchRoleArn: text(trail.CloudWatchLogsRoleArn),
        snsTopicArn: text(trail.SnsTopicARN),
        recursiveLogging: trail.RecursiveLogging,
      }),
    },
  }
}

/** A trail of a list; its selectors and status are asked elsewhere. `undefined` where it has no ARN or home. */
export const trailOf = (trail: Trail, readAt: Instant): SnapshotTrail | undefined =>
  trail.TrailARN === undefined || trail.HomeRegion === undefined
    ? undefined
    : {
        arn: trail.TrailARN,
        readAt,
        name: trail.Name ?? trail.TrailARN.replace(/^.*\//, ''),
        homeRegion: trail.HomeRegion,
        config: trailConfigOf(trail),
        selectors: { unknown: 'not-collected' },
        hasCustomEventSelectors: member(trail.HasCustomEventSelectors, 'HasCustomEventSelectors'),
        status: [],
      }

/** What GetTrailStatus says in one region (facts/aws.md 8.4). Without `IsLogging` it says nothing. */
export const trailStatusOf = (answer: GetTrailStatusResponse): Observed<TrailStatus> => {
  const isLogging = member(answer.IsLogging, 'IsLogging')
  if ('unknown' in isLogging) return isLogging
  return {
    known: {
      isLogging: isLogging.known,
      ...given({
        startLoggingTime: instantOf(answer.StartLoggingTime),
        stopLoggingTime: instantOf(answer.StopLoggingTime),
        latestDeliveryTime: instantOf(answer.LatestDeliveryTime),
        latestDeliveryError: text(answer.LatestDeliveryError),
        latestDigestDeliveryTime: instantOf(answer.LatestDigestDeliveryTime),
        latestDigestDeliveryError: text(answer.LatestDigestDeliveryError),
        latestCloudWatchDeliveryTime: instantOf(answer.LatestCloudWatchLogsDeliveryTime),
        latestCloudWatchDeliveryError: text(answer.LatestCloudWatchLogsDeliveryError),
        latestNotificationTime: instantOf(answer.LatestNotificationTime),
        latestNotificationError: text(answer.LatestNotificationError),
      }),
    },
  }
}
