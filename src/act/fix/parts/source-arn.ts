import { statementOf } from '../../../model/policy.ts'
import type { RawStatement } from './statements.ts'

const CLOUDTRAIL = 'cloudtrail.amazonaws.com'

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const lets = (statement: RawStatement): 'cloudtrail' | 'others-too' | 'no' => {
  const { effect, principals, actions } = statementOf(statement)
  const services = principals?.Service ?? []
  const touches = (actions ?? []).some((a) => /^(\*|s3:(\*|put.*|getbucketacl|get.*))$/i.test(a))
  if (effect !== 'Allow' || !services.includes(CLOUDTRAIL) || !touches) return 'no'
  const all = Object.values(principals ?? {}).flat()
  return all.length === 1 ? 'cloudtrail' : 'others-too'
}

const isConfined = (statement: RawStatement): boolean =>
  statementOf(statement).conditions.some(
    (c) => c.operator === 'stringequals' && c.key === 'aws:sourcearn',
  )

const confined = (statement: RawStatement, arns: readonly string[]): RawStatement => {
  const condition = isObject(statement.Condition) ? statement.Condition : {}
  const operator =
    Object.keys(condition).find((name) => name.toLowerCase() === 'stringequals') ?? 'StringEquals'
  const equals = isObject(condition[operator]) ? condition[operator] : {}
  return {
    ...statement,
    Condition: {
      ...condition,
      [operator]: { ...equals, 'aws:SourceArn': arns.length === 1 ? arns[0] : arns },
    },
  }
}

/**
 * The statements with each that lets CloudTrail in confined to the trails named: one more condition, none taken away.
 * Undefined where a statement lets others in as well, for whom the condition would mean something else.
 */
export const confinedTo = (
  statements: readonly RawStatement[],
  arns: readonly string[],
): readonly RawStatement[] | undefined =>
  statements.some((s) => lets(s) === 'others-too' && !isConfined(s))
    ? undefined
    : statements.map((s) => (lets(s) === 'cloudtrail' && !isConfined(s) ? confined(s, arns) : s))
