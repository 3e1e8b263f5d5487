import type { Ternary } from '../../model/scope.ts'
import { every, some } from '../../model/ternary.ts'
import { globMatches } from './glob.ts'
import { conditionHolds, type RequestContext } from './policy-condition.ts'

export const CLOUDTRAIL = 'cloudtrail.amazonaws.com'

/** What CloudTrail asks of S3. */
export interface DeliveryRequest {
  readonly action: string
  /** Whether a pattern of resources takes in all, none or some of those that it asks for. */
  readonly resource: (pattern: string) => Ternary
  readonly context: RequestContext
  /** Accounts that are not CloudTrail's own. */
  readonly accounts: readonly string[]
}

type Statement = Readonly<Record<string, unknown>>

const turned: Readonly<Record<Ternary, Ternary>> = { yes: 'no', no: 'yes', unknown: 'unknown' }

const KNOWN = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
])

/** Texts of a member that is one or a list; `undefined` where it is anything else. */
const textsOf = (value: unknown): readonly string[] | undefined => {
  const list = Array.isArray(value) ? value : [value]
  return list.every((v) => typeof v === 'string') ? list : undefined
}

const anyOf = (value: unknown, test: (text: string) => Ternary): Ternary => {
  const texts = textsOf(value)
  return texts === undefined ? 'unknown' : some(texts.map(test))
}

/** Of the two members that exclude one another one must be there. */
const either = (
  statement: Statement,
  name: 'Action' | 'Resource' | 'Principal',
  test: (value: unknown) => Ternary,
): Ternary => {
  const [is, not] = [statement[name], statement[`Not${name}`]]
  if ((is === undefined) === (not === undefined)) return 'unknown'
  return is === undefined ? turned[test(not)] : test(is)
}

/**
 * Whether CloudTrail is named. Everybody (`*`) takes in services where a statement denies; that one which allows does
 * so is not documented. Accounts of CloudTrail's own, which old policies name, are not known here.
 */
const principalIs =
  (effect: unknown, accounts: readonly string[]) =>
  (value: unknown): Ternary => {
    if (value === '*') return effect === 'Deny' ? 'yes' : 'unknown'
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'unknown'
    return some(
      Object.entries(value).map(([kind, names]) => {
        if (kind === 'Federated') return 'no'
        return anyOf(names, (name) => {
          if (kind === 'Service') return serviceIs(name)
          const account = /^(?:arn:[^:]*:[^:]*::)?(\d{12})(?::|$)/.exec(name)?.[1]
          return kind === 'AWS' && account !== undefined && accounts.includes(account)
            ? 'no'
            : 'unknown'
        })
      }),
    )
  }

const serviceIs = (name: string): Ternary => {
  if (name === CLOUDTRAIL) return 'yes'
  return name.includes('*') || name.includes('cloudtrail') ? 'unknown' : 'no'
}

/** Whether a statement speaks of a request, whatever it then says. */
export const speaksOf = (statement: Statement, request: DeliveryRequest): Ternary => {
  if (Object.keys(statement).some((name) => !KNOWN.has(name))) return 'unknown'
  const action = (pattern: string): Ternary =>
    globMatches(pattern.toLowerCase(), request.action.toLowerCase()) ? 'yes' : 'no'
  const resource = (pattern: string): Ternary =>
    pattern.includes('${') ? 'unknown' : request.resource(pattern)
  const principal = either(statement, 'Principal', principalIs(statement.Effect, request.accounts))
  return every([
    either(statement, 'Action', (value) => anyOf(value, action)),
    either(statement, 'Resource', (value) => anyOf(value, resource)),
    // Who is excepted by NotPrincipal is not told by its own name alone (an account counts as well as its users).
    statement.NotPrincipal !== undefined && principal === 'no' ? 'unknown' : principal,
    ...conditionHolds(statement.Condition, request.context),
  ])
}
