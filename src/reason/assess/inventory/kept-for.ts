import { isKnown } from '../../../model/observed.ts'
import type { LifecycleRule, SnapshotBucket } from '../../../model/snapshot/bucket.ts'
import { DAY, type Instant } from '../../../model/time.ts'
import { seen } from './say.ts'

/** How long a bucket keeps its logs. Days; `Infinity` for ever. */
export type Kept =
  | { readonly atLeast: number; readonly atMost: number; readonly because: readonly string[] }
  /** What was not read. */
  | { readonly unread: 'lifecycle' | 'versioning' }

const reaches = (rule: LifecycleRule, folder: string): boolean =>
  rule.enabled && (folder.startsWith(rule.prefix) || rule.prefix.startsWith(folder))

/** Days until a rule expires a file delivered now. S3 goes on expiring after a date that has passed. */
const expiryOf = (rule: LifecycleRule, now: Instant): number =>
  Math.min(
    rule.expirationDays ?? Number.POSITIVE_INFINITY,
    rule.expirationDate === undefined
      ? Number.POSITIVE_INFINITY
      : Math.max(0, (rule.expirationDate - now) / DAY),
  )

const shortest = (days: readonly number[]): number => Math.min(...days, Number.POSITIVE_INFINITY)

const describe = (rule: LifecycleRule, now: Instant): string => {
  const days = Math.floor(expiryOf(rule, now))
  const where = rule.prefix === '' ? 'the whole bucket' : rule.prefix
  const narrowed = rule.isNarrowed ? ', narrowed by tag or size' : ''
  return `rule ${rule.id ?? '(without a name)'} expires ${where} after ${days} days${narrowed}`
}

/**
 * How long files below a folder are kept. In a bucket with versions an expired file lives on as a noncurrent version
 * until a rule takes that too. A rule narrowed by tags or sizes may or may not take log files, so it widens the range.
 */
export const keptFor = (bucket: SnapshotBucket, folder: string, now: Instant): Kept => {
  const lifecycle = seen(bucket.lifecycle)
  const versioning = seen(bucket.versioning)
  const lock = seen(bucket.objectLock)
  if (!isKnown(lifecycle)) return { unread: 'lifecycle' }
  const rules = lifecycle.known.filter((rule) => reaches(rule, folder))
  const expiring = rules.filter((rule) => expiryOf(rule, now) < Number.POSITIVE_INFINITY)
  const because = expiring.map((rule) => describe(rule, now))
  const sure = (rule: LifecycleRule): boolean => !rule.isNarrowed && folder.startsWith(rule.prefix)
  const current = (of: readonly LifecycleRule[]): number =>
    shortest(of.map((rule) => expiryOf(rule, now)))
  if (current(expiring) === Number.POSITIVE_INFINITY)
    return { atLeast: Number.POSITIVE_INFINITY, atMost: Number.POSITIVE_INFINITY, because }
  if (!isKnown(versioning)) return { unread: 'versioning' }
  const noncurrent = (of: readonly LifecycleRule[]): number =>
    versioning.known.enabled
      ? shortest(of.map((rule) => rule.noncurrentExpirationDays ?? Number.POSITIVE_INFINITY))
      : 0
  const locked = isKnown(lock) ? (lock.known?.days ?? 0) : 0
  const range = (of: readonly LifecycleRule[]): number =>
    Math.max(current(of) + noncurrent(of), locked)
  return { atLeast: range(rules), atMost: range(rules.filter(sure)), because }
}
