import type { Box, Constraint, Filter, Scope } from '../../../model/scope.ts'

const is = (column: string, constraint: Constraint, missing: 'unknown' | 'no'): Filter => ({
  column,
  is: constraint,
  missing,
})

/** The call did what it was asked to (R10). */
export const succeeded: Filter = is('outcome', { Equals: ['success'] }, 'no')

/** Every denial code (R10). */
export const denied: Filter = is('outcome', { Equals: ['denied'] }, 'no')

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

/** The text of a resource id somewhere in what was asked or answered, or among the resources. */
export const mentions = (text: string): Filter => {
  const inJson = JSON.stringify(text)
  return {
    any: [
      { column: 'request_parameters', contains: inJson, missing: 'unknown' },
      { column: 'response_elements', contains: inJson, missing: 'no' },
    ],
  }
}
