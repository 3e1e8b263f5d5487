import type { DesiredOf } from '../../../model/desired.ts'
import { isKnown } from '../../../model/observed.ts'
import type { Organization } from '../../../model/snapshot/organization.ts'
import type { Denial } from './guard-statements.ts'
import { packed } from './pack.ts'
import type { Why } from './proposal.ts'

/** AWS takes service control policies of up to 5,120 characters (Organizations user guide, quotas). */
const LONGEST_POLICY = 5120

/** And attaches at most five to one target. */
const MOST_ATTACHED = 5

const NAME = 'audit-log-guard'

type Policy = Extract<
  NonNullable<Organization['serviceControlPolicies']>,
  { known: unknown }
>['known'][number]

const contentOf = (statements: readonly unknown[]) => ({
  Version: '2012-10-17',
  Statement: [...statements],
})

const lengthOf = (statements: readonly unknown[]): number =>
  JSON.stringify(contentOf(statements)).length

const sidOf = (statement: unknown): unknown =>
  typeof statement === 'object' && statement !== null && 'Sid' in statement
    ? statement.Sid
    : undefined

/** What a policy of our name holds beside what is wanted now is kept. */
const keptOf = (
  before: Policy | undefined,
  wanted: readonly Denial[],
): readonly unknown[] | undefined => {
  if (before === undefined) return []
  if (!isKnown(before.content) || !isKnown(before.targets)) return undefined
  return [before.content.known.Statement ?? []]
    .flat()
    .filter((s) => !wanted.some((w) => w.Sid === sidOf(s)))
}

const targetsOf = (before: Policy | undefined, wanted: readonly string[]): string[] => [
  ...new Set([
    ...(before !== undefined && isKnown(before.targets) ? before.targets.known : []),
    ...wanted,
  ]),
]

const attachedTo = (policies: readonly Policy[], target: string): number =>
  policies.filter((p) => isKnown(p.targets) && p.targets.known.includes(target)).length

/** The guard as one policy, or as several where one would be too long; or why it cannot be. */
export const guardPolicies = (
  organization: Organization,
  region: string,
  statements: readonly Denial[],
  targets: readonly string[],
): readonly DesiredOf<'scp'>[] | Why => {
  const policies = organization.serviceControlPolicies
  if (policies === undefined || !isKnown(policies))
    return { why: 'the service control policies that are there were not read' }
  const made = packed(statements, lengthOf, LONGEST_POLICY).map((lot, i) => {
    const name = i === 0 ? NAME : `${NAME}-${i + 1}`
    const before = policies.known.find((p) => p.name === name)
    return { name, before, kept: keptOf(before, lot), lot }
  })
  const unread = made.find((m) => m.kept === undefined)
  if (unread !== undefined) return { why: `policy ${unread.name} is there and was not read` }
  const tooLong = made.find((m) => lengthOf([...(m.kept ?? []), ...m.lot]) > LONGEST_POLICY)
  if (tooLong !== undefined)
    return {
      why: `policy ${tooLong.name} would be longer than the 5,120 characters that AWS takes`,
    }
  const added = made.filter((m) => m.before === undefined).length
  const full = targets.find((t) => attachedTo(policies.known, t) + added > MOST_ATTACHED)
  if (full !== undefined)
    return {
      why: `${full} would have more than the ${MOST_ATTACHED} service control policies that AWS attaches to one target`,
      instead: 'Merge policies that are attached there, and plan again',
    }
  return made.map(({ name, before, kept = [], lot }) => ({
    kind: 'scp',
    account: organization.managementAccount,
    region,
    state: before === undefined ? 'new' : 'existing',
    name,
    description: 'Keeps member accounts from stopping, changing or emptying the audit log',
    content: contentOf([...kept, ...lot]),
    targets: targetsOf(before, targets),
  }))
}
