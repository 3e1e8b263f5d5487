import { type Box, type BoxFields, type Constraint, type ScopeField, scopeFields } from './scope.ts'

const OPERATOR = {
  Equals: '=',
  StartsWith: 'begins',
  EndsWith: 'ends',
  NotEquals: 'not =',
  NotStartsWith: 'does not begin',
  NotEndsWith: 'does not end',
} as const

const some = (values: readonly string[]): string =>
  values.length === 0
    ? 'nothing'
    : values.length <= 3
      ? values.join(' | ')
      : `${values.slice(0, 3).join(' | ')} | ... ${values.length - 3} more`

/** Every text begins with nothing, so that what does not has no such field. */
const isAbsent = ({ NotStartsWith }: Constraint): boolean => NotStartsWith?.includes('') === true

const constraintText = (field: ScopeField, constraint: Constraint): string =>
  isAbsent(constraint) ? `no ${field}` : constraintTexts(field, constraint)

const constraintTexts = (field: ScopeField, constraint: Constraint): string =>
  Object.entries(OPERATOR)
    .filter(([operator]) => {
      const values = constraint[operator as keyof typeof OPERATOR]
      return values !== undefined && !(values.length === 0 && operator.startsWith('Not'))
    })
    .map(
      ([operator, sign]) =>
        `${field} ${sign} ${some(constraint[operator as keyof typeof OPERATOR] ?? [])}`,
    )
    .join(', ')

const fieldsText = (fields: BoxFields): string[] =>
  scopeFields
    .flatMap((f) => (fields[f] === undefined ? [] : [constraintText(f, fields[f])]))
    .filter((text) => text !== '')

/** Without what a list of exact values says already. */
const open = (more: BoxFields, fields: BoxFields): BoxFields =>
  Object.fromEntries(
    Object.entries(more).filter(([f]) => fields[f as ScopeField]?.Equals === undefined),
  )

/** A box in words: `eventCategory = Data, resources.ARN begins arn:aws:s3:::b/`. */
export const boxText = (box: Box): string => {
  const parts = [
    ...fieldsText(box.fields),
    ...(box.also ?? []).flatMap((more) => fieldsText(open(more, box.fields))),
  ]
  return parts.length === 0 ? 'every event' : parts.join(', ')
}
