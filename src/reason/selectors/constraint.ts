import type { Constraint, Ternary } from '../../model/scope.ts'
import type { Operator } from '../../model/selector.ts'
import { fold } from './letter-case.ts'

export const positiveOperators = ['Equals', 'StartsWith', 'EndsWith'] as const satisfies Operator[]
export const negativeOperators = [
  'NotEquals',
  'NotStartsWith',
  'NotEndsWith',
] as const satisfies Operator[]

export const hasPositive = (c: Constraint): boolean =>
  positiveOperators.some((operator) => c[operator] !== undefined)

export const hasNegative = (c: Constraint): boolean =>
  negativeOperators.some((operator) => (c[operator]?.length ?? 0) > 0)

const hits = (
  text: string,
  equals: readonly string[] | undefined,
  starts: readonly string[] | undefined,
  ends: readonly string[] | undefined,
): boolean =>
  (equals?.includes(text) ?? false) ||
  (starts?.some((v) => text.startsWith(v)) ?? false) ||
  (ends?.some((v) => text.endsWith(v)) ?? false)

const positiveHit = (c: Constraint, text: string): boolean =>
  hits(text, c.Equals, c.StartsWith, c.EndsWith)

const negativeHit = (c: Constraint, text: string): boolean =>
  hits(text, c.NotEquals, c.NotStartsWith, c.NotEndsWith)

/** Whether a text is in a set of our own making: as written, to the letter. */
export const contains = (c: Constraint, text: string): boolean =>
  (!hasPositive(c) || positiveHit(c, text)) && !negativeHit(c, text)

const folded = (c: Constraint): Constraint =>
  Object.fromEntries(Object.entries(c).map(([operator, values]) => [operator, values.map(fold)]))

/** Whether a selector accepts a text: unknown where it depends on case (facts/aws.md 3.3, 11.2). */
export const selects = (c: Constraint, text: string): Ternary => {
  if (contains(c, text)) {
    if (!hasNegative(c)) return 'yes'
    return negativeHit(folded(c), fold(text)) ? 'unknown' : 'yes'
  }
  if (negativeHit(c, text)) return 'no'
  return positiveHit(folded(c), fold(text)) ? 'unknown' : 'no'
}
