import type { LifecycleRule } from '../../../model/snapshot/bucket.ts'
import type { Why } from './proposal.ts'

/** Days for which CloudWatch Logs can keep events (PutRetentionPolicy). */
const RETENTIONS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
  3653,
] as const

/** The shortest time that CloudWatch Logs can keep events and that is long enough; null: for ever. */
export const logGroupRetention = (days: number): number | null =>
  RETENTIONS.find((r) => r >= days) ?? null

const longer = ({ expirationDate: _, ...rule }: LifecycleRule, days: number): LifecycleRule => ({
  ...rule,
  expirationDays: Math.max(rule.expirationDays ?? 0, days),
})

const expires = (rule: LifecycleRule): boolean =>
  rule.enabled && (rule.expirationDays !== undefined || rule.expirationDate !== undefined)

/** Rules that expire logs, made to wait longer; none is made to expire sooner. Why not, where a rule was not read whole. */
export const keptFor = (
  rules: readonly LifecycleRule[],
  folder: string,
  days: number,
): LifecycleRule[] | Why => {
  if (rules.some((rule) => rule.isNarrowed))
    return {
      why: 'A lifecycle rule is narrowed by tags or sizes that were not read: the list would be replaced unseen',
      instead: 'Lengthen the rule by hand',
    }
  const reaches = ({ prefix }: LifecycleRule): boolean =>
    folder.startsWith(prefix) || prefix.startsWith(folder)
  return rules.map((rule) => (expires(rule) && reaches(rule) ? longer(rule, days) : rule))
}
