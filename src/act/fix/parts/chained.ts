import { isKnown } from '../../../model/observed.ts'
import { statementOf } from '../../../model/policy.ts'
import type { SnapshotRole } from '../../../model/snapshot/principal.ts'
import { wholeAccount } from '../../../reason/policies/principal.ts'
import { allowing, letsTake, statementsIn } from './trust.ts'

/** Roles that AWS makes and keeps itself: nobody can change their trust. */
export const isAwsOwned = ({ arn }: SnapshotRole): boolean =>
  arn.includes(':role/aws-reserved/') || arn.includes(':role/aws-service-role/')

/** Whom a role lets in, as keys: `*`, accounts as a whole, ARNs. */
const lets = ({ trustPolicy }: SnapshotRole): readonly string[] =>
  isKnown(trustPolicy)
    ? statementsIn(trustPolicy.known)
        .filter(letsTake)
        .flatMap((s) => statementOf(s).principals?.AWS ?? [])
        .map((name) => wholeAccount(name) ?? name)
    : []

const isChanged = ({ trustPolicy }: SnapshotRole): boolean =>
  isKnown(trustPolicy) &&
  JSON.stringify(allowing(trustPolicy.known)) !==
    JSON.stringify({
      ...trustPolicy.known,
      Statement: statementsIn(trustPolicy.known),
    })

/**
 * Roles that sessions of some roles can go on to, at any number of hops, and that do not let a source identity come
 * with them: AssumeRole would fail there as soon as the first session bears one (facts/aws.md 6.4).
 */
export const chainedTo = (
  roles: readonly SnapshotRole[],
  from: readonly SnapshotRole[],
): readonly SnapshotRole[] => {
  const letBy = new Map<string, SnapshotRole[]>()
  for (const role of roles.filter((r) => !isAwsOwned(r)))
    for (const key of lets(role)) letBy.set(key, (letBy.get(key) ?? []).concat(role))
  const reached = new Set(from)
  for (const caller of reached)
    for (const key of [caller.arn, caller.account, '*']) {
      for (const role of letBy.get(key) ?? []) reached.add(role)
      letBy.delete(key)
    }
  return [...reached].filter((role) => !from.includes(role) && isChanged(role))
}
