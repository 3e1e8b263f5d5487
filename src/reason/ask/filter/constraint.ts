import { beginsWithId, join, oneOf, type Sql, sql } from '../../../engine/sql.ts'
import type { Constraint, Ternary } from '../../../model/scope.ts'
import { every, not, some, sure } from '../../../model/ternary.ts'

type Test = (value: string) => Ternary

/** The positive operators are ORed, the negative ones must all hold, both groups are ANDed (facts/aws.md 3.3). */
const combine = (c: Constraint, equals: Test, startsWith: Test, endsWith: Test): Ternary => {
  const positive = [c.Equals, c.StartsWith, c.EndsWith].some((list) => list !== undefined)
    ? some([
        ...(c.Equals ?? []).map(equals),
        ...(c.StartsWith ?? []).map(startsWith),
        ...(c.EndsWith ?? []).map(endsWith),
      ])
    : 'yes'
  const negative = [
    ...(c.NotEquals ?? []).map(equals),
    ...(c.NotStartsWith ?? []).map(startsWith),
    ...(c.NotEndsWith ?? []).map(endsWith),
  ].map(not)
  return every([positive, ...negative])
}

/** Whether a text is accepted. */
export const accepts = (c: Constraint, text: string): Ternary =>
  combine(
    c,
    (v) => sure(text === v),
    (v) => sure(text.startsWith(v)),
    (v) => sure(text.endsWith(v)),
  )

/** Whether a text that is not there would be accepted: it depends, unless nothing or everything is. */
export const acceptsMissing = (c: Constraint): Ternary =>
  combine(
    c,
    () => 'unknown',
    () => 'unknown',
    () => 'unknown',
  )

/** Whether every text that begins with `prefix` is accepted, none is, or it depends (`ARNPrefix`, R1). */
export const acceptsPrefix = (c: Constraint, prefix: string): Ternary =>
  combine(
    c,
    (v) => (v.startsWith(prefix) ? 'unknown' : 'no'),
    (v) => (prefix.startsWith(v) ? 'yes' : v.startsWith(prefix) ? 'unknown' : 'no'),
    () => 'unknown',
  )

const FALSE = sql`false`

/** What a constraint without operators is as SQL, of a text that is not there too. */
export const EVERY_TEXT = sql`true`

const listed = (expression: Sql, values: readonly string[] | undefined): Sql[] =>
  values === undefined || values.length === 0 ? [] : [oneOf(expression, values)]

const either = (parts: readonly Sql[]): Sql =>
  parts.length === 0 ? FALSE : sql`(${join(parts, ' OR ')})`

const IS_ID = /^[^:]*:$/

const beginsWith = (text: Sql, beginnings: readonly string[] = []): Sql[] => {
  const ids = beginnings.filter((b) => IS_ID.test(b))
  const others = beginnings.filter((b) => !IS_ID.test(b))
  return [
    ...others.map((b) => sql`starts_with(${text}, ${b})`),
    ...(ids.length === 0 ? [] : [beginsWithId(text, ids)]),
  ]
}

/** A condition for each of some values, or one for several of them. */
type Tests = (values: readonly string[] | undefined) => Sql[]

const each =
  (make: (value: string) => Sql): Tests =>
  (values = []) =>
    values.map(make)

const compose = (c: Constraint, equals: Tests, startsWith: Tests, endsWith: Tests): Sql => {
  const hasPositive = [c.Equals, c.StartsWith, c.EndsWith].some((list) => list !== undefined)
  const parts = [
    ...(hasPositive
      ? [either([...equals(c.Equals), ...startsWith(c.StartsWith), ...endsWith(c.EndsWith)])]
      : []),
    ...[...equals(c.NotEquals), ...startsWith(c.NotStartsWith), ...endsWith(c.NotEndsWith)].map(
      (part) => sql`NOT ${part}`,
    ),
  ]
  return parts.length === 0 ? EVERY_TEXT : sql`(${join(parts, ' AND ')})`
}

/** `accepts` as SQL over a text expression; NULL in, NULL out where the answer depends on it. */
export const acceptsSql = (c: Constraint, text: Sql): Sql =>
  compose(
    c,
    (values) => listed(text, values),
    (values) => beginsWith(text, values),
    each((v) => sql`ends_with(${text}, ${v})`),
  )

/** `acceptsPrefix` as SQL over a text expression. */
export const acceptsPrefixSql = (c: Constraint, prefix: Sql): Sql =>
  compose(
    c,
    each((v) => sql`(CASE WHEN starts_with(${v}, ${prefix}) THEN NULL ELSE false END)`),
    each(
      (v) =>
        sql`(CASE WHEN starts_with(${prefix}, ${v}) THEN true WHEN starts_with(${v}, ${prefix}) THEN NULL ELSE false END)`,
    ),
    each(() => sql`CAST(NULL AS BOOLEAN)`),
  )
