import { z } from 'zod'
import { observed } from '../observed.ts'
import { account, instant, policyDocument, tags } from './fields.ts'

export const publicAccessBlockSchema = z.strictObject({
  blockPublicAcls: z.boolean(),
  ignorePublicAcls: z.boolean(),
  blockPublicPolicy: z.boolean(),
  restrictPublicBuckets: z.boolean(),
})

export const lifecycleRuleSchema = z.strictObject({
  id: z.string().optional(),
  enabled: z.boolean(),
  /** Empty: the whole bucket. */
  prefix: z.string().default(''),
  /** Whether tags or sizes narrow the rule. */
  isNarrowed: z.boolean().default(false),
  expirationDays: z.number().optional(),
  expirationDate: instant.optional(),
  noncurrentExpirationDays: z.number().optional(),
  transitions: z
    .array(z.strictObject({ days: z.number().optional(), storageClass: z.string() }))
    .default([]),
})

/**
 * A bucket, as far as it was read. `null` inside `known` is AWS's word that there is none (NoSuchBucketPolicy and the
 * like). `exists` known and false: the name is free (404), so that anyone may take it. Facts: facts/aws.md 8.1.
 */
export const bucketSchema = z.strictObject({
  name: z.string(),
  readAt: instant,
  /** The account that was asked. */
  account: account.optional(),
  exists: observed(z.boolean()).optional(),
  owner: observed(account),
  region: observed(z.string()),
  createdAt: observed(instant).optional(),
  policy: observed(policyDocument.nullable()).optional(),
  /** AWS's own judgement of the policy (GetBucketPolicyStatus). */
  isPublicByPolicy: observed(z.boolean()).optional(),
  grants: observed(
    z.array(
      z.strictObject({
        grantee: z.string(), // canonical id or group URI
        permission: z.string(),
        /** Whether the grantee is the owner of the bucket, where the answer named that. */
        isOwner: z.boolean().optional(),
      }),
    ),
  ).optional(),
  publicAccessBlock: observed(publicAccessBlockSchema.nullable()).optional(),
  ownership: observed(z.string().nullable()).optional(), // BucketOwnerEnforced: ACLs do nothing
  encryption: observed(
    z
      .strictObject({
        algorithm: z.string(),
        kmsKeyId: z.string().optional(),
        bucketKey: z.boolean().optional(),
      })
      .nullable(),
  ).optional(),
  versioning: observed(z.strictObject({ enabled: z.boolean(), mfaDelete: z.boolean() })).optional(),
  objectLock: observed(
    z.strictObject({ mode: z.string().optional(), days: z.number().optional() }).nullable(),
  ).optional(),
  lifecycle: observed(z.array(lifecycleRuleSchema)).optional(),
  /** Server access logs. */
  logging: observed(
    z.strictObject({ targetBucket: z.string(), targetPrefix: z.string() }).nullable(),
  ).optional(),
  replication: observed(
    z.array(
      z.strictObject({
        enabled: z.boolean(),
        destinationBucket: z.string(), // its ARN
        destinationAccount: account.optional(),
      }),
    ),
  ).optional(),
  tags: observed(tags).optional(),
  /** Ids of the request metrics configurations: what price can measure. */
  metrics: observed(z.array(z.string())).optional(),
  /** Below `AWSLogs/` at any prefix that is known: what CloudTrail delivered here. */
  cloudTrailKeys: observed(
    z.strictObject({
      /** Accounts that have a CloudTrail folder. */
      accounts: z.array(z.string()),
      organizations: z.array(z.string()),
      prefixes: z.array(z.string()),
      newest: instant.nullable(),
    }),
  ).optional(),
  /** From the daily storage metrics; bytes and number of objects. */
  size: observed(z.strictObject({ bytes: z.number(), objects: z.number() })).optional(),
})
export type SnapshotBucket = z.output<typeof bucketSchema>
export type LifecycleRule = z.output<typeof lifecycleRuleSchema>
export type PublicAccessBlock = z.output<typeof publicAccessBlockSchema>

/** The block of a whole account (s3control:GetPublicAccessBlock). */
export const accountPublicAccessSchema = z.strictObject({
  account,
  readAt: instant,
  block: observed(publicAccessBlockSchema.nullable()),
})
