import type { Constraint } from '../../model/scope.ts'
import { hasPositive, selects } from './constraint.ts'
import { fold } from './letter-case.ts'

const bucketOf = (literal: string): string => /^[^/]*\/?/.exec(literal)?.[0] ?? literal

/**
 * The `ARNPrefix` values that a constraint on `resources.ARN` may accept. How CloudTrail compares them is not
 * documented (facts/aws.md 3.3, 11.2): possibly all of the same bucket, none of another one.
 */
export const acceptablePrefixes = (c: Constraint): Constraint =>
  !hasPositive(c) || c.EndsWith !== undefined
    ? {}
    : { StartsWith: [...(c.Equals ?? []), ...(c.StartsWith ?? [])].map(bucketOf) }

/** Whether an event that names its resource by `prefix` may be selected; a prefix above the bucket may mean any. */
export const prefixMayMatch = (c: Constraint, prefix: string): boolean => {
  const acceptable = acceptablePrefixes(c)
  const above = (acceptable.StartsWith ?? []).some((bucket) =>
    fold(bucket).startsWith(fold(prefix)),
  )
  return above || selects(acceptable, prefix) !== 'no'
}
