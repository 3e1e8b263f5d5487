import { z } from 'zod'
import { observed } from '../observed.ts'
import { instant, policyDocument, readIn } from './fields.ts'

/** A KMS key: one that a trail, bucket, store or log group names, or whose policy speaks of CloudTrail. */
export const keySchema = z.strictObject({
  ...readIn,
  /** As AWS answers it; as it was named where it could not be described. */
  arn: z.string(),
  /** Other names under which it was named: aliases, bare ids. */
  names: z.array(z.string()).default([]),
  state: observed(
    z.strictObject({
      /** Enabled, Disabled, PendingDeletion, PendingImport, Unavailable, ... or NotFound. */
      keyState: z.string(),
      deletionDate: instant.optional(),
      manager: z.string().optional(), // AWS or CUSTOMER
      isMultiRegion: z.boolean().optional(),
    }),
  ),
  policy: observed(policyDocument.nullable()).optional(),
  rotation: observed(z.boolean()).optional(),
})
export type SnapshotKey = z.output<typeof keySchema>
