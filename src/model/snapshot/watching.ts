import { z } from 'zod'
import { observed } from '../observed.ts'
import { policyDocument, readIn } from './fields.ts'

/** A log group that a trail delivers to, or whose name speaks of CloudTrail. */
export const logGroupSchema = z.strictObject({
  ...readIn,
  arn: z.string(), // without the trailing :*
  name: z.string(),
  exists: observed(z.boolean()),
  retentionDays: z.number().nullable().optional(), // null: kept for ever
  kmsKeyId: z.string().optional(),
  metricFilters: observed(
    z.array(
      z.strictObject({
        name: z.string(),
        pattern: z.string(),
        metrics: z.array(
          z.strictObject({
            namespace: z.string(),
            name: z.string(),
            /** What one event counts: a number, or a member of the event (`$.size`). */
            value: z.string().optional(),
            defaultValue: z.number().optional(),
            unit: z.string().optional(),
          }),
        ),
      }),
    ),
  ).optional(),
  subscriptions: observed(
    z.array(z.strictObject({ name: z.string(), pattern: z.string(), destination: z.string() })),
  ).optional(),
})
export type LogGroup = z.output<typeof logGroupSchema>

/** A CloudWatch alarm on a metric that a metric filter of such a log group may feed. */
export const alarmSchema = z.strictObject({
  ...readIn,
  arn: z.string(),
  name: z.string(),
  namespace: z.string(),
  metric: z.string(),
  /** Of a metric of AWS/Logs: the log group. */
  logGroup: z.string().optional(),
  statistic: z.string().optional(),
  comparison: z.string(),
  threshold: z.number().optional(),
  periodSeconds: z.number().optional(),
  evaluationPeriods: z.number().optional(),
  /** Of the evaluation periods, how many must be over the threshold; all of them where it is left out. */
  datapointsToAlarm: z.number().optional(),
  /** Only values of this unit are looked at. */
  unit: z.string().optional(),
  treatMissingData: z.string().optional(),
  actionsEnabled: z.boolean(),
  actions: z.array(z.string()), // ARNs, in ALARM state
})
export type Alarm = z.output<typeof alarmSchema>

/** An SNS topic that a trail, alarm or rule names. */
export const topicSchema = z.strictObject({
  ...readIn,
  arn: z.string(),
  exists: observed(z.boolean()),
  policy: observed(policyDocument.nullable()).optional(),
  subscriptions: observed(
    z.array(
      z.strictObject({
        protocol: z.string(),
        /** The account at the other end, where it can be told; addresses of people are not kept. */
        account: z.string().optional(),
        confirmed: z.boolean(),
      }),
    ),
  ).optional(),
})
export type Topic = z.output<typeof topicSchema>

/** An EventBridge rule with a pattern that may match calls recorded by CloudTrail. */
export const eventRuleSchema = z.strictObject({
  ...readIn,
  arn: z.string(),
  name: z.string(),
  bus: z.string(),
  /** ENABLED, DISABLED, ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS. */
  state: z.string(),
  pattern: z.record(z.string(), z.unknown()),
  targets: observed(z.array(z.string())), // ARNs
})
export type EventRule = z.output<typeof eventRuleSchema>
