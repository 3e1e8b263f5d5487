import { isKnown } from '../../model/observed.ts'
import type { Ternary } from '../../model/scope.ts'
import type { Organization } from '../../model/snapshot/organization.ts'
import { some } from '../../model/ternary.ts'
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

/** A principal of the account that no policy names. */
const ordinaryCall = (
  account: string,
  partition: string,
  organizationId: string,
  action: string,
  resource: string,
): Request => {
  const arn = `arn:${partition}:iam::${account}:role/of-no-one-in-particular`
  return {
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
  }
}

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

/**
 * Whether an explicit Deny of a service control policy, on the account or any unit above it, keeps an ordinary
 * principal of the account from a call. A missing Allow is not counted: not every policy need have been read.
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
  const request = ordinaryCall(account, partition, organization.id, action, resource)
  const places = targets(organization, account)
  const judged = policies.known.map((policy) => {
    const { says, exceptions } = judgeOne(policy, request)
    const bound = attachment(policy, places)
    const both: Ternary =
      says === 'no' || bound === 'no' ? 'no' : says === 'yes' && bound === 'yes' ? 'yes' : 'unknown'
    return { policy, both, exceptions }
  })
  const guarded = some(judged.map((j) => j.both))
  const deciding = judged.filter((j) => j.both === guarded && guarded !== 'no')
  return {
    guarded,
    policies: deciding.map((j) => j.policy.name),
    exceptions: [...new Set(deciding.flatMap((j) => j.exceptions))],
    ...(guarded === 'unknown'
      ? { unread: `what ${deciding.map((j) => j.policy.name).join(', ')} denies there` }
      : {}),
  }
}
