import type { Ternary } from '../../model/scope.ts'

/** Kleene's connectives over lists: a policy is decided only as far as everything that decides it is known. */
export const every = (values: readonly Ternary[]): Ternary =>
  values.includes('no') ? 'no' : values.includes('unknown') ? 'unknown' : 'yes'

export const some = (values: readonly Ternary[]): Ternary =>
  values.includes('yes') ? 'yes' : values.includes('unknown') ? 'unknown' : 'no'

export const not = (value: Ternary): Ternary =>
  value === 'unknown' ? 'unknown' : value === 'yes' ? 'no' : 'yes'

export const sure = (value: boolean): Ternary => (value ? 'yes' : 'no')
