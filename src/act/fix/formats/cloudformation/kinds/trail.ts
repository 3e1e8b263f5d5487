import { filled, given } from '../../given.ts'
import { logGroupArn } from '../../log-group-arn.ts'
import type { Kind } from '../kind.ts'

/** `AWS::CloudTrail::Trail` (facts/aws.md 8.5). Selectors are the whole list: declaring them replaces what was there. */
export const trail: Kind<'trail'> = {
  kind: 'trail',
  type: 'AWS::CloudTrail::Trail',
  print: (d) => ({
    '': {
      Type: 'AWS::CloudTrail::Trail',
      Properties: given({
        TrailName: d.name,
        IsLogging: d.isLogging,
        S3BucketName: d.s3Bucket,
        S3KeyPrefix: filled(d.s3Prefix),
        IsMultiRegionTrail: d.isMultiRegion,
        IsOrganizationTrail: d.isOrganization,
        IncludeGlobalServiceEvents: d.includeGlobalServiceEvents,
        EnableLogFileValidation: d.logFileValidation,
        KMSKeyId: d.kmsKeyId,
        CloudWatchLogsLogGroupArn: logGroupArn(d.cloudWatchLogGroupArn),
        CloudWatchLogsRoleArn: d.cloudWatchRoleArn,
        SnsTopicName: d.snsTopicArn,
        ...d.selectors,
        InsightSelectors: d.insightSelectors?.map(({ type, categories }) =>
          given({ InsightType: type, EventCategories: categories }),
        ),
      }),
    },
  }),
  adopt: (d) => ({
    identifier: { TrailName: d.name },
    least: { TrailName: d.name, IsLogging: d.isLogging, S3BucketName: d.s3Bucket },
  }),
  read: ({ properties: p }) =>
    given({
      name: p.TrailName,
      s3Bucket: p.S3BucketName,
      s3Prefix: p.S3KeyPrefix ?? '',
      isMultiRegion: p.IsMultiRegionTrail ?? false,
      isOrganization: p.IsOrganizationTrail ?? false,
      includeGlobalServiceEvents: p.IncludeGlobalServiceEvents ?? true,
      logFileValidation: p.EnableLogFileValidation ?? false,
      isLogging: p.IsLogging,
      kmsKeyId: p.KMSKeyId,
      cloudWatchLogGroupArn: p.CloudWatchLogsLogGroupArn,
      cloudWatchRoleArn: p.CloudWatchLogsRoleArn,
      snsTopicArn: p.SnsTopicName,
      selectors: given({
        EventSelectors: p.EventSelectors,
        AdvancedEventSelectors: p.AdvancedEventSelectors,
      }),
      insightSelectors: Array.isArray(p.InsightSelectors)
        ? p.InsightSelectors.map((s) =>
            given({ type: s.InsightType, categories: s.EventCategories }),
          )
        : undefined,
    }),
}
