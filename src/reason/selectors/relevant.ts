import type { Constraint, ScopeField } from '../../model/scope.ts'
import { contains, selects } from './constraint.ts'
import type { Reader, Term } from './terms.ts'

/** Lists of values that are short enough to try each. */
const FEW = 50

const allows = ({ constraint, reading }: Reader, value: string): boolean => {
  if (reading === 'exact') return contains(constraint, value)
  const answer = selects(constraint, value)
  return reading === 'must' ? answer === 'yes' : answer !== 'no'
}

/** The values of a constraint that lists them; `undefined` for any other. */
const listed = (constraint: Constraint | undefined): readonly string[] | undefined =>
  constraint?.Equals !== undefined &&
  constraint.Equals.length <= FEW &&
  Object.keys(constraint).length === 1
    ? constraint.Equals
    : undefined

/** The terms that can meet the scope, as far as its lists of values tell: the others need no classes. */
export const relevantTo = (scope: Term, terms: readonly Term[]): readonly Term[] => {
  const lists = (Object.keys(scope) as ScopeField[]).flatMap((field) => {
    const values = listed(scope[field]?.[0]?.constraint)
    return values === undefined ? [] : [{ field, values }]
  })
  return terms.filter((term) =>
    lists.every(({ field, values }) =>
      values.some((value) => term[field]?.every((reader) => allows(reader, value)) ?? true),
    ),
  )
}
