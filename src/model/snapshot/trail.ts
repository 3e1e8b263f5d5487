import { z } from 'zod'
import { observed } from '../observed.ts'
import { selectorsSchema } from '../selector.ts'
import { account, instant, tags } from './fields.ts'

/** An empty text is no error: some emulators of AWS answer so (facts/aws.md 9). */
const deliveryError = z.codec(z.string(), z.string().optional(), {
  decode: (text) => (text === '' ? undefined : text),
  encode: (text) => text ?? '',
})

export const trailConfigSchema = z.strictObject({
  s3Bucket: z.string(),
  s3Prefix: z.string().default(''),
  isMultiRegion: z.boolean(),
  isOrganization: z.boolean(),
  includeGlobalServiceEvents: z.boolean(),
  logFileValidation: z.boolean(),
  kmsKeyId: z.string().optional(),
  cloudWatchLogGroupArn: z.string().optional(),
  cloudWatchRoleArn: z.string().optional(),
  snsTopicArn: z.string().optional(),
  recursiveLogging: z.boolean().optional(),
})

export const trailStatusSchema = z.strictObject({
  isLogging: z.boolean(),
  startLoggingTime: instant.optional(), // the last start
  stopLoggingTime: instant.optional(), // the last stop
  latestDeliveryTime: instant.optional(),
  latestDeliveryError: deliveryError.optional(), // absent when all is well (facts/aws.md 8.4)
  latestDigestDeliveryTime: instant.optional(),
  latestDigestDeliveryError: deliveryError.optional(),
  latestCloudWatchDeliveryTime: instant.optional(),
  latestCloudWatchDeliveryError: deliveryError.optional(),
  latestNotificationTime: instant.optional(),
  latestNotificationError: deliveryError.optional(),
})

export const trailSchema = z.strictObject({
  arn: z.string(),
  readAt: instant,
  name: z.string(),
  homeRegion: z.string(),
  config: observed(trailConfigSchema),
  selectors: observed(selectorsSchema),
  hasCustomEventSelectors: observed(z.boolean()).optional(),
  createdAt: observed(instant).optional(),
  insightSelectors: observed(
    z.array(z.strictObject({ type: z.string(), categories: z.array(z.string()).optional() })),
  ).optional(),
  /** `GetEventConfiguration`: aggregation, maximum size, context keys. */
  eventConfiguration: observed(z.record(z.string(), z.unknown())).optional(),
  tags: observed(tags).optional(),
  /** One for each account and region where a copy of the trail was asked (shadow copies, facts/aws.md 8.1). */
  status: z.array(
    z.strictObject({
      account,
      region: z.string(),
      readAt: instant,
      status: observed(trailStatusSchema),
    }),
  ),
})
export type SnapshotTrail = z.output<typeof trailSchema>
export type TrailConfig = z.output<typeof trailConfigSchema>
export type TrailStatus = z.output<typeof trailStatusSchema>
