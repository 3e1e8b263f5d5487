import type { PolicyDocument } from '../map/policy-document.ts'
import { tamperingActions } from './actions.ts'

const patterns = new Map<string, RegExp>()

/** `*` and `?` of a policy, in any case. */
const patternOf = (action: string): RegExp => {
  const made = patterns.get(action)
  if (made !== undefined) return made
  const escaped = action.toLowerCase().replace(/[.+^${}()|[\]\\]/g, '\\$&')
  const pattern = new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`)
  patterns.set(action, pattern)
  return pattern
}

const listOf = (value: unknown): readonly string[] =>
  value === undefined || value === null ? [] : [value].flat().map(String)

const matches = (patternsOf: readonly string[], action: string): boolean =>
  patternsOf.some((pattern) => patternOf(pattern).test(action))

/**
 * Whether a statement speaks of a call that changes what is recorded, kept or noticed. One that names no action at all
 * is kept, since it cannot be judged.
 */
export const concernsAuditLog = (statement: PolicyDocument): boolean => {
  const { Action, NotAction } = statement
  if (NotAction !== undefined) {
    const excepted = listOf(NotAction)
    return tamperingActions.some((action) => !matches(excepted, action))
  }
  if (Action === undefined) return true
  const named = listOf(Action)
  return tamperingActions.some((action) => matches(named, action))
}
