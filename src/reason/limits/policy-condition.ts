import type { Ternary } from '../../model/scope.ts'
import { globMatches } from './glob.ts'

/** What a request says of itself, by condition keys in lower case: the values that it may have; none where it lacks the key. */
export type RequestContext = ReadonlyMap<string, readonly string[]>

type Compare = (pattern: string, value: string) => boolean | undefined

const equals: Compare = (pattern, value) => pattern === value
const ignoringCase: Compare = (pattern, value) => pattern.toLowerCase() === value.toLowerCase()

const PARTS = 6

const partsOf = (arn: string): readonly string[] => {
  const parts = arn.split(':')
  return parts.length < PARTS
    ? []
    : [...parts.slice(0, PARTS - 1), parts.slice(PARTS - 1).join(':')]
}

/** Each part of an ARN is matched by itself: a star does not reach over a colon. */
const arns: Compare = (pattern, value) => {
  const [wanted, own] = [partsOf(pattern), partsOf(value)]
  if (wanted.length === 0 || own.length === 0) return undefined
  return wanted.every((part, i) => globMatches(part, own[i] ?? ''))
}

const comparisons: Readonly<Record<string, { readonly compare: Compare; readonly not: boolean }>> =
  {
    StringEquals: { compare: equals, not: false },
    StringNotEquals: { compare: equals, not: true },
    StringEqualsIgnoreCase: { compare: ignoringCase, not: false },
    StringNotEqualsIgnoreCase: { compare: ignoringCase, not: true },
    StringLike: { compare: globMatches, not: false },
    StringNotLike: { compare: globMatches, not: true },
    ArnEquals: { compare: arns, not: false },
    ArnNotEquals: { compare: arns, not: true },
    ArnLike: { compare: arns, not: false },
    ArnNotLike: { compare: arns, not: true },
    Bool: { compare: ignoringCase, not: false },
  }

const textsOf = (value: unknown): readonly string[] | undefined => {
  const list = Array.isArray(value) ? value : [value]
  const texts = list.map((v) =>
    typeof v === 'string' || typeof v === 'boolean' ? String(v) : undefined,
  )
  const known = texts.filter((t) => t !== undefined)
  // ${...} stands for something of the request that is not known here.
  return known.length === texts.length && !known.some((t) => t.includes('${')) ? known : undefined
}

/** The one answer for all values that a request may have; unknown where they differ. */
const agreed = (answers: readonly (boolean | undefined)[]): Ternary => {
  if (answers.every((a) => a === true)) return 'yes'
  return answers.every((a) => a === false) ? 'no' : 'unknown'
}

const holds = (operator: string, key: string, value: unknown, context: RequestContext): Ternary => {
  const own = context.get(key.toLowerCase())
  const wanted = textsOf(value)
  if (own === undefined || wanted === undefined) return 'unknown'
  if (operator === 'Null') return agreed(wanted.map((w) => (w === 'true') === (own.length === 0)))
  const ifExists = operator.endsWith('IfExists')
  const comparison = comparisons[ifExists ? operator.slice(0, -'IfExists'.length) : operator]
  if (comparison === undefined) return 'unknown'
  const { compare, not } = comparison
  // A key that the request lacks meets what is said with IfExists, and what is denied.
  if (own.length === 0) return ifExists || not ? 'yes' : 'no'
  return agreed(
    own.map((v) => {
      const met = wanted.map((w) => compare(w, v))
      if (met.includes(true)) return !not
      return met.includes(undefined) ? undefined : not
    }),
  )
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether the conditions of a statement hold: all operators and keys must, one of a key's values is enough. */
export const conditionHolds = (condition: unknown, context: RequestContext): Ternary[] => {
  if (condition === undefined) return []
  if (!isObject(condition)) return ['unknown']
  return Object.entries(condition).flatMap(([operator, keys]) =>
    isObject(keys)
      ? Object.entries(keys).map(([key, value]) => holds(operator, key, value, context))
      : ['unknown' as const],
  )
}
