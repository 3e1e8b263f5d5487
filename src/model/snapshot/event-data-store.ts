import { z } from 'zod'
import { observed } from '../observed.ts'
import { selectorsSchema } from '../selector.ts'
import { policyDocument, readIn } from './fields.ts'

/** An event data store of CloudTrail Lake: a recorder beside the trails. */
export const eventDataStoreSchema = z.strictObject({
  ...readIn,
  arn: z.string(),
  name: z.string(),
  config: observed(
    z.strictObject({
      /** CREATED, ENABLED, PENDING_DELETION, STARTING_INGESTION, STOPPING_INGESTION, STOPPED_INGESTION. */
      status: z.string(),
      isMultiRegion: z.boolean(),
      isOrganization: z.boolean(),
      retentionDays: z.number().optional(),
      terminationProtection: z.boolean().optional(),
      kmsKeyId: z.string().optional(),
      selectors: selectorsSchema,
    }),
  ),
})
export type EventDataStore = z.output<typeof eventDataStoreSchema>

/** A channel: events that CloudTrail takes in, or hands to a service of AWS (service-linked). */
export const channelSchema = z.strictObject({
  ...readIn,
  arn: z.string(),
  name: z.string(),
  config: observed(
    z.strictObject({
      source: z.string(),
      /** Set for a service-linked channel: what that service is given, and whether in every region. */
      applyToAllRegions: z.boolean().optional(),
      selectors: selectorsSchema.optional(),
      destinations: z.array(z.strictObject({ type: z.string(), location: z.string() })),
    }),
  ),
  policy: observed(policyDocument.nullable()).optional(),
})
export type Channel = z.output<typeof channelSchema>
