import { isKnown } from '../../model/observed.ts'
import type { Ternary } from '../../model/scope.ts'
import type { Organization } from '../../model/snapshot/organization.ts'
import { every, some } from '../../model/ternary.ts'
import { matchStatement, statementsOnce } from './allows.ts'
import type { Request } from './request.ts'

/** Whether service control policies keep the principals of an account from a call, and whom they except. */
export interface Guard {
  /** `no` for the management account: no service control policy binds it. */
  readonly guarded: Ternary
  readonly policies: readonly string[]
  /** Principals that the Deny leaves out, as its conditions name them. */
  readonly exceptions: readonly string[]
  /** What could not be read, where guarded is unknown. */
  readonly unread?: string
}

type ServiceControlPolicy = Extract<
  NonNullable<Organization['serviceControlPolicies']>,
  { known: unknown }
>['known'][number]

/** Principals of every kind that may change a trail, but that no policy names. */
const ORDINARY = ['role/of-no-one-in-particular', 'user/of-no-one-in-particular', 'root']

const callBy = (
  arn: string,
  account: string,
  organizationId: string,
  action: string,
  resource: string,
): Request => ({
  requester: { kind: 'AWS', arn, account },
  action,
  resource,
  context: {
    'aws:principalarn': [arn],
    'aws:principalaccount': [account],
    'aws:principalorgid': [organizationId],
    'aws:principalisawsservice': ['false'],
    'aws:securetransport': ['true'],
  },
})

const targets = (organization: Organization, account: string): readonly string[] | undefined => {
  const parents = organization.accounts.find((a) => a.id === account)?.parents
  return parents === undefined ? undefined : [account, ...parents]
}

const judgeOne = (policy: ServiceControlPolicy, request: Request) => {
  if (!isKnown(policy.content)) return { says: 'unknown' as const, exceptions: [] }
  const denies = statementsOnce(policy.content.known).filter((s) => s.effect === 'Deny')
  const matched = denies.map((deny) => ({ deny, says: matchStatement(deny, request) }))
  const sure = matched.filter((m) => m.says === 'yes')
  return {
    says: some(matched.map((m) => m.says)),
    exceptions: sure.flatMap((m) =>
      m.deny.conditions.filter((c) => c.operator.includes('not')).flatMap((c) => c.values),
    ),
  }
}

const attachment = (
  policy: ServiceControlPolicy,
  places: readonly string[] | undefined,
): Ternary => {
  if (!isKnown(policy.targets)) return 'unknown'
  if (places?.some((place) => isKnown(policy.targets) && policy.targets.known.includes(place)))
    return 'yes'
  return places === undefined ? 'unknown' : 'no'
}

const guardAgainst = (
  policies: readonly ServiceControlPolicy[],
  places: readonly string[] | undefined,
  request: Request,
) => {
  const judged = policies.map((policy) => {
    const { says, exceptions } = judgeOne(policy, request)
    return { name: policy.name, both: every([says, attachment(policy, places)]), exceptions }
  })
  const guarded = some(judged.map((j) => j.both))
  return { guarded, deciding: judged.filter((j) => j.both === guarded && guarded !== 'no') }
}

/**
 * Whether an explicit Deny of a service control policy, on the account or any unit above it, keeps ordinary principals
 * of the account from a call: its roles, its users and its root. A missing Allow is not counted: not every policy need
 * have been read.
 */
export const guardOf = (
  organization: Organization,
  partition: string,
  account: string,
  action: string,
  resource: string,
): Guard => {
  const none = { policies: [], exceptions: [] }
  if (account === organization.managementAccount) return { guarded: 'no', ...none }
  const policies = organization.serviceControlPolicies
  if (policies === undefined || !isKnown(policies))
    return { guarded: 'unknown', ...none, unread: 'the service control policies' }
  const places = targets(organization, account)
  const kinds = ORDINARY.map((name) => {
    const arn = `arn:${partition}:iam::${account}:${name}`
    const request = callBy(arn, account, organization.id, action, resource)
    return guardAgainst(policies.known, places, request)
  })
  const guarded = every(kinds.map((k) => k.guarded))
  const deciding = guarded === 'no' ? [] : kinds.flatMap((k) => k.deciding)
  const unclear = new Set(deciding.filter((d) => d.both === 'unknown').map((d) => d.name))
  return {
    guarded,
    policies: [...new Set(deciding.map((d) => d.name))],
    exceptions: [...new Set(deciding.flatMap((d) => d.exceptions))],
    ...(guarded === 'unknown' ? { unread: `what ${[...unclear].join(', ')} denies there` } : {}),
  }
}
