import type {
  GetBucketLifecycleConfigurationOutput,
  LifecycleRule as Rule,
} from '@aws-sdk/client-s3'
import type { Observed } from '../../../../model/observed.ts'
import type { LifecycleRule } from '../../../../model/snapshot/bucket.ts'
import { given, instantOf, member, readKnown, withoutMember } from './answer.ts'

/** The prefix stands at the rule (old form), in its filter, or in the filter's `And`. */
const prefixOf = ({ Prefix, Filter }: Rule): string =>
  Filter?.Prefix ?? Filter?.And?.Prefix ?? Prefix ?? ''

const isNarrowed = ({ Filter }: Rule): boolean =>
  [Filter ?? {}, Filter?.And ?? {}].some((filter) =>
    ['Tag', 'Tags', 'ObjectSizeGreaterThan', 'ObjectSizeLessThan'].some(
      (name) => (filter as Readonly<Record<string, unknown>>)[name] !== undefined,
    ),
  )

const transitionsOf = ({ Transitions }: Rule): LifecycleRule['transitions'] =>
  (Transitions ?? []).flatMap(({ Days, StorageClass }) =>
    StorageClass === undefined ? [] : [{ storageClass: StorageClass, ...given({ days: Days }) }],
  )

const ruleOf = (rule: Rule): LifecycleRule => ({
  enabled: rule.Status === 'Enabled',
  prefix: prefixOf(rule),
  isNarrowed: isNarrowed(rule),
  transitions: transitionsOf(rule),
  ...given({
    id: rule.ID,
    expirationDays: rule.Expiration?.Days,
    expirationDate: instantOf(rule.Expiration?.Date),
    noncurrentExpirationDays: rule.NoncurrentVersionExpiration?.NoncurrentDays,
  }),
})

/** Lifecycle rules. Without a status it cannot be said whether a rule deletes logs. */
export const lifecycleOf = (
  answer: GetBucketLifecycleConfigurationOutput,
): Observed<LifecycleRule[]> =>
  readKnown(member(answer.Rules, 'Rules'), (rules) =>
    rules.every((rule) => rule.Status !== undefined)
      ? { known: rules.map(ruleOf) }
      : withoutMember('Status of a rule'),
  )
