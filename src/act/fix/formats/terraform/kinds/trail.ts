import type { DesiredOf } from '../../../../../model/desired.ts'
import { partitionOfRegion } from '../../../../../model/regions.ts'
import { filled, given } from '../../given.ts'
import { logGroupArn } from '../../log-group-arn.ts'
import { blocksOf, type Kind, nested, resource } from '../kind.ts'
import { readSelectors, selectorBlocks } from './selectors.ts'

const TYPE = 'aws_cloudtrail'

/** The provider imports a trail by its ARN. */
const arnOf = ({ region, account, name }: DesiredOf<'trail'>): string =>
  `arn:${partitionOfRegion(region)}:cloudtrail:${region}:${account}:trail/${name}`

/** `aws_cloudtrail` (facts/aws.md 8.5). */
export const trail: Kind<'trail'> = {
  kind: 'trail',
  types: [TYPE],
  print: (d, label) => [
    resource(TYPE, label, [
      ['name', d.name],
      ['enable_logging', d.isLogging],
      ['s3_bucket_name', d.s3Bucket],
      ['s3_key_prefix', filled(d.s3Prefix)],
      ['is_multi_region_trail', d.isMultiRegion],
      ['is_organization_trail', d.isOrganization],
      ['include_global_service_events', d.includeGlobalServiceEvents],
      ['enable_log_file_validation', d.logFileValidation],
      ['kms_key_id', d.kmsKeyId],
      ['cloud_watch_logs_group_arn', logGroupArn(d.cloudWatchLogGroupArn)],
      ['cloud_watch_logs_role_arn', d.cloudWatchRoleArn],
      ['sns_topic_name', d.snsTopicArn],
      ...selectorBlocks(d.selectors),
      ...(d.insightSelectors ?? []).map((s) =>
        nested('insight_selector', [['insight_type', s.type]]),
      ),
    ]),
  ],
  adopt: { id: arnOf, ignore: ['tags', 'tags_all'] },
  read: ({ first }) => {
    const t = first(TYPE)
    const insights = blocksOf(t, 'insight_selector').map((s) => ({ type: s.insight_type }))
    return given({
      name: t?.name,
      s3Bucket: t?.s3_bucket_name,
      s3Prefix: t?.s3_key_prefix ?? '',
      isMultiRegion: t?.is_multi_region_trail ?? false,
      isOrganization: t?.is_organization_trail ?? false,
      includeGlobalServiceEvents: t?.include_global_service_events ?? true,
      logFileValidation: t?.enable_log_file_validation ?? false,
      isLogging: t?.enable_logging ?? true,
      kmsKeyId: t?.kms_key_id,
      cloudWatchLogGroupArn: t?.cloud_watch_logs_group_arn,
      cloudWatchRoleArn: t?.cloud_watch_logs_role_arn,
      snsTopicArn: t?.sns_topic_name,
      selectors: readSelectors(t),
      insightSelectors: insights.length === 0 ? undefined : insights,
    })
  },
}
