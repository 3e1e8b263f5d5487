import type { Desired } from '../../../model/desired.ts'
import type { Manual } from '../../../model/plan.ts'

const aws = (region: string, ...words: readonly string[]): string[] => [
  'aws',
  ...words,
  '--region',
  region,
]

/** How to see that a thing works, where its being there does not prove it. */
export const proofsOf = (partition: string, desired: Desired): readonly Manual[] => {
  const { account, region } = desired
  const at = { account, region }
  switch (desired.kind) {
    case 'trail': {
      const arn = `arn:${partition}:cloudtrail:${region}:${account}:trail/${desired.name}`
      return [
        {
          text: `Trail ${desired.name} records: IsLogging is true, LatestDeliveryTime is later than this step, and LatestDeliveryError is not there${desired.logFileValidation ? '; a digest comes within the hour' : ''}`,
          command: aws(region, 'cloudtrail', 'get-trail-status', '--name', arn),
          ...at,
        },
        {
          text: `The selectors of trail ${desired.name} are those of the plan`,
          command: aws(region, 'cloudtrail', 'get-event-selectors', '--trail-name', arn),
          ...at,
        },
      ]
    }
    case 'bucket-policy':
      return [
        {
          text: `The policy of bucket ${desired.bucket} is the one of the plan, and nothing else that used it is refused`,
          command: ['aws', 's3api', 'get-bucket-policy', '--bucket', desired.bucket],
          ...at,
        },
      ]
    case 'kms-key':
      return [
        {
          text: `Key ${desired.alias ?? desired.arn} is enabled`,
          command: aws(
            region,
            'kms',
            'describe-key',
            '--key-id',
            desired.arn ?? desired.alias ?? '',
          ),
          ...at,
        },
      ]
    case 'trusted-access':
      return [
        {
          text: `${desired.service} is in the list of services that the organisation trusts`,
          command: ['aws', 'organizations', 'list-aws-service-access-for-organization'],
          ...at,
        },
      ]
    case 'retired-trail':
      return [
        {
          text: `Trail ${desired.name} is stopped: IsLogging is false, and a call made since then is in the other log`,
          command: aws(region, 'cloudtrail', 'get-trail-status', '--name', desired.arn),
          ...at,
        },
        {
          text: `After a new wholetrail collect, wholetrail assess finds nothing that goes unrecorded without trail ${desired.name}: only then is it deleted, on another day`,
        },
      ]
    default:
      return []
  }
}
