import { z } from 'zod'
import { observed } from '../observed.ts'
import { account, instant, policyDocument, policyStatement, tags } from './fields.ts'

/** A role and who may become it. Service-linked roles are left out. */
export const roleSchema = z.strictObject({
  account,
  readAt: instant,
  arn: z.string(),
  id: z.string(),
  name: z.string(),
  createdAt: instant.optional(),
  lastUsedAt: instant.optional(),
  trustPolicy: observed(policyDocument),
  tags: observed(tags).optional(),
})
export type SnapshotRole = z.output<typeof roleSchema>

/**
 * What a user or role may do to the audit log: those statements of its policies, groups and boundary that speak of
 * calls on CloudTrail, its buckets and its keys. Judged by `assess`, never here.
 */
export const permissionSchema = z.strictObject({
  account,
  readAt: instant,
  arn: z.string(),
  /** Allow and Deny statements of its own, inline, managed and group policies. */
  statements: observed(z.array(policyStatement)),
  /** The statements of its permissions boundary; absent when it has none. */
  boundary: observed(z.array(policyStatement)).optional(),
})
export type Permission = z.output<typeof permissionSchema>
