import type { ScopeField } from '../../model/scope.ts'
import {
  type AdvancedSelector,
  type FieldSelector,
  type Operator,
  operators,
} from '../../model/selector.ts'

type Allowed = { readonly [F in ScopeField]?: readonly Operator[] }
const EQUALS = ['Equals'] as const

/**
 * The fields and operators that AWS documents for each category (facts/aws.md 3.3), those of event data stores
 * included. What an answer says beyond it has no documented meaning.
 */
const allowedIn = {
  Management: {
    eventCategory: EQUALS,
    readOnly: EQUALS,
    eventSource: operators,
    eventName: operators,
    eventType: operators,
    'userIdentity.arn': operators,
    sessionCredentialFromConsole: ['Equals', 'NotEquals'],
  },
  Data: {
    eventCategory: EQUALS,
    'resources.type': EQUALS,
    readOnly: EQUALS,
    eventName: operators,
    'resources.ARN': operators,
    eventSource: operators,
    eventType: operators,
    'userIdentity.arn': operators,
    sessionCredentialFromConsole: ['Equals', 'NotEquals'],
  },
  NetworkActivity: {
    eventCategory: EQUALS,
    eventSource: EQUALS,
    eventName: operators,
    errorCode: EQUALS,
    vpcEndpointId: operators,
    'userIdentity.arn': operators,
  },
} as const satisfies Record<string, Allowed>

/** Fields of which a selector of the category must name exactly one value. */
const singular = {
  Management: [],
  Data: ['resources.type'],
  NetworkActivity: ['eventSource'],
} as const satisfies Record<keyof typeof allowedIn, readonly ScopeField[]>

const BOOLEANS = ['true', 'false']

export const operatorsOf = (selector: FieldSelector): readonly string[] =>
  Object.keys(selector).filter((key) => key !== 'Field')

const isAllowed = (selector: FieldSelector, allowed: Allowed): boolean => {
  const here = Object.hasOwn(allowed, selector.Field)
    ? allowed[selector.Field as ScopeField]
    : undefined
  const used = operatorsOf(selector)
  const values = operators.flatMap((operator) => selector[operator] ?? [])
  if (here === undefined || values.length === 0) return false
  if (selector.Field === 'readOnly' && !values.every((v) => BOOLEANS.includes(v))) return false
  return used.every(
    (name) =>
      here.some((operator) => operator === name) && selector[name as Operator]?.length !== 0,
  )
}

/** Whether AWS documents what the selector means: one known category, its fields, once each, its operators. */
export const isDocumented = ({ FieldSelectors }: AdvancedSelector): boolean => {
  const of = (field: string) => FieldSelectors.filter((s) => s.Field === field)
  const [category, ...others] = of('eventCategory').flatMap((s) => s.Equals ?? [])
  if (category === undefined || others.length > 0 || !Object.hasOwn(allowedIn, category))
    return false
  const name = category as keyof typeof allowedIn
  const names = FieldSelectors.map((s) => s.Field)
  return (
    new Set(names).size === names.length &&
    singular[name].every((field) => of(field)[0]?.Equals?.length === 1) &&
    FieldSelectors.every((selector) => isAllowed(selector, allowedIn[name]))
  )
}
