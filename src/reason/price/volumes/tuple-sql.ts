import { join, type Sql, sql } from '../../../engine/sql.ts'
import type { ScopeField } from '../../../model/scope.ts'
import type { Selectors } from '../../../model/selector.ts'
import type { Interval } from '../../../model/time.ts'
import { type Attribution, filesSql } from '../copies/files-sql.ts'
import { BILLED_CALLER, BILLED_RESOURCE, classOf, prefixClassOf } from './class-sql.ts'
import { type Literals, literalsOf, namedFields } from './literals.ts'

/** The details of so many groups, the largest, are told; of the others only what decides whether they are recorded. */
export const TOLD_APART = 20_000

/** What keeps two resources, and the parts of one, apart, and stands for a part that is not there: no ARN holds them. */
export const MARKS = { resources: '\u001e', parts: '\u001f', absent: '\u0002' } as const

/** Columns that only some selectors name: left out, they would tell groups apart for nothing. */
const optional = {
  eventType: { name: 'event_type', from: sql`e.event_type` },
  sessionCredentialFromConsole: {
    name: 'console',
    from: sql`e.session_credential_from_console`,
  },
  errorCode: { name: 'error_code', from: sql`e.error_code` },
  vpcEndpointId: { name: 'vpc_endpoint_id', from: sql`e.vpc_endpoint_id` },
} as const satisfies { readonly [F in ScopeField]?: { name: string; from: Sql } }

/** So many resources are looked at one by one: inside a list DuckDB compiles each expression anew for every 2,048 rows. */
const APART = 3

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

/**
 * The resources of an event: the list of their types, and where selectors name ARNs one text with type, ARN and prefix of
 * each. Management selectors name none.
 */
const resourcesSql = (selectors: readonly Selectors[], named: ReadonlySet<ScopeField>): Sql => {
  if (!named.has('resources.ARN'))
    return sql`CASE WHEN e.category <> 'Management' THEN e.resource_types END`
  const literals = literalsOf(selectors, 'resources.ARN')
  const few = Array.from({ length: APART }, (_, i) => i + 1).map(
    (n) =>
      sql`WHEN len(e.resource_types) = ${n} THEN concat(${join(
        Array.from({ length: n }, (_, i) => nthResource(i + 1, literals)),
        ', chr(30), ',
      )})`,
  )
  return sql`
  CASE
    WHEN e.category = 'Management' OR e.resource_types IS NULL THEN NULL
    WHEN len(e.resource_types) = 0 THEN ''
    ${join(few, ' ')}
    ELSE array_to_string(
      list_transform(
        list_zip(e.resource_types, e.resource_arns, e.resource_arn_prefixes),
        lambda r: ${oneResource(sql`r[1]`, sql`r[2]`, sql`r[3]`, literals)}
      ), chr(30))
  END`
}

/** The bucket as the request names it, where that is a name (R5); otherwise by the ARN of the first resource. */
const resourceSql: Sql = sql`
  CASE
    WHEN e.category <> 'Data' THEN NULL
    WHEN e.event_source = 's3.amazonaws.com'
      AND NOT contains(e.bucket_name, ':') AND NOT suffix(e.bucket_name, '-s3alias')
      THEN e.bucket_name
    ELSE regexp_extract(coalesce(e.resource_arns[1], e.resource_arn_prefixes[1]), ${BILLED_RESOURCE})
  END`

/** A caller without an ARN is a service, anybody, or an account of which the record says no more (facts/aws.md 1.3). */
const principalSql: Sql = sql`
  CASE
    WHEN e.issuer_arn IS NOT NULL THEN e.issuer_arn
    WHEN e.identity_arn IS NOT NULL THEN regexp_extract(e.identity_arn, ${BILLED_CALLER})
    WHEN e.identity_type = 'AWSService' THEN e.invoked_by
    WHEN e.principal_id = 'Anonymous' OR e.identity_account_id IN ('anonymous', 'ANONYMOUS_PRINCIPAL')
      THEN 'anonymous'
    WHEN e.identity_account_id IS NOT NULL THEN 'account ' || e.identity_account_id
  END`

type Column = readonly [name: string, from: Sql]

/** What decides who records an event and who has done so. */
const decisive = (selectors: readonly Selectors[], named: ReadonlySet<ScopeField>): Column[] => [
  ['account', sql`e.account`],
  ['region', sql`e.aws_region`],
  ['category', sql`e.category`],
  ['event_source', sql`e.event_source`],
  ['read_only', sql`e.read_only`],
  ['resources', resourcesSql(selectors, named)],
  ...Object.entries(optional)
    .filter(([field]) => named.has(field as ScopeField))
    .map(([, { name, from }]): Column => [name, from]),
  ...(named.has('userIdentity.arn')
    ? [['caller', classOf(sql`e.identity_arn`, literalsOf(selectors, 'userIdentity.arn'))] as const]
    : []),
  [
    'recursive',
    sql`coalesce(
      e.invoked_by = 'cloudtrail.amazonaws.com' AND e.event_name IN ('PutObject', 'PutLogEvents'), false)`,
  ],
  ['seen', sql`coalesce(1 << f.bit, 0) | coalesce(x.mask, 0)`],
  [
    'again',
    sql`CASE WHEN x.copies IS NULL THEN 0
      ELSE CASE WHEN f.is_first THEN 1 ELSE 0 END + x.copies
        - bit_count(coalesce(1 << f.bit, 0) | x.mask) END`,
  ],
]

/** What is told of the largest groups beside that: who did what to what. */
const telling: readonly Column[] = [
  ['event_name', sql`e.event_name`],
  ['resource', resourceSql],
  ['principal', principalSql],
  ['invoked_by', sql`e.invoked_by`],
]

const alias = (name: string): Sql => ({ strings: [name], values: [] })
const named = (columns: readonly Column[]): Sql =>
  join(
    columns.map(([name]) => alias(name)),
    ', ',
  )
const selected = (columns: readonly Column[]): Sql =>
  join(
    columns.map(([name, from]) => sql`${from} AS ${alias(name)}`),
    ', ',
  )

/**
 * One look at every event of a window: groups of events that no selector with these literals can tell apart, by whom and
 * what they are billed to and by the places that they were seen in. Events are joined with their further sightings by a
 * hash of their key (two of ten million share one with a chance of 1 in 400,000).
 */
export const tuplesSql = (
  selectors: readonly Selectors[],
  window: Interval,
  attributions: readonly Attribution[],
): Sql => {
  const fields = namedFields(selectors)
  const isName = ([name]: Column): boolean => name === 'event_name'
  const byName = fields.has('eventName')
  const deciding = [...decisive(selectors, fields), ...(byName ? telling.filter(isName) : [])]
  const details = byName ? telling.filter((column) => !isName(column)) : telling
  const shown = details.map(
    ([name]): Column => [name, sql`CASE WHEN place <= ${TOLD_APART} THEN ${alias(name)} END`],
  )
  return sql`
    WITH ${filesSql(window, attributions)},
    further AS (
      SELECT
        hash(s.event_id, s.recipient_account_id) AS event,
        bit_or(1 << f.bit) AS mask,
        count(*) AS copies
      FROM further_sightings s JOIN files f ON f.id = s.object_id AND f.is_first
      WHERE s.event_id IS NOT NULL
      GROUP BY event
    ),
    grouped AS (
      SELECT
        ${selected(deciding)}, ${selected(details)},
        count(*) AS events, sum(e.record_length) AS bytes
      FROM events e
      LEFT JOIN files f ON f.id = e.object_id
      LEFT JOIN further x ON x.event = hash(e.event_id, e.recipient_account_id)
      WHERE e.event_time >= make_timestamp(${window.from}) AND e.event_time < make_timestamp(${window.to})
        AND e.category IN ('Management', 'Data', 'NetworkActivity')
      GROUP BY ALL
    ),
    ranked AS (
      SELECT *, row_number() OVER (ORDER BY events DESC, hash(${named(deciding)}, ${named(details)})) AS place
      FROM grouped
    )
    SELECT
      ${named(deciding)}, ${selected(shown)}, sum(events) AS events, sum(bytes) AS bytes
    FROM ranked
    GROUP BY ALL
    ORDER BY ${named(deciding)}, ${named(details)}`
}
