import { join, type Sql, sql } from '../../../engine/sql.ts'
import type { ScopeField } from '../../../model/scope.ts'
import type { Selectors } from '../../../model/selector.ts'
import { classOf, classParts, prefixClassOf } from './class-sql.ts'
import { type Literals, literalsOf } from './literals.ts'

/** What keeps two resources, and the parts of one, apart, and stands for a part that is not there: no ARN holds them. */
export const MARKS = { resources: '\u001e', parts: '\u001f', absent: '\u0002' } as const

/** So many resources are looked at one by one: inside a list DuckDB compiles each expression anew for every 2,048 rows. */
const APART = 3

const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i + 1)

/** Selectors name no resources of management events. */
const HAS_NONE = sql`e.category = 'Management' OR e.resource_types IS NULL`

const oneResource = (type: Sql, arn: Sql, prefix: Sql, literals: Literals): Sql => sql`concat(
  coalesce(${type}, chr(2)), chr(31),
  coalesce(${classOf(arn, literals)}, chr(2)), chr(31),
  coalesce(${prefixClassOf(prefix, literals)}, chr(2)))`

const nthResource = (n: number, literals: Literals): Sql =>
  oneResource(
    sql`e.resource_types[${n}]`,
    sql`e.resource_arns[${n}]`,
    sql`e.resource_arn_prefixes[${n}]`,
    literals,
  )

const manyResources = (literals: Literals): Sql => sql`
  array_to_string(
    list_transform(
      list_zip(e.resource_types, e.resource_arns, e.resource_arn_prefixes),
      lambda r: ${oneResource(sql`r[1]`, sql`r[2]`, sql`r[3]`, literals)}
    ), chr(30))`

/**
 * What tells two lists of resources apart: their types, and the classes of the ARNs of each. Hashes of hashes: a list
 * that a CASE hands on is copied.
 */
const partsOf = (literals: Literals): readonly Sql[] => {
  const few = upTo(APART).map((n) => {
    const parts = [
      ...classParts(sql`e.resource_arns[${n}]`, literals),
      prefixClassOf(sql`e.resource_arn_prefixes[${n}]`, literals),
    ]
    return sql`CASE WHEN len(e.resource_types) BETWEEN ${n} AND ${APART} THEN hash(${join(parts, ', ')}) END`
  })
  const many = sql`CASE WHEN len(e.resource_types) > ${APART} THEN ${manyResources(literals)} END`
  return [
    sql`CASE WHEN NOT (${HAS_NONE})
      THEN hash(len(e.resource_types), e.resource_types, ${join([...few, many], ', ')}) END`,
  ]
}

/**
 * The resources of an event: the list of their types, and where selectors name ARNs one text with type, ARN and prefix of
 * each; and what is equal where they are.
 */
export const resourcesSql = (
  selectors: readonly Selectors[],
  named: ReadonlySet<ScopeField>,
): { readonly from: Sql; readonly by: readonly Sql[] } => {
  if (!named.has('resources.ARN')) {
    const from = sql`CASE WHEN e.category <> 'Management' THEN e.resource_types END`
    return {
      from,
      by: [sql`CASE WHEN NOT (${HAS_NONE}) THEN hash(len(e.resource_types), e.resource_types) END`],
    }
  }
  const literals = literalsOf(selectors, 'resources.ARN')
  const few = upTo(APART).map(
    (n) =>
      sql`WHEN len(e.resource_types) = ${n} THEN concat(${join(
        upTo(n).map((i) => nthResource(i, literals)),
        ', chr(30), ',
      )})`,
  )
  const from = sql`
  CASE
    WHEN ${HAS_NONE} THEN NULL
    WHEN len(e.resource_types) = 0 THEN ''
    ${join(few, ' ')}
    ELSE ${manyResources(literals)}
  END`
  return { from, by: partsOf(literals) }
}
