import type { Constraint } from '../../model/scope.ts'

/** How a masked or placeholder access key id looks: it names nobody (R12). */
export const MASKED_KEYS = {
  Equals: [''],
  StartsWith: ['*', '<', 'HIDDEN', 'REDACTED'],
  EndsWith: ['EXAMPLE', '****', 'XXXX', '...'],
} as const satisfies Constraint

/** Whether an access key id was masked, so that it is the key of nobody in particular (R12). */
export const isMaskedKey = (key: string): boolean =>
  MASKED_KEYS.Equals.some((v) => key === v) ||
  MASKED_KEYS.StartsWith.some((v) => key.startsWith(v)) ||
  MASKED_KEYS.EndsWith.some((v) => key.endsWith(v))
