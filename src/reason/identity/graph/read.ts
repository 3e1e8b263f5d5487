import { ALL, NAME, namedWhere } from '../../../engine/few-rows.ts'
import { join, oneOf, type Query, type Row, type Sql, sql } from '../../../engine/sql.ts'
import { issuingNames } from '../../../model/catalogue/issuing.ts'
import { rowsWhere, type Where } from '../rows-where.ts'
import { issueCells, listed, RENAMING, useColumns } from './columns.ts'

/** Rows as lists of texts: they leave the engine as one JSON text, which costs a tenth of what rows cost. */
type Batch = readonly (readonly (string | null)[])[]

/** Parsed text by text, and not before it is asked for: little is in memory, and the engine can be at work meanwhile. */
const batchOf = (rows: readonly Row[]) =>
  function* (): Generator<Batch[number]> {
    for (const { batch } of rows) if (typeof batch === 'string') yield* JSON.parse(batch) as Batch
  }
export type Reading = ReturnType<typeof batchOf>

/** Whether a call succeeded and issued something, or renamed a user (facts/aws.md 6.1). */
export const issues = sql`(
  outcome = 'success'
  AND (${oneOf(sql`event_name`, [...issuingNames(), RENAMING])} OR issued_key_id IS NOT NULL OR created_key_id IS NOT NULL))`

/** Records of a user are told apart by his name: he may have been given another. */
const nameOfUser = sql`CASE WHEN starts_with(principal_id, 'AIDA') THEN identity_arn END`

/** Who only shows himself from outside bears no credential here: another account's caller, a service, a token. */
const isOfCredential = sql`(
  (access_key_id IS NOT NULL OR principal_id IS NOT NULL)
  AND coalesce(identity_type, '') NOT IN ('AWSAccount', 'AWSService', 'SAMLUser', 'WebIdentityUser'))`

/** In so many texts the rows of a query come: each is soon parsed and soon forgotten. */
const TEXTS = 16

/** Calls that issue and meet any of the conditions, each copy of its own. */
export const readIssues = async (query: Query, any: readonly Where[]): Promise<Reading> =>
  batchOf(
    await query(sql`
      SELECT CAST(to_json(list(${issueCells})) AS VARCHAR) AS batch
      FROM (${rowsWhere(any)})
      WHERE ${issues}
      GROUP BY hash(event_id) % ${TEXTS}`),
  )

/** The same where they are few: which they are is told by little, and the rest is read for them alone. */
export const readFewIssues = async (query: Query, any: readonly Where[]): Promise<Reading> => {
  const near = rowsWhere(any, sql`${NAME} ${issues}`)
  const named = await namedWhere(query, sql`SELECT ${NAME} FROM (${near}) WHERE ${issues}`)
  if (named === undefined) return batchOf([])
  return readIssues(query, named === ALL ? any : [named])
}

/** Credentials in use by events that meet any of the conditions, each with how often and when. */
export const readUses = async (query: Query, any: readonly Where[]): Promise<Reading> => {
  const { key, principalId, createdAt, ...rest } = useColumns
  const names = Object.keys(rest).map((_, i) => ({ strings: [`c${i}`], values: [] }))
  const aggregates = Object.values(rest).map((column, i) => sql`${column} AS ${names[i] as Sql}`)
  return batchOf(
    await query(sql`
      SELECT CAST(to_json(list(${listed([sql`k`, sql`p`, sql`t`, ...names])})) AS VARCHAR) AS batch
      FROM (
        SELECT ${key} AS k, ${principalId} AS p, ${createdAt} AS t, ${join(aggregates, ', ')}
        FROM (${rowsWhere(any)})
        WHERE ${isOfCredential}
        GROUP BY access_key_id, principal_id, session_created_at, ${nameOfUser})
      GROUP BY hash(k, p) % ${TEXTS}`),
  )
}
