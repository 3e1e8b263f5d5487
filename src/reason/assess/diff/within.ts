import type { AdvancedSelector, FieldSelector } from '../../../model/selector.ts'
import { isDocumented } from '../../selectors/validity.ts'

const positive = ['Equals', 'StartsWith', 'EndsWith'] as const
const negative = ['NotEquals', 'NotStartsWith', 'NotEndsWith'] as const

const takesText = (wide: FieldSelector, text: string): boolean =>
  (wide.Equals ?? []).includes(text) ||
  (wide.StartsWith ?? []).some((p) => text.startsWith(p)) ||
  (wide.EndsWith ?? []).some((s) => text.endsWith(s))

const isNarrower = (own: FieldSelector, wide: FieldSelector): boolean => {
  const excludes = negative.every((op) =>
    (wide[op] ?? []).every((value) => own[op]?.includes(value) === true),
  )
  if (!excludes) return false
  if (!positive.some((op) => wide[op] !== undefined)) return true
  return (
    positive.some((op) => own[op] !== undefined) &&
    (own.Equals ?? []).every((text) => takesText(wide, text)) &&
    (own.StartsWith ?? []).every((p) => (wide.StartsWith ?? []).some((w) => p.startsWith(w))) &&
    (own.EndsWith ?? []).every((s) => (wide.EndsWith ?? []).some((w) => s.endsWith(w)))
  )
}

/**
 * Whether one selector selects nothing that another does not, however AWS compares: whatever text it takes for a
 * field, the wider one takes what the narrower takes. For events whose match is not documented (facts/aws.md 3.3).
 */
export const isWithin = (own: AdvancedSelector, wide: AdvancedSelector): boolean =>
  isDocumented(own) &&
  isDocumented(wide) &&
  wide.FieldSelectors.every((w) =>
    own.FieldSelectors.some((o) => o.Field === w.Field && isNarrower(o, w)),
  )
