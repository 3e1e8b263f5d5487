import { join, type Sql, sql } from '../../../engine/sql.ts'
import type { ScopeField } from '../../../model/scope.ts'
import type { Selectors } from '../../../model/selector.ts'
import type { Interval } from '../../../model/time.ts'
import { type Attribution, filesSql } from '../copies/files-sql.ts'
import { BILLED_CALLER, BILLED_RESOURCE, classOf } from './class-sql.ts'
import { literalsOf, namedFields } from './literals.ts'

/** Callers of so many groups are told apart; those of the smaller groups are put together. */
export const TOLD_APART = 60_000

/** What keeps two resources, and the parts of one, apart, and stands for a part that is not there. */
export const MARKS = { resources: '\u001e', parts: '\u001f', absent: '\u0002' } as const

/** A text of a record may hold those characters too; then they are taken out of it. */
const told = (text: Sql): Sql =>
  sql`coalesce(translate(${text}, chr(30) || chr(31) || chr(2), ''), chr(2))`

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

const NO_LITERALS = { exact: [], prefixes: [], suffixes: [] }

/** Each resource as type, ARN and prefix; of an ARNPrefix only the bucket counts (facts/aws.md 3.3). */
const resourcesSql = (selectors: readonly Selectors[]): Sql => sql`
  CASE WHEN e.category <> 'Management' AND e.resource_types IS NOT NULL THEN
    array_to_string(
      list_transform(
        list_zip(e.resource_types, e.resource_arns, e.resource_arn_prefixes),
        lambda r: concat(
          ${told(sql`r[1]`)}, chr(31),
          ${told(classOf(sql`r[2]`, literalsOf(selectors, 'resources.ARN'), BILLED_RESOURCE))}, chr(31),
          ${told(sql`regexp_extract(r[3], '^[^/]*/?')`)})
      ), chr(30))
  END`

/** A caller without an ARN is a service, anybody, or an account of which the record says no more (facts/aws.md 1.3). */
const principalSql: Sql = sql`
  CASE
    WHEN e.identity_arn IS NOT NULL THEN ${classOf(sql`e.identity_arn`, NO_LITERALS, BILLED_CALLER)}
    WHEN e.identity_type = 'AWSService' THEN e.invoked_by
    WHEN e.principal_id = 'Anonymous' OR e.identity_account_id IN ('anonymous', 'ANONYMOUS_PRINCIPAL')
      THEN 'anonymous'
    WHEN e.identity_account_id IS NOT NULL THEN 'account ' || e.identity_account_id
  END`

const alias = (name: string): Sql => ({ strings: [name], values: [] })

/** What tells groups apart, with the name of each. */
const columnsFor = (selectors: readonly Selectors[]): readonly (readonly [string, Sql])[] => {
  const named = namedFields(selectors)
  const caller = literalsOf(selectors, 'userIdentity.arn')
  return [
    ['account', sql`e.account`],
    ['region', sql`e.aws_region`],
    ['category', sql`e.category`],
    ['event_source', sql`e.event_source`],
    ['event_name', sql`e.event_name`],
    ['read_only', sql`e.read_only`],
    ['resources', resourcesSql(selectors)],
    ...Object.entries(optional)
      .filter(([field]) => named.has(field as ScopeField))
      .map(([, { name, from }]) => [name, from] as const),
    ...(named.has('userIdentity.arn')
      ? [['caller', classOf(sql`e.identity_arn`, caller)] as const]
      : []),
    ['invoked_by', sql`e.invoked_by`],
    ['seen', sql`coalesce(1 << f.bit, 0) | coalesce(x.mask, 0)`],
    [
      'again',
      sql`CASE WHEN x.copies IS NULL THEN 0
        ELSE CASE WHEN f.is_first THEN 1 ELSE 0 END + x.copies
          - bit_count(coalesce(1 << f.bit, 0) | x.mask) END`,
    ],
  ]
}

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
  const columns = columnsFor(selectors)
  const names = join(
    columns.map(([name]) => alias(name)),
    ', ',
  )
  const selected = join(
    columns.map(([name, from]) => sql`${from} AS ${alias(name)}`),
    ', ',
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
      SELECT ${selected}, ${principalSql} AS principal, count(*) AS events, sum(e.record_length) AS bytes
      FROM events e
      LEFT JOIN files f ON f.id = e.object_id
      LEFT JOIN further x ON x.event = hash(e.event_id, e.recipient_account_id)
      WHERE e.event_time >= make_timestamp(${window.from}) AND e.event_time < make_timestamp(${window.to})
        AND e.category IN ('Management', 'Data', 'NetworkActivity')
      GROUP BY ALL
    ),
    ranked AS (
      SELECT *, row_number() OVER (ORDER BY events DESC, ${names}, principal) AS place FROM grouped
    )
    SELECT
      ${names},
      CASE WHEN place <= ${TOLD_APART} THEN principal END AS principal,
      sum(events) AS events,
      sum(bytes) AS bytes
    FROM ranked
    GROUP BY ALL
    ORDER BY ${names}, principal`
}
