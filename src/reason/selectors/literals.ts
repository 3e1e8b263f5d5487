import type { Constraint } from '../../model/scope.ts'
import type { Operator } from '../../model/selector.ts'
import { hasPositive, negativeOperators, positiveOperators } from './constraint.ts'
import { fold } from './letter-case.ts'
import { addMarks, type Marks, NO_MARKS, reverse } from './marks.ts'

/**
 * How a constraint is read: `exact` for a set of our own making; `must` and `may` for a selector, where positive or
 * negative operators are stretched over case (R2).
 */
export type TestReading = 'exact' | 'must' | 'may'

/** A constraint with the bit that stands for it. */
export interface Test {
  readonly bit: bigint
  readonly constraint: Constraint
  readonly reading: TestReading
}

type Marked = Map<string, Marks>
interface Kind {
  readonly plain: Marked
  readonly folded: Marked
}

/** Every literal of a field's tests, with what it does to them. Suffixes are reversed. */
export interface Literals {
  readonly exacts: Kind
  readonly prefixes: Kind
  readonly suffixes: Kind
  /** Tests without a positive operator: they accept whatever they do not reject. */
  readonly open: bigint
}

const kind = (): Kind => ({ plain: new Map(), folded: new Map() })

const mark = (map: Marked, text: string, marks: Marks): void => {
  const old = map.get(text)
  map.set(text, old === undefined ? marks : addMarks(old, marks))
}

const stretched = (reading: TestReading, positive: boolean): boolean =>
  reading === (positive ? 'may' : 'must')

export const literalsOf = (tests: readonly Test[]): Literals => {
  const out = { exacts: kind(), prefixes: kind(), suffixes: kind() }
  let open = 0n
  const collect = (test: Test, operator: Operator, positive: boolean): void => {
    const suffix = operator.endsWith('EndsWith')
    const { plain, folded } = suffix
      ? out.suffixes
      : operator.endsWith('StartsWith')
        ? out.prefixes
        : out.exacts
    const marks = positive ? { accept: test.bit, reject: 0n } : { accept: 0n, reject: test.bit }
    for (const value of test.constraint[operator] ?? []) {
      const text = suffix ? reverse(value) : value
      if (stretched(test.reading, positive)) {
        mark(folded, fold(text), marks)
        mark(plain, text, NO_MARKS)
      } else mark(plain, text, marks)
    }
  }
  for (const test of tests) {
    if (!hasPositive(test.constraint)) open |= test.bit
    for (const operator of positiveOperators) collect(test, operator, true)
    for (const operator of negativeOperators) collect(test, operator, false)
  }
  return { ...out, open }
}
