import { shapeOf } from '../../../model/catalogue/resource-shape.ts'
import type { Box, BoxFields, Constraint, ScopeField } from '../../../model/scope.ts'
import { operators } from '../../../model/selector.ts'
import { fold } from '../../selectors/letter-case.ts'
import { normalise } from '../../selectors/normalise.ts'
import type { Recording } from '../../selectors/types.ts'

/** Names that AWS gives, and spells in one way only: no event has one of them in another spelling. */
const NAMES: readonly ScopeField[] = ['eventName', 'eventSource', 'eventType']

/** The ARN of a bucket up to its keys, which AWS writes in lower case only. */
const BUCKET = /^arn:[a-z-]+:s3:::[a-z0-9.-]+\/$/

/** The texts that recordings compare each field with. */
export type Literals = ReadonlyMap<ScopeField, ReadonlySet<string>>

export const literalsOf = (recordings: readonly Recording[]): Literals => {
  const clauses = recordings.flatMap(({ selectors }) => {
    const { must, may } = normalise(selectors)
    return [...must, ...may]
  })
  const fields: readonly ScopeField[] = [...NAMES, 'resources.ARN']
  return new Map(
    fields.map((field) => {
      const constraints = clauses.flatMap((clause) => clause[field] ?? [])
      return [field, new Set(constraints.flatMap((c) => operators.flatMap((o) => c[o] ?? [])))]
    }),
  )
}

/** The values of a constraint that lists them by one operator and says no more. */
const only = (constraint: Constraint | undefined, operator: keyof Constraint) => {
  const [key, ...others] = Object.keys(constraint ?? {})
  return key === operator && others.length === 0 ? constraint?.[operator] : undefined
}

const isMisspelt = (value: string, literals: Iterable<string>): boolean => {
  const alike = [...literals].filter((literal) => fold(literal) === fold(value))
  return alike.length > 0 && !alike.includes(value)
}

const hasMisspeltName = (fields: BoxFields, literals: Literals): boolean =>
  NAMES.some((field) => {
    const values = only(fields[field], 'Equals')
    return values?.every((value) => isMisspelt(value, literals.get(field) ?? [])) ?? false
  })

const hasMisspeltBucket = (fields: BoxFields, literals: Literals): boolean => {
  const buckets = [...(literals.get('resources.ARN') ?? [])].filter((text) => BUCKET.test(text))
  const { StartsWith } = fields['resources.ARN'] ?? {}
  const isPlain =
    fields['resources.ARN']?.Equals === undefined && fields['resources.ARN']?.EndsWith === undefined
  return isPlain && (StartsWith?.every((value) => isMisspelt(value, buckets)) ?? false)
}

/** Events without an ARN of their type, by names of which every event has one. */
const lacksSureArn = (fields: BoxFields): boolean => {
  const absent = only(fields['resources.ARN'], 'NotStartsWith')
  const types = only(fields['resources.type'], 'Equals')
  if (absent?.[0] !== '' || types === undefined) return false
  const names = only(fields.eventName, 'Equals')
  return types.every((type) => {
    const { arn } = shapeOf(type)
    return arn === 'all' || (names?.every((name) => arn.includes(name)) ?? false)
  })
}

/**
 * Whether AWS records no event of a box: the algebra leaves open what is not documented for texts of any kind (letter
 * case, a missing ARN), and these texts AWS writes itself.
 */
export const isUnreal = (box: Box, literals: Literals): boolean =>
  [box.fields, ...(box.also ?? [])].some(
    (fields) =>
      hasMisspeltName(fields, literals) ||
      hasMisspeltBucket(fields, literals) ||
      lacksSureArn(fields),
  )
