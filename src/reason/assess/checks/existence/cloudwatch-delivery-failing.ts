import { HOUR } from '../../../../model/time.ts'
import type { Check } from '../../check.ts'
import { failingDeliveries } from '../../failing-deliveries.ts'
import { ACCOUNT, AT, REGION, snapshotOf, trailOf } from '../../given.ts'
import { pages } from '../../pages.ts'
import { cloudWatchDeliveryOf } from '../../recording/cloudwatch-delivery.ts'

const withGroup = (time?: number, error?: string) =>
  snapshotOf({
    trails: [
      trailOf({
        config: {
          cloudWatchLogGroupArn: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:trail:*`,
          cloudWatchRoleArn: `arn:aws:iam::${ACCOUNT}:role/trail-to-logs`,
        },
        status: {
          ...(time === undefined ? {} : { latestCloudWatchDeliveryTime: time }),
          ...(error === undefined ? {} : { latestCloudWatchDeliveryError: error }),
        },
      }),
    ],
  })

export const cloudwatchDeliveryFailing: Check = {
  id: 'cloudwatch-delivery-failing',
  group: 'existence',
  title: 'Events arrive in the log group of each trail that has one',
  why: 'Alarms on the log group fall silent when the delivery fails, and nobody notices: the copy in S3 goes on.',
  severity: 'medium',
  references: {
    cis: ['v1.4.0/3.4'],
    securityHub: ['CloudTrail.5'],
    aws: [pages.cloudWatchLogs, pages.trailStatus],
  },
  note: 'The time of the delivery to CloudWatch Logs is compared, not that of the delivery to S3. The log group is in the home region of the trail, so that the time counts there and errors count everywhere.',
  run: failingDeliveries({
    what: 'events to CloudWatch Logs',
    applies: (config) => config.cloudWatchLogGroupArn !== undefined,
    judge: cloudWatchDeliveryOf,
  }),
  examples: {
    pass: { says: 'delivered an hour ago', snapshot: withGroup(AT - HOUR), expect: 'pass' },
    fail: {
      says: 'S3 is healthy, the role of the log group is refused',
      snapshot: withGroup(AT - HOUR, 'AccessDenied'),
      expect: 'fail',
    },
    unknown: {
      says: 'a log group is set and no delivery is told',
      snapshot: withGroup(),
      expect: 'unknown',
    },
  },
}
