import type { Box, Filter, Scope } from '../../model/scope.ts'
import { both, boxOf, clauseOf } from './clause.ts'
import { simplify } from './simplify.ts'

const allFilters = (a: Box, b: Box): Filter | undefined => {
  const filters = [a.filter, b.filter].filter((f) => f !== undefined)
  return filters.length < 2 ? filters[0] : { all: filters }
}

/** Boxes of the events that lie in both; filters of both hold. None when there can be no such event. */
export const intersectBoxes = (a: Box, b: Box): readonly Box[] => {
  const filter = allFilters(a, b)
  return simplify(both(clauseOf(a), clauseOf(b)))
    .map(boxOf)
    .map((box) => (filter === undefined ? box : { ...box, filter }))
}

/** The events that lie in both scopes. */
export const intersect = (a: Scope, b: Scope): Scope => ({
  boxes: a.boxes.flatMap((x) => b.boxes.flatMap((y) => intersectBoxes(x, y))),
})

/** Whether no event can lie in the box. Exact, but that filters count as possible (R3) and fields as independent (R4). */
const isEmptyBox = (box: Box): boolean => simplify(clauseOf(box)).length === 0

export const isEmpty = (scope: Scope): boolean => scope.boxes.every(isEmptyBox)
