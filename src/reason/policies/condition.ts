import type { PolicyCondition } from '../../model/policy.ts'
import type { Ternary } from '../../model/scope.ts'
import { agreed, every, not, some, sure } from '../../model/ternary.ts'
import { compare } from './compare.ts'
import { type Operator, type ReadOperator, readOperator } from './operators.ts'
import { type ContextValue, isPartlyKnown, type Request } from './request.ts'
import { resolveVariables } from './variables.ts'

const equalsAny = (
  had: string,
  condition: PolicyCondition,
  op: Operator,
  request: Request,
): Ternary =>
  some(
    condition.values.map((value) => {
      const resolved = resolveVariables(value, request.context)
      return resolved === undefined ? 'unknown' : compare(had, resolved, op.comparison)
    }),
  )

const positive = (
  value: ContextValue,
  condition: PolicyCondition,
  read: ReadOperator,
  op: Operator,
  request: Request,
): Ternary => {
  if (isPartlyKnown(value)) {
    const is = some(
      condition.values.map((v) => {
        const resolved = resolveVariables(v, request.context)
        return resolved === undefined ? 'unknown' : value.resembles(resolved, op.comparison)
      }),
    )
    return op.isNegated ? not(is) : is
  }
  const each = value.map((had) => {
    const is = equalsAny(had, condition, op, request)
    return op.isNegated ? not(is) : is
  })
  if (read.set === 'forallvalues') return every(each)
  if (read.set === 'foranyvalue') return some(each)
  return value.length > 1 ? 'unknown' : (each[0] ?? 'unknown')
}

/** What an operator says where the key is not in the request (IAM user guide, condition operators). */
const absent = (read: ReadOperator, op: Operator): Ternary => {
  if (read.set === 'foranyvalue') return 'no'
  return sure(read.set === 'forallvalues' || read.ifExists || op.isNegated)
}

const nullSays = (condition: PolicyCondition, value: ContextValue): Ternary => {
  if (isPartlyKnown(value) && value.isThere === 'unknown') return 'unknown'
  const isAbsent = !isPartlyKnown(value) && value.length === 0
  return some(condition.values.map((v) => sure((v.toLowerCase() === 'true') === isAbsent)))
}

/** Keys with one value at the most: what a set operator makes of them AWS advises against finding out. */
const singleValued: ReadonlySet<string> = new Set([
  'aws:sourcearn',
  'aws:sourceaccount',
  'aws:securetransport',
  'aws:principalisawsservice',
  'aws:principalservicename',
  's3:x-amz-acl',
])

/** Whether one condition of a statement holds for a request. */
export const conditionHolds = (condition: PolicyCondition, request: Request): Ternary => {
  const value = request.context[condition.key]
  const read = readOperator(condition.operator)
  if (value === undefined) return 'unknown'
  if (read.isNull) return nullSays(condition, value)
  if (read.operator === undefined) return 'unknown'
  if (read.set !== undefined && singleValued.has(condition.key)) return 'unknown'
  if (!isPartlyKnown(value) && value.length === 0) return absent(read, read.operator)
  const present = positive(value, condition, read, read.operator, request)
  return isPartlyKnown(value) && value.isThere === 'unknown'
    ? agreed([present, absent(read, read.operator)])
    : present
}
