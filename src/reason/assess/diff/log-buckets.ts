import type { LifecycleRule, SnapshotBucket } from '../../../model/snapshot/bucket.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import { canonical, isObject, listOf } from '../../coverage/json.ts'
import { type Effect, paired, type SnapshotChange, sameValue } from './change.ts'
import { settingChange } from './setting.ts'

type Policy = Readonly<Record<string, unknown>> | null

const CLOUDTRAIL = 'cloudtrail.amazonaws.com'

/** The statements that decide whether CloudTrail may write: those that name it, and every Deny. */
const deciding = (policy: Policy): readonly string[] =>
  listOf(policy?.Statement)
    .filter((s) => isObject(s) && (s.Effect === 'Deny' || canonical(s).includes(CLOUDTRAIL)))
    .map(canonical)
    .sort()

const lets = (policy: Policy): boolean =>
  listOf(policy?.Statement).some(
    (s) => isObject(s) && s.Effect === 'Allow' && canonical(s.Principal).includes(CLOUDTRAIL),
  )

const anyoneMay = (policy: Policy): boolean =>
  listOf(policy?.Statement).some(
    (s) =>
      isObject(s) &&
      s.Effect === 'Allow' &&
      ('NotPrincipal' in s || canonical(s.Principal).includes('*')),
  )

const policyEffect = (before: Policy, after: Policy): Effect => {
  if (sameValue(deciding(before), deciding(after))) return 'same'
  if (lets(before) && !lets(after) && !anyoneMay(after)) return 'records-less'
  if (lets(after) && !lets(before) && !anyoneMay(before)) return 'records-more'
  return 'unknown'
}

const policyDetail = (effect: Effect): string =>
  ({
    same: 'what CloudTrail may do in it stays the same',
    'records-less': 'nothing in it lets CloudTrail write any more: log files are lost',
    'records-more': 'it lets CloudTrail write',
    'records-other': '',
    unknown: 'whether CloudTrail may still write is not decided here: see wholetrail assess',
  })[effect]

/** Days after which log files vanish; infinite when no rule deletes them, undefined where that depends on the file. */
const keptDays = (rules: readonly LifecycleRule[]): number | undefined => {
  const deleting = rules.filter(
    (r) => r.enabled && (r.expirationDays !== undefined || r.expirationDate !== undefined),
  )
  if (deleting.some((r) => r.isNarrowed || r.prefix !== '' || r.expirationDate !== undefined))
    return undefined
  return Math.min(Number.POSITIVE_INFINITY, ...deleting.map((r) => r.expirationDays ?? 0))
}

const keptWords = (rules: readonly LifecycleRule[]): string => {
  const days = keptDays(rules)
  if (days === undefined) return `${rules.length} rules, of which some are for part of it`
  return Number.isFinite(days) ? `deleted after ${days} days` : 'kept for ever'
}

const keptEffect = (before: readonly LifecycleRule[], after: readonly LifecycleRule[]): Effect => {
  const [b, a] = [keptDays(before), keptDays(after)]
  if (b === undefined || a === undefined) return 'unknown'
  return a < b ? 'records-less' : a > b ? 'records-more' : 'same'
}

const changedIn = (before: SnapshotBucket, after: SnapshotBucket): readonly SnapshotChange[] => {
  const region = 'known' in after.region ? after.region.known : ''
  const place = `${after.account ?? ''} ${region}`.trim()
  const about = (setting: string) => ({ what: `${setting} of log bucket ${after.name}`, place })
  return [
    ...settingChange<Policy>({
      ...about('policy'),
      before: before.policy,
      after: after.policy,
      say: (p) => (p === null ? 'none' : `${listOf(p.Statement).length} statements`),
      effect: policyEffect,
      detail: (b, a) => policyDetail(policyEffect(b, a)),
    }),
    ...settingChange<readonly LifecycleRule[]>({
      ...about('lifecycle'),
      before: before.lifecycle,
      after: after.lifecycle,
      say: keptWords,
      effect: keptEffect,
      detail: (b, a) => `log files were ${keptWords(b)}, now ${keptWords(a)}`,
    }),
    ...settingChange({
      ...about('versioning'),
      before: before.versioning,
      after: after.versioning,
      say: (v) => (v.enabled ? (v.mfaDelete ? 'on, with MFA delete' : 'on') : 'off'),
      effect: () => 'same',
      detail: (_, a) =>
        a.enabled ? 'deleted log files can be had back' : 'a deleted log file is gone for good',
    }),
    ...settingChange({
      ...about('owner'),
      before: before.owner,
      after: after.owner,
      say: (owner) => owner,
      effect: () => 'unknown',
      detail: () => 'the name belongs to another account now: log files may go to a stranger',
    }),
  ]
}

const namesIn = ({ trails }: Snapshot): readonly string[] =>
  trails.flatMap(({ config }) => ('known' in config ? [config.known.s3Bucket] : []))

/** What changed in the buckets that trails of either side deliver to. */
export const logBucketChanges = (before: Snapshot, after: Snapshot): readonly SnapshotChange[] => {
  const names = new Set([...namesIn(before), ...namesIn(after)])
  const of = (s: Snapshot) => s.buckets.filter((b) => names.has(b.name))
  return paired(of(before), of(after), (b) => b.name).flatMap((pair) => {
    if (sameValue(pair.before, pair.after)) return []
    if (pair.before !== undefined && pair.after !== undefined)
      return changedIn(pair.before, pair.after)
    return [
      {
        what: `log bucket ${pair.name}`,
        place: (pair.before ?? pair.after)?.account ?? '',
        before: pair.before === undefined ? 'unknown (not read)' : 'read',
        after: pair.after === undefined ? 'unknown (not read)' : 'read',
        effect: 'unknown' as const,
        detail: 'its policy and lifecycle were read on one side only',
      },
    ]
  })
}
