import { z } from 'zod'

/** How much a failed check matters, worst first. */
export const severities = ['critical', 'high', 'medium', 'low', 'info'] as const
export type Severity = (typeof severities)[number]

export const findingStatuses = ['fail', 'unknown', 'pass'] as const
export type FindingStatus = (typeof findingStatuses)[number]

/** The groups of checks, in the order in which they are printed. */
export const checkGroups = [
  'existence',
  'fragmentation',
  'data-events',
  'integrity',
  'destination',
  'orphans',
  'watching',
  'roles',
] as const
export type CheckGroup = (typeof checkGroups)[number]

/** Remedies that `fix` writes; a check names the one that closes it. */
export const remedyIds = [
  'organization-trail',
  'trail-selectors',
  'start-logging',
  'log-bucket',
  'bucket-policy',
  'kms-key',
  'log-validation',
  'tamper-alerts',
  'event-alerts',
  'silence-alarm',
  'guard-scp',
  'trust-policy-identity',
  'retire-duplicate-trail',
  'orphaned-bucket',
  'access-log-of-log-bucket',
] as const
export type RemedyId = (typeof remedyIds)[number]

export const findingSchema = z.strictObject({
  check: z.string(),
  group: z.enum(checkGroups),
  status: z.enum(findingStatuses),
  severity: z.enum(severities),
  /** What the finding is about: an ARN where there is one, otherwise an account id. */
  resource: z.string(),
  account: z.string(),
  /** `global` for what has no region, or speaks of several. */
  region: z.string(),
  /** The regions that it speaks of, where they are not the one above; absent for what concerns them all. */
  regions: z.array(z.string()).optional(),
  /** One sentence. */
  reason: z.string(),
  /** What was seen: settings, names, times. */
  evidence: z.array(z.string()),
  /** What would settle an unknown. */
  settle: z.string().optional(),
  remedy: z.enum(remedyIds).optional(),
  /** What closes it here, where that is known more exactly than the remedy says. */
  fix: z.string().optional(),
  /** Stable over runs: the same check on the same thing. Baselines compare it. */
  fingerprint: z.string(),
})
export type Finding = z.infer<typeof findingSchema>
