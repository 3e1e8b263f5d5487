import { type Column, eventColumns, sightingColumns } from '../../model/lake.ts'
import { deniedMessagePattern, deniedPattern } from './denied.ts'

const typeOf = {
  text: 'VARCHAR',
  json: 'VARCHAR',
  boolean: 'BOOLEAN',
  timestamp: 'TIMESTAMP',
  'text[]': 'VARCHAR[]',
  integer: 'INTEGER',
  bigint: 'BIGINT',
} as const

/** Columns of `objects`: a SourceObject (model/manifest.ts) in snake case. */
export const objectColumns = [
  { name: 'id', type: 'integer' },
  { name: 'source', type: 'text' },
  { name: 'uri', type: 'text' },
  { name: 'bucket', type: 'text' },
  { name: 'prefix', type: 'text' },
  { name: 'organization', type: 'text' },
  { name: 'account', type: 'text' },
  { name: 'region', type: 'text' },
  { name: 'named', type: 'timestamp' },
  { name: 'kind', type: 'text' },
  { name: 'format', type: 'text' },
  { name: 'outcome', type: 'text' },
  { name: 'reason', type: 'text' },
  { name: 'bytes', type: 'bigint' },
  { name: 'sha256', type: 'text' },
  { name: 'records', type: 'integer' },
  { name: 'first_event', type: 'timestamp' },
  { name: 'last_event', type: 'timestamp' },
  { name: 'trailing_bytes', type: 'bigint' },
  { name: 'claims_log', type: 'boolean' },
] as const satisfies readonly Column[]

/** The three tables of a lake, by the names that the views are made over. */
export const lakeTables = {
  event_rows: eventColumns,
  sighting_rows: sightingColumns,
  object_rows: objectColumns,
} as const satisfies Record<string, readonly Column[]>
export type LakeTable = keyof typeof lakeTables

/** `name TYPE, name TYPE, ...` */
export const columnList = (columns: readonly Column[]): string =>
  columns.map((c) => `${c.name} ${typeOf[c.type]}`).join(', ')

/** An empty table with a lake's columns. */
export const emptyTable = (table: LakeTable): string =>
  `CREATE TABLE ${table} (${columnList(lakeTables[table])})`

const resourceList = (column: string, member: string): string =>
  `CASE WHEN ${column} IS NULL AND resources LIKE '[%'
     THEN list_transform(json_extract(resources, '$[*]'), lambda r: ${member}) ELSE ${column} END`

/**
 * What a resource says of itself where `resources` kept the whole array, so that `resource_arns` and
 * its sisters are filled for every record (some samples spell `arn`, facts/aws.md 1.5).
 */
const resourceLists = `
    ${resourceList('resource_types', "r->>'$.type'")} AS resource_types,
    ${resourceList('resource_arns', "coalesce(r->>'$.ARN', r->>'$.arn')")} AS resource_arns,
    ${resourceList('resource_arn_prefixes', "r->>'$.ARNPrefix'")} AS resource_arn_prefixes,
    ${resourceList('resource_accounts', "r->>'$.accountId'")} AS resource_accounts`

const bucketOfArn = "'^arn:[^:]*:s3:::([^/*]+)'"

/** The view `events`, or another of that kind, over physical rows: see `derivedColumns` in model/lake.ts. */
export const eventsView = (view: string, rows: string): string => `
CREATE VIEW ${view} AS
WITH listed AS (
  SELECT * REPLACE (${resourceLists}) FROM ${rows}
)
SELECT
  *,
  coalesce(recipient_account_id, key_account_id, identity_account_id) AS account,
  coalesce(event_category, CASE WHEN management_event = false THEN 'Data' ELSE 'Management' END)
    AS category,
  coalesce(
    bucket_name,
    regexp_extract(
      list_filter(
        list_concat(resource_arns, resource_arn_prefixes),
        lambda arn: regexp_matches(arn, ${bucketOfArn})
      )[1],
      ${bucketOfArn},
      1
    )
  ) AS bucket,
  CASE
    WHEN regexp_matches(error_code, '${deniedPattern}')
      OR regexp_matches(error_message, '${deniedMessagePattern}') THEN 'denied'
    WHEN error_code <> '' OR error_message <> '' THEN 'failed'
    ELSE 'success'
  END AS outcome,
  strftime(event_time, '%Y-%m-%d') AS day
FROM listed`

/** The views that every reader of a lake sees, over the three tables. */
export const lakeViews: readonly string[] = [
  eventsView('events', 'event_rows'),
  // The first sighting of an event is in its own row; the others are a table of their own.
  `CREATE VIEW sightings AS
   SELECT ${sightingColumns.map((c) => c.name)} FROM event_rows
   UNION ALL SELECT ${sightingColumns.map((c) => c.name)} FROM sighting_rows`,
  // Every sighting but the first of its event: what was delivered more than once.
  `CREATE VIEW further_sightings AS
   SELECT ${sightingColumns.map((c) => c.name)} FROM sighting_rows`,
  'CREATE VIEW objects AS SELECT * FROM object_rows',
]
