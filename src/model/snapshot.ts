import { z } from 'zod'
import { observed } from './observed.ts'
import { accountPublicAccessSchema, bucketSchema } from './snapshot/bucket.ts'
import { channelSchema, eventDataStoreSchema } from './snapshot/event-data-store.ts'
import { account, instant } from './snapshot/fields.ts'
import { keySchema } from './snapshot/key.ts'
import { organizationSchema } from './snapshot/organization.ts'
import { permissionSchema, roleSchema } from './snapshot/principal.ts'
import { collectedAccountSchema, listingSchema, resourceSchema } from './snapshot/resource.ts'
import { trailSchema } from './snapshot/trail.ts'
import { usageSchema } from './snapshot/usage.ts'
import { alarmSchema, eventRuleSchema, logGroupSchema, topicSchema } from './snapshot/watching.ts'

export type { SnapshotTrail, TrailConfig, TrailStatus } from './snapshot/trail.ts'

/**
 * A configuration snapshot: what AWS said about its recorders, and when. Written by `collect`, by the demo, or by
 * hand (docs/snapshot.md). Times are ISO-8601 in the file and instants in memory. What a hand-written file leaves out
 * was not collected, which is not the same as absent.
 */
export const snapshotSchema = z.strictObject({
  schema: z.literal('wholetrail/snapshot/1'),
  collectedAt: instant,
  partition: z.string().default('aws'),
  /** Accounts that `collect` set out to read. */
  accounts: z.array(collectedAccountSchema).default([]),
  organization: observed(organizationSchema.nullable()),
  /** Where the list of trails was asked: a trail that is not in it did not exist there then. */
  trailsListed: z.array(
    z.strictObject({
      account,
      region: z.string(),
      readAt: instant,
      listed: observed(z.literal(true)),
    }),
  ),
  /** Where other lists were asked. */
  listings: z.array(listingSchema).default([]),
  /** Regions of an account: a region that is not known to be disabled is in scope (R25). */
  regions: z.array(
    z.strictObject({
      account,
      readAt: instant,
      regions: observed(z.array(z.strictObject({ name: z.string(), enabled: z.boolean() }))),
    }),
  ),
  trails: z.array(trailSchema),
  eventDataStores: z.array(eventDataStoreSchema).default([]),
  channels: z.array(channelSchema).default([]),
  buckets: z.array(bucketSchema),
  accountPublicAccess: z.array(accountPublicAccessSchema).default([]),
  keys: z.array(keySchema).default([]),
  logGroups: z.array(logGroupSchema).default([]),
  alarms: z.array(alarmSchema).default([]),
  topics: z.array(topicSchema).default([]),
  eventRules: z.array(eventRuleSchema).default([]),
  roles: z.array(roleSchema).default([]),
  permissions: z.array(permissionSchema).default([]),
  resources: z.array(resourceSchema).default([]),
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
  /** What was used, as metrics and bills of AWS count it: volumes that no log tells. */
  usage: z.array(usageSchema).default([]),
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
