import { DAY, HOUR } from '../../model/time.ts'

/** What an organisation expects of its audit log; all overridable. Lengths of time are microseconds. */
export interface Expectations {
  /** How long logs must be kept, in days. */
  readonly retentionDays: number
  /** A delivery older than this is stale, where the trail has anything to deliver: every account has events each day. */
  readonly staleDelivery: number
  /** CloudWatch receives within minutes; digests come every hour (facts/aws.md 2). */
  readonly staleCloudWatch: number
  readonly staleDigest: number
  /** Names and tag values that mark a bucket as sensitive, as case-insensitive words. */
  readonly sensitiveWords: readonly string[]
  /** Accounts outside the organisation that may read logs. */
  readonly trustedAccounts: readonly string[]
}

export const DEFAULT_EXPECTATIONS: Expectations = {
  retentionDays: 365,
  staleDelivery: DAY,
  staleCloudWatch: DAY,
  staleDigest: 3 * HOUR,
  sensitiveWords: [
    'backup',
    'confidential',
    'customer',
    'export',
    'finance',
    'hr',
    'invoice',
    'medical',
    'payroll',
    'pci',
    'personal',
    'phi',
    'pii',
    'restricted',
    'secret',
    'sensitive',
    'terraform',
    'tfstate',
  ],
  trustedAccounts: [],
}
