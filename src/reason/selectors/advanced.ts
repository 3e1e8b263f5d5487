import { type Constraint, type ScopeField, scopeFields } from '../../model/scope.ts'
import {
  type AdvancedSelector,
  type FieldSelector,
  type Operator,
  operators,
} from '../../model/selector.ts'
import type { Clause, Reading } from './clause.ts'
import { isDocumented, operatorsOf } from './validity.ts'

const constraintOf = (selector: FieldSelector): Constraint =>
  Object.fromEntries(
    operators.flatMap((operator) => {
      const values = selector[operator]
      return values === undefined || values.length === 0 ? [] : [[operator, values]]
    }),
  )

const isField = (name: string): name is ScopeField =>
  (scopeFields as readonly string[]).includes(name)
const isPlace = (name: ScopeField): boolean => name === 'account' || name === 'region'

/** A field selector of which at least the words are known, and that is the only one of its field. */
const isUnderstood = (selector: FieldSelector, all: readonly FieldSelector[]): boolean =>
  isField(selector.Field) &&
  !isPlace(selector.Field) &&
  operatorsOf(selector).every((name) => operators.includes(name as Operator)) &&
  all.filter((other) => other.Field === selector.Field).length === 1

/**
 * What an advanced selector selects: the conjunction of its fields (facts/aws.md 3.3). One that AWS does not document
 * selects nothing for sure, and possibly all that the understood part of it allows.
 */
export const readAdvanced = (selector: AdvancedSelector): Reading => {
  const clause: Clause = Object.fromEntries(
    selector.FieldSelectors.filter((s) => isUnderstood(s, selector.FieldSelectors)).map((s) => [
      s.Field,
      [constraintOf(s)],
    ]),
  )
  return { must: isDocumented(selector) ? [clause] : [], may: [clause] }
}
