import { type Statement, statementsOf } from '../../model/policy.ts'
import type { Ternary } from '../../model/scope.ts'
import { every, not, some, sure } from '../../model/ternary.ts'
import { conditionHolds } from './condition.ts'
import { glob, globBelow } from './glob.ts'
import { principalMatches } from './principal.ts'
import type { Request } from './request.ts'
import { resolveVariables } from './variables.ts'

/** A policy document as a snapshot keeps it. */
export type PolicyDocument = Readonly<Record<string, unknown>>

const parsed = new WeakMap<PolicyDocument, readonly Statement[]>()

/** The statements of a document, read once for each document. */
export const statementsOnce = (document: PolicyDocument): readonly Statement[] => {
  const known = parsed.get(document)
  if (known !== undefined) return known
  const statements = statementsOf(document)
  parsed.set(document, statements)
  return statements
}

/** Names of actions are compared without case; `*` and `?` are wildcards. */
export const actionMatches = (pattern: string, action: string): boolean =>
  glob(pattern.toLowerCase(), action.toLowerCase())

const namesAction = (statement: Statement, action: string): Ternary => {
  if (statement.actions !== undefined)
    return sure(statement.actions.some((pattern) => actionMatches(pattern, action)))
  if (statement.notActions !== undefined)
    return sure(!statement.notActions.some((pattern) => actionMatches(pattern, action)))
  return 'no'
}

const resourceIn = (patterns: readonly string[], { resource, context }: Request): Ternary =>
  some(
    patterns.map((pattern) => {
      const resolved = resolveVariables(pattern, context)
      if (resolved === undefined) return 'unknown'
      return typeof resource === 'string'
        ? sure(glob(resolved, resource))
        : globBelow(resolved, resource.below)
    }),
  )

/** A trust policy has no resources: the role is the resource. */
const namesResource = (statement: Statement, request: Request): Ternary => {
  if (statement.resources !== undefined) return resourceIn(statement.resources, request)
  if (statement.notResources !== undefined) return not(resourceIn(statement.notResources, request))
  return 'yes'
}

/**
 * An identity policy has no principals: it speaks of the one it is attached to. Whom NotPrincipal excepts is not told
 * by its own name alone, since a role counts as its account as well: an exception is never sure.
 */
const namesRequester = (statement: Statement, request: Request): Ternary => {
  if (statement.principals !== undefined)
    return principalMatches(statement.effect, statement.principals, request.requester)
  if (statement.notPrincipals === undefined) return 'yes'
  const isExcepted = principalMatches('Deny', statement.notPrincipals, request.requester)
  return isExcepted === 'no' ? 'yes' : 'unknown'
}

/** Whether a statement speaks of a request, whatever its effect. */
export const matchStatement = (statement: Statement, request: Request): Ternary => {
  const action = namesAction(statement, request.action)
  if (action === 'no') return 'no'
  const place = every([namesResource(statement, request), namesRequester(statement, request)])
  if (place === 'no') return 'no'
  return every([place, ...statement.conditions.map((c) => conditionHolds(c, request))])
}

/**
 * Whether statements taken together allow a request: a Deny that matches wins, and something must allow it
 * (IAM user guide, policy evaluation logic). Unknown as soon as what decides it is not known.
 */
export const allows = (statements: readonly Statement[], request: Request): Ternary => {
  const matching = (effect: Statement['effect']): Ternary =>
    some(statements.filter((s) => s.effect === effect).map((s) => matchStatement(s, request)))
  return every([not(matching('Deny')), matching('Allow')])
}
