import type { Ternary } from '../../../model/scope.ts'

/** Kleene's connectives: unknown is "cannot be decided", as NULL is in SQL. */
export const allOf = (values: readonly Ternary[]): Ternary =>
  values.includes('no') ? 'no' : values.includes('unknown') ? 'unknown' : 'yes'

export const anyOf = (values: readonly Ternary[]): Ternary =>
  values.includes('yes') ? 'yes' : values.includes('unknown') ? 'unknown' : 'no'

export const not = (value: Ternary): Ternary =>
  value === 'unknown' ? 'unknown' : value === 'yes' ? 'no' : 'yes'

export const decided = (value: boolean): Ternary => (value ? 'yes' : 'no')
