import type { Box, Constraint, Filter, Scope } from '../../../model/scope.ts'
import { lower } from '../filter/case.ts'
import { plainBeginning } from '../filter/decode.ts'
import { literal } from '../filter/pattern.ts'

const is = (column: string, constraint: Constraint, missing: 'unknown' | 'no'): Filter => ({
  column,
  is: constraint,
  missing,
})

/** The call did what it was asked to (R10). */
export const succeeded: Filter = is('outcome', { Equals: ['success'] }, 'no')

/** Every denial code (R10). */
export const denied: Filter = is('outcome', { Equals: ['denied'] }, 'no')

/** Failed for another reason than a denial, as far as its code tells. */
export const failed: Filter = is('outcome', { Equals: ['failed'] }, 'no')

export const didNotSucceed: Filter = is('outcome', { NotEquals: ['success'] }, 'no')

/** All of the filters that are there; `undefined` when none is. */
export const both = (...filters: readonly (Filter | undefined)[]): Filter | undefined => {
  const given = filters.filter((f) => f !== undefined)
  return given.length > 1 ? { all: given } : given[0]
}

/** A scope whose boxes also have to pass a filter. */
export const narrowed = (scope: Scope, filter: Filter | undefined): Scope => ({
  boxes: scope.boxes.map((box): Box => {
    const all = both(box.filter, filter)
    return all === undefined ? box : { ...box, filter: all }
  }),
})

/** Where a call says what it is about. */
const said = [
  { column: 'request_parameters', missing: 'unknown' },
  { column: 'response_elements', missing: 'no' },
] as const

/** The text of a resource id as a value, somewhere in what was asked or answered. */
export const mentions = (text: string): Filter => ({
  any: said.map((where) => ({ ...where, contains: JSON.stringify(text) })),
})

/** An ARN that ends with an id, in what was asked or answered, or among the resources. */
export const mentionsArnOf = (id: string): Filter => ({
  any: [
    ...said.flatMap((where) =>
      ['/', ':'].map((before) => ({
        ...where,
        contains: `${before}${JSON.stringify(id).slice(1)}`,
      })),
    ),
    { column: 'resource_arns', pattern: `[:/]${literal(id)}$`, missing: 'no' },
  ],
})

/** A thing by its id: alone, or at the end of an ARN. */
export const names = (id: string): Filter => ({ any: [mentions(id), mentionsArnOf(id)] })

/** A word somewhere in what was asked or answered, or among the resources, in whatever case. */
export const holdsWord = (word: string): Filter => {
  const inWord = 'a-z0-9_.-'
  const pattern = `(^|[^${inWord}])${literal(lower(word))}($|[^${inWord}])`
  return {
    any: [...said, { column: 'resource_arns', missing: 'no' } as const].map((where) => ({
      ...where,
      pattern,
      ignoreCase: true,
    })),
  }
}

/** What passes may be meant, and nothing says so for sure (R7). */
export const perhaps = (filter: Filter): Filter => ({ all: [filter, { constant: 'unknown' }] })

/** The key of an object begins so; in another spelling of either it may (R7). */
export const keyBegins = (prefix: string): Filter => {
  const key = { column: 'object_key', missing: 'unknown' } as const
  return {
    any: [
      { ...key, is: { StartsWith: [prefix] } },
      perhaps({ ...key, decoded: 'plain', is: { StartsWith: [plainBeginning(prefix)] } }),
    ],
  }
}
