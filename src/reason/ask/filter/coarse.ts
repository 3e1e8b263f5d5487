import { identifier, join, oneOf, type Sql, sql } from '../../../engine/sql.ts'
import type { Box, BoxFields, Constraint, Filter, Scope } from '../../../model/scope.ts'
import type { Coarse } from '../../identity/alternatives.ts'
import { columnType } from './column.ts'
import { passesSql } from './condition.ts'
import { acceptsSql } from './constraint.ts'
import { CATEGORIES, columnOf, plainFields } from './fields.ts'
import { surelyTellingSql } from './resource.ts'
import { maySpellSql } from './spelling.ts'

/**
 * Conditions that no event of a scope fails, over columns that are cheap to read: no JSON, no lists taken apart, no
 * regular expressions. They come first, so that the rest is worked out for few events.
 */

const TRUE = sql`true`
const isTrue = (s: Sql): boolean => s === TRUE

/** What is said twice is worked out twice by an engine: for each of ten million keys. */
const eachOnce = (parts: readonly Sql[]): Sql[] => [
  ...new Map(parts.map((p) => [JSON.stringify(p), p])).values(),
]

const connected = (parts: readonly Sql[], word: ' AND ' | ' OR ', empty: Sql): Sql => {
  const [first = empty, ...others] = eachOnce(parts)
  return others.length === 0 ? first : sql`(${join([first, ...others], word)})`
}

const all = (parts: readonly Sql[]): Sql =>
  connected(
    parts.filter((p) => !isTrue(p)),
    ' AND ',
    TRUE,
  )

const any = (parts: readonly Sql[]): Sql =>
  parts.some(isTrue) ? TRUE : connected(parts, ' OR ', sql`false`)

const orMissing = (column: Sql, condition: Sql): Sql => sql`(${column} IS NULL OR ${condition})`

type Is = Extract<Filter, { is: Constraint }>
type OfSessions = Extract<Filter, { sessions: unknown }>

/**
 * A key that is masked is as good as missing; every mask that reason/identity knows is among these. Where a text lies
 * in the alphabet is told by its first bytes, which an engine has at hand.
 */
const MASKED = sql`(access_key_id IS NULL OR access_key_id < 'A' OR access_key_id >= 'B'
  OR length(access_key_id) < 20 OR ends_with(access_key_id, 'EXAMPLE') OR ends_with(access_key_id, 'XXXX')
  OR contains(access_key_id, '*') OR contains(access_key_id, '.'))`

/** The texts of a constraint that accepts these and no others. */
export const onlyEquals = (c: Constraint): readonly string[] | undefined =>
  c.Equals !== undefined && Object.keys(c).length === 1 ? c.Equals : undefined

/** The derived column `outcome` is a regular expression over the error code: no error means success. */
const outcome = ({ is }: Is): Sql =>
  onlyEquals(is)?.includes('success') === false || is.NotEquals?.includes('success') === true
    ? sql`(error_code IS NOT NULL OR error_message IS NOT NULL)`
    : TRUE

const CHEAP = new Set([
  'account',
  'event_source',
  'event_type',
  'event_name',
  'identity_account_id',
  'identity_arn',
  'identity_type',
  'invoked_by',
  'issuer_arn',
  'principal_id',
  'session_credential_from_console',
  'source_ip_address',
])

const folded = (f: Is): Sql => {
  const text = sql`lower(${identifier(f.column)})`
  const fold = (values: readonly string[] | undefined, make: (v: string) => Sql) =>
    (values ?? []).map(make)
  const { Equals, StartsWith, EndsWith } = f.is
  if ([Equals, StartsWith, EndsWith].every((list) => list === undefined)) return TRUE
  return any([
    ...fold(Equals, (v) => sql`${text} = lower(${v})`),
    ...fold(StartsWith, (v) => sql`starts_with(${text}, lower(${v}))`),
    ...fold(EndsWith, (v) => sql`ends_with(${text}, lower(${v}))`),
  ])
}

/** The column that a condition about another is read from. */
const readFrom: Readonly<Record<string, string>> = { bucket: 'bucket_name', outcome: 'error_code' }

/** Whether conditions on a column are wanted: on every one, or on `only` that. */
const isWanted = (column: string, only: string | undefined): boolean =>
  only === undefined || only === (readFrom[column] ?? column)

const leaf = (f: Is, only: string | undefined): Sql => {
  if (f.path !== undefined || !isWanted(f.column, only)) return TRUE
  if (f.column === 'outcome') return outcome(f)
  const column = identifier(f.column)
  const met = f.ignoreCase === true ? folded(f) : acceptsSql(f.is, column)
  if (f.column === 'bucket')
    return f.ignoreCase === true
      ? TRUE
      : orMissing(sql`bucket_name`, acceptsSql(f.is, sql`bucket_name`))
  if (f.column === 'access_key_id' && f.ignoreCase !== true)
    return f.missing === 'no' ? met : sql`(${met} OR ${MASKED})`
  if (f.column === 'session_created_at') return f.missing === 'no' ? passesSql(f) : TRUE
  if (!CHEAP.has(f.column) || columnType(f.column) !== 'text' || isTrue(met)) return TRUE
  return f.missing === 'no' ? met : orMissing(column, met)
}

/** Filters of cheap columns that are never unknown: what they say can be turned round. */
const isPlain = (filter: Filter): boolean => {
  if ('all' in filter) return filter.all.every(isPlain)
  if ('any' in filter) return filter.any.every(isPlain)
  return 'is' in filter && filter.missing === 'no' && isCheap(filter)
}

const isCheap = (f: Extract<Filter, { column: string }>): boolean =>
  (!('path' in f) || f.path === undefined) && CHEAP.has(f.column) && columnType(f.column) === 'text'

/** What a row must at least be for a filter not to be false; what it must be in one column alone where one is named. */
const coarse = (filter: Filter, only: string | undefined): Sql => {
  if ('all' in filter) return all(filter.all.map((f) => coarse(f, only)))
  if ('any' in filter) return any(filter.any.map((f) => coarse(f, only)))
  if ('not' in filter)
    return only === undefined && isPlain(filter.not) ? sql`(NOT ${passesSql(filter.not)})` : TRUE
  if ('constant' in filter) return filter.constant === 'no' ? sql`false` : TRUE
  if ('is' in filter) return leaf(filter, only)
  if ('sessions' in filter) return ofSessions(filter, only)
  if ('present' in filter && isCheap(filter) && isWanted(filter.column, only))
    return passesSql(filter)
  return TRUE
}

const ofSessions = (f: OfSessions, only: string | undefined): Sql =>
  isWanted('principal_id', only)
    ? all([
        oneOf(sql`principal_id`, [...new Set(f.sessions.map((s) => s.principalId))]),
        ...(only === undefined ? [passesSql(f)] : []),
      ])
    : TRUE

/** `coarse` of every column, with that of the key before, which an engine tests while it reads the keys. */
export const coarseFilter: Coarse = (filter) =>
  all([coarse(filter, 'access_key_id'), coarse(filter, undefined)])

/** S3 objects under these prefixes: some ARN among the resources holds one of them, unless the record hides it. */
const coarseResource = (fields: BoxFields): Sql => {
  const prefixes = fields['resources.ARN']?.StartsWith
  const source = onlyEquals(fields.eventSource ?? {})
  if (prefixes === undefined || Object.keys(fields['resources.ARN'] ?? {}).length > 1) return TRUE
  if (source?.join() !== 's3.amazonaws.com') return TRUE
  const named = sql`array_to_string(resource_arns, ' ')`
  return any([
    ...prefixes.map((p) => maySpellSql(named, p)),
    sql`array_to_string(resource_arn_prefixes, '') <> ''`,
    sql`NOT coalesce(list_contains(resource_types, 'AWS::S3::Object'), false)`,
    sql`list_contains(resource_types, NULL)`,
    sql`len(resource_arns) > len(list_filter(resource_arns, lambda x: ${surelyTellingSql(sql`x`)}))`,
  ])
}

const coarseFields = (fields: BoxFields, only: string | undefined): Sql[] =>
  plainFields.flatMap((field) => {
    const c = fields[field]
    if (c === undefined || !isWanted(columnOf[field], only)) return []
    const column = identifier(columnOf[field])
    const text =
      columnType(columnOf[field]) === 'boolean' ? sql`CAST(${column} AS VARCHAR)` : column
    return [orMissing(column, acceptsSql(c, text))]
  })

const coarseCategory = ({ eventCategory: c }: BoxFields): Sql =>
  c === undefined
    ? TRUE
    : sql`(event_category IS NULL OR ${acceptsSql(c, sql`event_category`)} OR NOT ${oneOf(sql`event_category`, CATEGORIES)})`

const coarseBox = (box: Box, only?: string): Sql =>
  all([
    ...(only === undefined ? [coarseCategory(box.fields), coarseResource(box.fields)] : []),
    ...coarseFields(box.fields, only),
    ...(box.filter === undefined ? [] : [coarse(box.filter, only)]),
  ])

const anyBox = (boxes: readonly Box[], only?: string): Sql =>
  any(boxes.map((box) => coarseBox(box, only)))

/** Columns by which questions narrow. An engine tests a condition on one column while it reads that column. */
const NARROWING = ['access_key_id', 'event_name', 'event_source', 'bucket_name', 'account']

/** A filter with another, of which it is known that it is not false, left out. */
const without = (filter: Filter, met: Filter): Filter => {
  if (filter === met) return { constant: 'yes' }
  if ('all' in filter) return { all: filter.all.map((f) => without(f, met)) }
  return 'any' in filter ? { any: filter.any.map((f) => without(f, met)) } : filter
}

/** A condition for WHERE that every event passes which is, or may be, in one of the scopes; `met` by all of them. */
export const coarseSql = (scopes: readonly Scope[], met?: Filter): Sql => {
  const boxes = scopes
    .flatMap((s) => s.boxes)
    .map((box) =>
      met === undefined || box.filter === undefined
        ? box
        : { ...box, filter: without(box.filter, met) },
    )
  const alone = NARROWING.map((column) => anyBox(boxes, column))
  return all([...alone, anyBox(boxes)])
}

/** Whether the scopes are narrowed by access keys, so that few rows are near. */
export const isOfKeys = (scopes: readonly Scope[]): boolean =>
  !isTrue(
    anyBox(
      scopes.flatMap((s) => s.boxes),
      'access_key_id',
    ),
  )
