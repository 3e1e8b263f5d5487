import type { Ternary } from './scope.ts'

/** Kleene's connectives: yes when all are, no when one is. Unknown is "cannot be decided", as NULL is in SQL. */
export const every = (values: Iterable<Ternary>): Ternary => {
  let result: Ternary = 'yes'
  for (const value of values) {
    if (value === 'no') return 'no'
    if (value === 'unknown') result = 'unknown'
  }
  return result
}

/** yes when one is, no when none may be. */
export const some = (values: Iterable<Ternary>): Ternary => {
  let result: Ternary = 'no'
  for (const value of values) {
    if (value === 'yes') return 'yes'
    if (value === 'unknown') result = 'unknown'
  }
  return result
}

export const not = (value: Ternary): Ternary =>
  value === 'unknown' ? 'unknown' : value === 'yes' ? 'no' : 'yes'

/** The common value, or unknown when they differ or there are none. */
export const agreed = (values: readonly Ternary[]): Ternary =>
  values.every((v) => v === values[0]) ? (values[0] ?? 'unknown') : 'unknown'

/** What is known for sure, one way or the other. */
export const sure = (value: boolean): Ternary => (value ? 'yes' : 'no')
