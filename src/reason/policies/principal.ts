import type { Principals } from '../../model/policy.ts'
import type { Ternary } from '../../model/scope.ts'
import { some, sure } from '../../model/ternary.ts'
import type { Requester } from './request.ts'

const ROOT = /^arn:[^:]*:iam::(\d{12}):root$/

/** The account that a principal of a policy stands for as a whole: `111111111111` or `arn:aws:iam::111111111111:root`. */
export const wholeAccount = (name: string): string | undefined =>
  /^\d{12}$/.test(name) ? name : ROOT.exec(name)?.[1]

/** The account of a principal ARN, of IAM or STS. */
export const accountOfPrincipal = (name: string): string | undefined =>
  wholeAccount(name) ?? /^arn:[^:]*:(?:iam|sts)::(\d{12}):/.exec(name)?.[1]

/** Old policies name a service by an account of its own, which is not known here. */
const serviceOfAccount = (name: string, notOf: ReadonlySet<string> | undefined): Ternary =>
  notOf === undefined || notOf.has(accountOfPrincipal(name) ?? '') ? 'no' : 'unknown'

/** A service has one name in each policy; what a pattern, or another form of its name, takes in is not documented. */
const serviceIs = (name: string, own: string): Ternary => {
  if (name === own) return 'yes'
  return name.includes('*') || name.includes(own.split('.')[0] ?? own) ? 'unknown' : 'no'
}

const nameMatches = (
  effect: 'Allow' | 'Deny',
  kind: string,
  name: string,
  requester: Requester,
): Ternary => {
  // `*` stands for everyone; that an Allow takes in services is not documented, that a Deny does is
  if (kind === 'AWS' && name === '*')
    return requester.kind === 'Service' && effect === 'Allow' ? 'unknown' : 'yes'
  if (kind === 'AWS' && requester.kind === 'Service') return serviceOfAccount(name, requester.notOf)
  if (kind === 'CanonicalUser') return requester.kind === 'Federated' ? 'no' : 'unknown'
  if (kind !== requester.kind) return 'no'
  if (requester.kind === 'Service') return serviceIs(name, requester.name)
  if (requester.kind === 'Federated') return sure(name === '*' || name === requester.name)
  if (wholeAccount(name) !== undefined) return sure(wholeAccount(name) === requester.account)
  if (name === requester.arn) return 'yes'
  // a deleted principal is left behind as its id; a session and its role are each other's principals in part
  if (!name.startsWith('arn:')) return 'unknown'
  return accountOfPrincipal(name) === requester.account && name.includes(':sts:') ? 'unknown' : 'no'
}

/** Whether a requester is among the principals of a statement. */
export const principalMatches = (
  effect: 'Allow' | 'Deny',
  principals: Principals,
  requester: Requester,
): Ternary =>
  some(
    Object.entries(principals).flatMap(([kind, names]) =>
      names.map((name) => nameMatches(effect, kind, name, requester)),
    ),
  )
