import type { Box } from '../../../model/scope.ts'
import type { TrailConfig } from '../../../model/snapshot.ts'
import { type Instant, parseInstant } from '../../../model/time.ts'
import type { TrailArn } from '../trails/arn.ts'

/**
 * Where the events of global services are recorded (facts/aws.md 3.8): the region in which they are marked, and
 * until when single-region trails elsewhere received them as well.
 */
const globalServices = {
  region: 'us-east-1',
  partition: 'aws',
  everywhereUntil: parseInstant('2021-11-22T00:00:00Z'),
  /** Surely received by single-region trails elsewhere before that day (real logs of July 2021). */
  everywhere: ['iam.amazonaws.com', 'cloudfront.amazonaws.com'],
} as const

/**
 * Services whose events are surely regional, so that a single-region trail records them whatever it says about
 * global services. A service that is not named here counts as global wherever that makes a difference.
 */
const regionalServices = [
  'autoscaling.amazonaws.com',
  'cloudformation.amazonaws.com',
  'cloudtrail.amazonaws.com',
  'config.amazonaws.com',
  'dynamodb.amazonaws.com',
  'ec2.amazonaws.com',
  'ecr.amazonaws.com',
  'ecs.amazonaws.com',
  'eks.amazonaws.com',
  'elasticloadbalancing.amazonaws.com',
  'events.amazonaws.com',
  'glue.amazonaws.com',
  'guardduty.amazonaws.com',
  'kinesis.amazonaws.com',
  'kms.amazonaws.com',
  'lambda.amazonaws.com',
  'logs.amazonaws.com',
  'monitoring.amazonaws.com',
  'rds.amazonaws.com',
  'redshift.amazonaws.com',
  'secretsmanager.amazonaws.com',
  'sns.amazonaws.com',
  'sqs.amazonaws.com',
  'ssm.amazonaws.com',
  'states.amazonaws.com',
] as const

/** What a single-region trail records of its own region beyond doubt, as boxes without a place. */
export const regionalBoxes: readonly Box['fields'][] = [
  { eventCategory: { Equals: ['Data'] } },
  { eventSource: { Equals: [...regionalServices] } },
]

/** Whether a trail leaves out, or may leave out, events of global services in a region that it works in. */
export const leavesOutGlobal = (trail: TrailArn, config: TrailConfig, region: string): boolean => {
  if (trail.partition !== globalServices.partition) return !config.isMultiRegion
  return region === globalServices.region && !config.includeGlobalServiceEvents
}

/** Events of global services that a single-region trail elsewhere received in its own log files (before 2021-11-22). */
export const globalElsewhere = (
  trail: TrailArn,
  config: TrailConfig,
  time: Instant,
): Box['fields'] | undefined =>
  trail.partition === globalServices.partition &&
  !config.isMultiRegion &&
  config.includeGlobalServiceEvents &&
  trail.region !== globalServices.region &&
  time < globalServices.everywhereUntil
    ? {
        region: { Equals: [globalServices.region] },
        eventSource: { Equals: [...globalServices.everywhere] },
        eventCategory: { Equals: ['Management'] },
      }
    : undefined

/** The times at which a rule about regions changes. */
export const regionRuleEdges: readonly Instant[] = [globalServices.everywhereUntil]
