import type { PolicyCondition } from '../../model/policy.ts'
import type { Inside } from './inside.ts'
import { readOperator } from './operators.ts'

/**
 * What a condition of an Allow means for callers from outside: none can meet it, any can, all but some, only those
 * named, or it cannot be told.
 */
export type Confinement =
  | { readonly kind: 'inside' }
  | { readonly kind: 'open' }
  | { readonly kind: 'excepting' }
  | { readonly kind: 'uncertain' }
  | { readonly kind: 'named'; readonly outsiders: readonly string[] }

const organizations = ['aws:principalorgid', 'aws:sourceorgid']
const organizationPaths = ['aws:principalorgpaths', 'aws:sourceorgpaths']
const accounts = [
  'aws:principalaccount',
  'aws:sourceaccount',
  'aws:sourceowner',
  'kms:calleraccount',
]
const arns = ['aws:principalarn', 'aws:sourcearn', 'aws:userarn']

/** Keys whose value the caller chooses, or that say nothing of who calls. */
const ofNoOne = [
  'aws:securetransport',
  'aws:currenttime',
  'aws:epochtime',
  'aws:useragent',
  'aws:referer',
  'aws:requestedregion',
  's3:prefix',
  's3:delimiter',
  's3:max-keys',
  's3:signatureversion',
  's3:signatureage',
  's3:tlsversion',
  's3:authtype',
  's3:x-amz-acl',
  's3:x-amz-server-side-encryption',
]

type Place = 'inside' | 'anywhere' | 'unknown' | { readonly outsider: string }

const accountPlace = (account: string, inside: Inside): Place =>
  inside.accounts.has(account) ? 'inside' : inside.isComplete ? { outsider: account } : 'unknown'

const organizationPlace = (id: string, inside: Inside): Place => {
  if (id === inside.organizationId) return 'inside'
  if (/[*?]/.test(id)) return 'anywhere'
  return inside.organizationId !== undefined || inside.isComplete ? { outsider: id } : 'unknown'
}

/** Where callers that have a value of a key may be. */
const placeOf = (key: string, value: string, inside: Inside): Place => {
  if (value.includes('${')) return 'unknown'
  if (organizations.includes(key)) return organizationPlace(value, inside)
  if (organizationPaths.includes(key)) return organizationPlace(value.split('/')[0] ?? '', inside)
  if (accounts.includes(key))
    return /^\d{12}$/.test(value) ? accountPlace(value, inside) : 'anywhere'
  if (value === '*') return 'anywhere'
  const account = value.split(':')[4] ?? ''
  if (/^\d{12}$/.test(account)) return accountPlace(account, inside)
  return /[*?]/.test(account) ? 'anywhere' : 'unknown'
}

export const isIdentityKey = (key: string): boolean =>
  [organizations, organizationPaths, accounts, arns].some((keys) => keys.includes(key))

/** Whom outside a Deny leaves out, as negated conditions on identity name them; `*` where it cannot be told whom. */
export const outsidersNamed = (
  conditions: readonly PolicyCondition[],
  inside: Inside,
): readonly string[] =>
  conditions
    .filter((c) => isIdentityKey(c.key) && readOperator(c.operator).operator?.isNegated === true)
    .flatMap((c) => c.values.map((value) => placeOf(c.key, value, inside)))
    .flatMap((place) =>
      place === 'inside' ? [] : [typeof place === 'object' ? place.outsider : '*'],
    )

const confineIdentity = (condition: PolicyCondition, inside: Inside): Confinement => {
  const read = readOperator(condition.operator)
  if (read.isNull) return { kind: 'excepting' }
  if (read.operator === undefined) return { kind: 'uncertain' }
  if (read.operator.isNegated)
    return { kind: condition.values.some((v) => /[*?$]/.test(v)) ? 'uncertain' : 'excepting' }
  if (read.ifExists || read.set === 'forallvalues') return { kind: 'uncertain' }
  // without wildcards in the operator a `*` is a star, which no account and no organisation has in its name
  const isLiteral = ['equals', 'equals-ignoring-case'].includes(read.operator.comparison)
  const places = condition.values
    .filter((value) => !isLiteral || !/[*?]/.test(value))
    .map((value) => placeOf(condition.key, value, inside))
  if (places.includes('anywhere')) return { kind: 'open' }
  if (places.includes('unknown')) return { kind: 'uncertain' }
  const outsiders = places.flatMap((place) => (typeof place === 'object' ? [place.outsider] : []))
  return outsiders.length === 0 ? { kind: 'inside' } : { kind: 'named', outsiders }
}

/**
 * What a condition of an Allow means for callers from outside. Networks (aws:SourceIp, aws:SourceVpce) are uncertain:
 * a policy does not say whose they are.
 */
export const confine = (condition: PolicyCondition, inside: Inside): Confinement => {
  if (isIdentityKey(condition.key)) return confineIdentity(condition, inside)
  if (ofNoOne.includes(condition.key)) return { kind: 'open' }
  const isForServices =
    condition.key === 'aws:principalisawsservice' &&
    condition.operator === 'bool' &&
    condition.values.every((value) => value.toLowerCase() === 'true')
  return { kind: isForServices ? 'inside' : 'uncertain' }
}
