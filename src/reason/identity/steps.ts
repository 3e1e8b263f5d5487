import { join, type Query, type Sql, sql } from '../../engine/sql.ts'
import type { Instant } from '../../model/time.ts'
import { lastingCalls, sessionCalls } from './issuing.ts'

/** One group of the lake's rows about identities: who called and, of an issuing call, what it issued. */
export interface Trace {
  readonly acts: boolean
  readonly key: string | null
  readonly principalId: string | null
  readonly arn: string | null
  readonly issuerArn: string | null
  readonly issuerId: string | null
  readonly account: string | null
  readonly createdAt: Instant | null
  /** Name of the issuing call; null for any other. */
  readonly call: string | null
  readonly recipient: string | null
  readonly issuedKey: string | null
  readonly createdKey: string | null
  /** `AROA...:session`, or `account:name` of a federated user. */
  readonly issuedId: string | null
  readonly issuedArn: string | null
  readonly userName: string | null
  readonly madeArn: string | null
  readonly eventId: string | null
  readonly first: Instant | null
}

/** No more groups than this are followed: beyond it the closure says that it is not whole. */
export const MAX_TRACES = 5_000

const issuingNames = join(
  [...sessionCalls, ...lastingCalls, 'CreateRole', 'GetSigninToken'].map((n) => sql`${n}`),
  ', ',
)

const text = (column: 'request_parameters' | 'response_elements', path: string): Sql =>
  column === 'request_parameters'
    ? sql`json_extract_string(request_parameters, ${path})`
    : sql`json_extract_string(response_elements, ${path})`

/**
 * Who acted as the identities in `acts`, grouped, with each successful issuing call of theirs, and the calls by
 * which the subject itself was made (`born`). What it issued at `until` or later is left out. Callers are told apart only where they have a key (`ownKeys`) or an
 * ARN (`named`) of the closure, so that a role with a million sessions is one group. One scan of the lake.
 */
export const traces = async (
  query: Query,
  acts: Sql,
  born: Sql,
  ownKeys: Sql,
  named: Sql,
  until: Instant,
): Promise<readonly Trace[]> => {
  const rows = await query(sql`
    WITH caller AS (
      SELECT
        *,
        coalesce(${acts}, false) AS acts,
        coalesce(
          outcome = 'success'
            AND (event_name IN (${issuingNames}) OR issued_key_id IS NOT NULL OR created_key_id IS NOT NULL)
            AND (NOT coalesce(${acts}, false) OR event_time IS NULL OR event_time < make_timestamp(${until})),
          false
        ) AS issuing
      FROM events
      WHERE (${acts}) OR (${born})
    )
    SELECT
      acts AS "acts",
      CASE WHEN ${ownKeys} THEN access_key_id END AS "key",
      CASE WHEN ${ownKeys} THEN session_created_at END AS "createdAt",
      CASE WHEN ${ownKeys} OR ${named} THEN principal_id END AS "principalId",
      CASE WHEN ${ownKeys} OR ${named} THEN identity_arn END AS "arn",
      issuer_arn AS "issuerArn",
      issuer_id AS "issuerId",
      identity_account_id AS "account",
      CASE WHEN issuing THEN event_name END AS "call",
      CASE WHEN issuing THEN account END AS "recipient",
      CASE WHEN issuing THEN issued_key_id END AS "issuedKey",
      CASE WHEN issuing THEN created_key_id END AS "createdKey",
      CASE WHEN issuing THEN coalesce(
        ${text('response_elements', '$.assumedRoleUser.assumedRoleId')},
        ${text('response_elements', '$.federatedUser.federatedUserId')}
      ) END AS "issuedId",
      CASE WHEN issuing THEN coalesce(
        ${text('response_elements', '$.assumedRoleUser.arn')},
        ${text('response_elements', '$.federatedUser.arn')}
      ) END AS "issuedArn",
      CASE WHEN issuing THEN coalesce(
        ${text('response_elements', '$.accessKey.userName')},
        ${text('request_parameters', '$.userName')}
      ) END AS "userName",
      CASE WHEN issuing THEN coalesce(
        ${text('response_elements', '$.user.arn')},
        ${text('response_elements', '$.role.arn')}
      ) END AS "madeArn",
      min(CASE WHEN issuing THEN event_id END) AS "eventId",
      min(event_time) AS "first"
    FROM caller
    GROUP BY ALL
    ORDER BY "first", "eventId"
    LIMIT ${MAX_TRACES + 1}`)
  return rows as unknown as readonly Trace[]
}
