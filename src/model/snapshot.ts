import { z } from 'zod'
import { observed } from './observed.ts'
import { selectorsSchema } from './selector.ts'
import { parseInstant } from './time.ts'

/**
 * A configuration snapshot: what AWS said about its recorders, and when. Written by `collect`, by the demo, or by
 * hand (docs/snapshot.md). Times are ISO-8601 in the file and instants in memory.
 */
const instant = z.string().transform(parseInstant)
const account = z.string().regex(/^\d{12}$/)
/** An empty text is no error: some emulators of AWS answer so (facts/aws.md 9). */
const deliveryError = z.string().transform((text) => (text === '' ? undefined : text))

export const trailConfigSchema = z.strictObject({
  s3Bucket: z.string(),
  s3Prefix: z.string().default(''),
  isMultiRegion: z.boolean(),
  isOrganization: z.boolean(),
  includeGlobalServiceEvents: z.boolean(),
  logFileValidation: z.boolean(),
  kmsKeyId: z.string().optional(),
  cloudWatchLogGroupArn: z.string().optional(),
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

export const bucketSchema = z.strictObject({
  name: z.string(),
  readAt: instant,
  owner: observed(account),
  region: observed(z.string()),
  createdAt: observed(instant).optional(),
})

export const snapshotSchema = z.strictObject({
  schema: z.literal('wholetrail/snapshot/1'),
  collectedAt: instant,
  partition: z.string().default('aws'),
  organization: observed(
    z
      .strictObject({
        id: z.string(),
        managementAccount: account,
        accounts: z.array(
          z.strictObject({
            id: account,
            name: z.string().optional(),
            status: z.enum(['ACTIVE', 'SUSPENDED', 'PENDING_CLOSURE']).default('ACTIVE'),
            joinedAt: instant.optional(),
            createdAt: instant.optional(),
          }),
        ),
      })
      .nullable(),
  ),
  /** Where the list of trails was asked: a trail that is not in it did not exist there then. */
  trailsListed: z.array(
    z.strictObject({
      account,
      region: z.string(),
      readAt: instant,
      listed: observed(z.literal(true)),
    }),
  ),
  /** Regions of an account: a region that is not known to be disabled is in scope (R25). */
  regions: z.array(
    z.strictObject({
      account,
      readAt: instant,
      regions: observed(z.array(z.strictObject({ name: z.string(), enabled: z.boolean() }))),
    }),
  ),
  trails: z.array(trailSchema),
  buckets: z.array(bucketSchema),
  /** Access keys and principals known to exist (R26, R28). */
  identities: z
    .array(
      z.strictObject({
        account,
        arn: z.string(),
        id: z.string().optional(), // AIDA..., AROA...
        createdAt: instant.optional(),
        accessKeys: z
          .array(z.strictObject({ id: z.string(), createdAt: instant.optional() }))
          .default([]),
      }),
    )
    .default([]),
  /** Event history (LookupEvents) fetched for configuration event names: a witness that no trail can switch off (R21). */
  history: z
    .array(
      z.strictObject({
        account,
        region: z.string(),
        eventNames: z.array(z.string()),
        from: instant,
        to: instant,
        readAt: instant,
        events: observed(z.array(z.record(z.string(), z.unknown()))),
      }),
    )
    .default([]),
})

export type Snapshot = z.output<typeof snapshotSchema>
export type SnapshotFile = z.input<typeof snapshotSchema>
export type SnapshotTrail = z.output<typeof trailSchema>
export type TrailConfig = z.output<typeof trailConfigSchema>
export type TrailStatus = z.output<typeof trailStatusSchema>
