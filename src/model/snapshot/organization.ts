import { z } from 'zod'
import { observed } from '../observed.ts'
import { account, instant, policyDocument } from './fields.ts'

export const organizationSchema = z.strictObject({
  id: z.string(),
  managementAccount: account,
  accounts: z.array(
    z.strictObject({
      id: account,
      name: z.string().optional(),
      status: z.enum(['ACTIVE', 'SUSPENDED', 'PENDING_CLOSURE']).default('ACTIVE'),
      joinedAt: instant.optional(),
      createdAt: instant.optional(),
      /** From the organisational unit that holds the account up to the root. */
      parents: z.array(z.string()).optional(),
    }),
  ),
  /** Whether CloudTrail is trusted by the organisation: without it organisation trails break (facts/aws.md 5.5). */
  cloudTrailTrusted: observed(z.boolean()).optional(),
  /** Accounts that may manage organisation trails. */
  delegatedAdministrators: observed(z.array(account)).optional(),
  /** Service control policies and what they are attached to: accounts, organisational units, the root. */
  serviceControlPolicies: observed(
    z.array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        content: observed(policyDocument),
        targets: observed(z.array(z.string())),
      }),
    ),
  ).optional(),
})
export type Organization = z.output<typeof organizationSchema>
