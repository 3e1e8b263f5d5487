import { z } from 'zod'
import { selectorsSchema } from './selector.ts'
import { lifecycleRuleSchema, publicAccessBlockSchema } from './snapshot/bucket.ts'
import { account, policyDocument } from './snapshot/fields.ts'

/**
 * What `fix` wants to be there, before it is CloudFormation, Terraform or a command: between remedies, printers,
 * readers and the snapshot as it would be. Names are always given, never made by AWS, so that ARNs are known before
 * anything exists; a new key goes by its alias ARN. Texts come from AWS and may be hostile: printers quote them.
 */
const common = {
  /** Where it is made. What belongs to no region (roles, policies) has the home region of the plan or us-east-1. */
  account,
  region: z.string(),
  /**
   * Whether AWS has it now. An `existing` one is adopted (imported) or changed by calls, never created. Members that
   * are left out of a bucket then stay as they are; every other kind is given whole, with what was there before.
   */
  state: z.enum(['new', 'existing']),
}

export const desiredTrailSchema = z.strictObject({
  kind: z.literal('trail'),
  ...common, // region: the home region; account: the owner
  name: z.string(),
  s3Bucket: z.string(),
  s3Prefix: z.string(), // '' for none
  isMultiRegion: z.boolean(),
  isOrganization: z.boolean(),
  includeGlobalServiceEvents: z.boolean(),
  logFileValidation: z.boolean(),
  isLogging: z.boolean(),
  /** ARN of a key or of an alias, or a bare id, as it was. */
  kmsKeyId: z.string().optional(),
  cloudWatchLogGroupArn: z.string().optional(), // as in snapshots: with or without `:*`
  cloudWatchRoleArn: z.string().optional(),
  snsTopicArn: z.string().optional(),
  /** The complete list: declaring selectors replaces what was there (facts/aws.md 8.5). One of the two lists. */
  selectors: selectorsSchema,
  /** Left out: none. */
  insightSelectors: z
    .array(z.strictObject({ type: z.string(), categories: z.array(z.string()).optional() }))
    .optional(),
})

/** Members that are left out stay as they are; a new bucket has AWS's defaults for them. */
export const desiredBucketSchema = z.strictObject({
  kind: z.literal('bucket'),
  ...common,
  name: z.string(),
  publicAccessBlock: publicAccessBlockSchema.optional(),
  ownership: z.enum(['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter']).optional(),
  encryption: z
    .strictObject({
      algorithm: z.enum(['AES256', 'aws:kms']),
      kmsKeyId: z.string().optional(),
      bucketKey: z.boolean().optional(),
    })
    .optional(),
  versioning: z.boolean().optional(),
  /** Object lock with its default retention; needs versioning. */
  objectLock: z
    .strictObject({ mode: z.enum(['GOVERNANCE', 'COMPLIANCE']), days: z.int().positive() })
    .optional(),
  /** The complete list of rules. */
  lifecycle: z.array(lifecycleRuleSchema).optional(),
  /** Server access logs. */
  logging: z.strictObject({ targetBucket: z.string(), targetPrefix: z.string() }).optional(),
})

/** The whole policy of a bucket: what was there, with what is added. */
export const desiredBucketPolicySchema = z.strictObject({
  kind: z.literal('bucket-policy'),
  ...common,
  bucket: z.string(),
  policy: policyDocument,
})

/** `alias` of a new key, with `alias/` before it; `arn` of an existing one. One of the two. */
export const desiredKeySchema = z.strictObject({
  kind: z.literal('kms-key'),
  ...common,
  alias: z.string().optional(),
  arn: z.string().optional(),
  description: z.string(),
  enabled: z.boolean(),
  rotation: z.boolean(),
  policy: policyDocument,
})

export const desiredTopicSchema = z.strictObject({
  kind: z.literal('topic'),
  ...common,
  name: z.string(),
  policy: policyDocument,
  /** An address has to confirm: the plan has a manual step for it. */
  subscriptions: z.array(z.strictObject({ protocol: z.string(), endpoint: z.string() })),
})

export const desiredEventRuleSchema = z.strictObject({
  kind: z.literal('event-rule'),
  ...common,
  name: z.string(),
  description: z.string(),
  bus: z.string(), // default
  pattern: z.record(z.string(), z.unknown()),
  isEnabled: z.boolean(),
  targets: z.array(z.string()), // ARNs, at most 5
})

export const desiredLogGroupSchema = z.strictObject({
  kind: z.literal('log-group'),
  ...common,
  name: z.string(),
  retentionDays: z.number().nullable(), // null: kept for ever
  kmsKeyId: z.string().optional(),
})

export const desiredMetricFilterSchema = z.strictObject({
  kind: z.literal('metric-filter'),
  ...common,
  logGroup: z.string(), // its name
  name: z.string(),
  pattern: z.string(),
  namespace: z.string(),
  metric: z.string(),
  value: z.string(),
  defaultValue: z.number().optional(),
})

export const desiredAlarmSchema = z.strictObject({
  kind: z.literal('alarm'),
  ...common,
  name: z.string(),
  description: z.string(),
  namespace: z.string(),
  metric: z.string(),
  dimensions: z.record(z.string(), z.string()), // { LogGroupName: ... } for AWS/Logs
  statistic: z.enum(['Sum', 'Average', 'Minimum', 'Maximum', 'SampleCount']),
  comparison: z.enum([
    'GreaterThanThreshold',
    'GreaterThanOrEqualToThreshold',
    'LessThanThreshold',
    'LessThanOrEqualToThreshold',
  ]),
  threshold: z.number(),
  periodSeconds: z.int().positive(),
  evaluationPeriods: z.int().positive(),
  treatMissingData: z.enum(['breaching', 'notBreaching', 'ignore', 'missing']),
  actions: z.array(z.string()), // ARNs, in ALARM state
})

export const desiredScpSchema = z.strictObject({
  kind: z.literal('scp'),
  ...common, // account: the management account
  name: z.string(),
  description: z.string(),
  content: policyDocument,
  targets: z.array(z.string()), // ids of the root, units or accounts
})

/** A role that is made: what CloudTrail needs to write to a log group, a rule to write to another bus. */
export const desiredRoleSchema = z.strictObject({
  kind: z.literal('role'),
  ...common,
  name: z.string(),
  description: z.string(),
  trustPolicy: policyDocument,
  policies: z.array(z.strictObject({ name: z.string(), document: policyDocument })),
})

/** The trust policy of a role that is there; nothing else of the role is touched. Always `existing`. */
export const desiredRoleTrustSchema = z.strictObject({
  kind: z.literal('role-trust'),
  ...common,
  role: z.string(), // its name, without the path
  arn: z.string(),
  trustPolicy: policyDocument,
})

/** A service that the organisation trusts. No CloudFormation says it; Terraform only with the whole organisation. */
export const desiredTrustedAccessSchema = z.strictObject({
  kind: z.literal('trusted-access'),
  ...common, // account: the management account
  service: z.string(), // cloudtrail.amazonaws.com
})

/** A trail that is stopped, and later deleted. No template of a stack that does not own it can say so. */
export const desiredRetiredTrailSchema = z.strictObject({
  kind: z.literal('retired-trail'),
  ...common,
  name: z.string(),
  arn: z.string(),
})

export const desiredSchema = z.discriminatedUnion('kind', [
  desiredTrailSchema,
  desiredBucketSchema,
  desiredBucketPolicySchema,
  desiredKeySchema,
  desiredTopicSchema,
  desiredEventRuleSchema,
  desiredLogGroupSchema,
  desiredMetricFilterSchema,
  desiredAlarmSchema,
  desiredScpSchema,
  desiredRoleSchema,
  desiredRoleTrustSchema,
  desiredTrustedAccessSchema,
  desiredRetiredTrailSchema,
])
export type Desired = z.infer<typeof desiredSchema>
export type DesiredKind = Desired['kind']
export type DesiredOf<K extends DesiredKind> = Extract<Desired, { kind: K }>

/** The name of a thing within its kind, account and region. */
export const nameOf = (desired: Desired): string => {
  switch (desired.kind) {
    case 'bucket-policy':
      return desired.bucket
    case 'kms-key':
      return desired.arn ?? desired.alias ?? ''
    case 'metric-filter':
      return `${desired.logGroup}/${desired.name}`
    case 'role-trust':
      return desired.role
    case 'trusted-access':
      return desired.service
    default:
      return desired.name
  }
}

/** One thing of AWS, one key: what two remedies want of it is merged into one. */
export const keyOf = (desired: Desired): string =>
  `${desired.kind}/${desired.account}/${desired.region}/${nameOf(desired)}`
