import type { DesiredOf } from '../../../../model/desired.ts'
import { filled, given } from '../given.ts'
import { logGroupArn } from '../log-group-arn.ts'
import type { Call, CallsOf } from './call.ts'

/** Selectors are the whole list: they replace what was there. */
export const trailCalls: CallsOf<DesiredOf<'trail'>> = (d) => {
  const isNew = d.state === 'new'
  const called = { service: 'cloudtrail' } as const
  const main = given({
    Name: d.name,
    S3BucketName: d.s3Bucket,
    S3KeyPrefix: filled(d.s3Prefix),
    SnsTopicName: d.snsTopicArn,
    IncludeGlobalServiceEvents: d.includeGlobalServiceEvents,
    IsMultiRegionTrail: d.isMultiRegion,
    EnableLogFileValidation: d.logFileValidation,
    CloudWatchLogsLogGroupArn: logGroupArn(d.cloudWatchLogGroupArn),
    CloudWatchLogsRoleArn: d.cloudWatchRoleArn,
    KmsKeyId: d.kmsKeyId,
    IsOrganizationTrail: d.isOrganization,
  })
  const insights = d.insightSelectors?.map(({ type, categories }) =>
    given({ InsightType: type, EventCategories: categories }),
  )
  return [
    {
      ...called,
      operation: isNew ? 'create-trail' : 'update-trail',
      text: `${isNew ? 'Create' : 'Change'} the trail ${d.name}`,
      input: main,
    },
    ...(Object.keys(d.selectors).length === 0
      ? []
      : [
          {
            ...called,
            operation: 'put-event-selectors',
            text: `Set all selectors of ${d.name}: these replace the ones that it has`,
            input: { TrailName: d.name, ...d.selectors },
          },
        ]),
    ...(insights === undefined
      ? []
      : [
          {
            ...called,
            operation: 'put-insight-selectors',
            text: `Set the Insights of ${d.name}`,
            input: { TrailName: d.name, InsightSelectors: insights },
          },
        ]),
    {
      ...called,
      operation: d.isLogging ? 'start-logging' : 'stop-logging',
      text: `${d.isLogging ? 'Start' : 'Stop'} ${d.name}`,
      input: { Name: d.name },
    },
  ]
}

const status = (arn: string): Call => ({
  service: 'cloudtrail',
  operation: 'get-trail-status',
  text: `See whether ${arn} records`,
  input: { Name: arn },
})

/** Stopped now, deleted on another day, and never while it records: a stopped trail can be started again as it was. */
export const retiredTrailCalls: CallsOf<DesiredOf<'retired-trail'>> = ({ name, arn }) => [
  {
    service: 'cloudtrail',
    operation: 'stop-logging',
    text: `Stop the trail ${name}; its log files stay where they are`,
    input: { Name: arn },
  },
  {
    service: 'cloudtrail',
    operation: 'delete-trail',
    text: `Delete the trail ${name} with its selectors`,
    input: { Name: arn },
    later: `Trail ${name} has been stopped for a week, and nobody missed it`,
    onlyIf: { call: status(arn), query: 'IsLogging', is: 'False' },
  },
]
