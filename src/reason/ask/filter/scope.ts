import { join, oneOf, type Sql, sql } from '../../../engine/sql.ts'
import type { EventRow } from '../../../model/lake.ts'
import type { Box, BoxFields, Constraint, Scope, Ternary } from '../../../model/scope.ts'
import { every, some } from '../../../model/ternary.ts'
import { textAt, textSql } from './column.ts'
import { passes, passesSql, type Shared } from './condition.ts'
import { accepts, acceptsMissing, acceptsSql } from './constraint.ts'
import { CATEGORIES, columnOf, plainFields } from './fields.ts'
import { resourceAccepted, resourceAcceptedSql } from './resource.ts'

const isKnownCategory = (name: string): boolean => CATEGORIES.includes(name)

/** The record's own category wins; one that says neither is Management, and may be Data (R4, facts/aws.md 1.2). */
const categoryAccepted = (c: Constraint, row: EventRow): Ternary => {
  const own =
    row.event_category ??
    (row.management_event === null ? null : row.management_event === true ? 'Management' : 'Data')
  if (typeof own === 'string') return isKnownCategory(own) ? accepts(c, own) : acceptsMissing(c)
  if (accepts(c, 'Management') === 'yes') return 'yes'
  return accepts(c, 'Data') === 'yes' ? 'unknown' : 'no'
}

const CATEGORY = sql`coalesce(event_category,
  CASE WHEN management_event THEN 'Management' WHEN NOT management_event THEN 'Data' END)`

const KNOWN_CATEGORY = sql`(CASE WHEN ${oneOf(CATEGORY, CATEGORIES)} THEN ${CATEGORY} END)`

const categorySql = (c: Constraint): Sql => {
  const without =
    accepts(c, 'Management') === 'yes'
      ? sql`true`
      : accepts(c, 'Data') === 'yes'
        ? sql`NULL`
        : sql`false`
  return sql`(CASE WHEN event_category IS NULL AND management_event IS NULL THEN ${without} ELSE ${acceptsSql(c, KNOWN_CATEGORY)} END)`
}

const layersOf = (box: Box): readonly BoxFields[] => [box.fields, ...(box.also ?? [])]

const namesResource = (layers: readonly BoxFields[]): boolean =>
  layers.some((f) => f['resources.type'] !== undefined || f['resources.ARN'] !== undefined)

const inFields = (fields: BoxFields, row: EventRow): Ternary[] => {
  const plain = plainFields.flatMap((field) => {
    const c = fields[field]
    if (c === undefined) return []
    const text = textAt(row, { column: columnOf[field] })
    return [text === undefined ? acceptsMissing(c) : accepts(c, text)]
  })
  const category = fields.eventCategory
  return [...plain, ...(category === undefined ? [] : [categoryAccepted(category, row)])]
}

const inBox = (box: Box, row: EventRow): Ternary => {
  const layers = layersOf(box)
  return every([
    ...layers.flatMap((fields) => inFields(fields, row)),
    ...(namesResource(layers) ? [resourceAccepted(layers, row)] : []),
    ...(box.filter === undefined ? [] : [passes(box.filter, row)]),
  ])
}

/** Whether an event of the lake lies in a scope: yes, no, or not decidable from what it says (R1, R7). */
export const evaluate = (scope: Scope, row: EventRow): Ternary =>
  some(scope.boxes.map((box) => inBox(box, row)))

const fieldsSql = (fields: BoxFields): Sql[] => {
  const plain = plainFields.flatMap((field) => {
    const c = fields[field]
    return c === undefined ? [] : [acceptsSql(c, textSql({ column: columnOf[field] }))]
  })
  const category = fields.eventCategory
  return [...plain, ...(category === undefined ? [] : [categorySql(category)])]
}

const boxSql = (box: Box, shared: Shared | undefined): Sql => {
  const layers = layersOf(box)
  const parts = [
    ...layers.flatMap(fieldsSql),
    ...(namesResource(layers) ? [resourceAcceptedSql(layers)] : []),
    ...(box.filter === undefined ? [] : [passesSql(box.filter, shared)]),
  ]
  return parts.length === 0 ? sql`true` : sql`(${join(parts, ' AND ')})`
}

/** `evaluate` as one SQL expression over the view `events`: true, false, or NULL for unknown. */
export const scopeSql = (scope: Scope, shared?: Shared): Sql => {
  const boxes = scope.boxes.map((box) => boxSql(box, shared))
  return boxes.length === 0 ? sql`false` : sql`(${join(boxes, ' OR ')})`
}

/** The events of a scope, and those that may be in it because something is missing (R6, R7). */
export const compile = (scope: Scope): { readonly matches: Sql; readonly candidates: Sql } => {
  const inScope = scopeSql(scope)
  return { matches: sql`(${inScope} IS TRUE)`, candidates: sql`(${inScope} IS NULL)` }
}
