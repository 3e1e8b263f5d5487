import { type Query, type Sql, sql } from '../../engine/sql.ts'
import type { TraceSubject } from '../../model/trace.ts'
import { parsePrincipalArn, sessionPrefix } from '../identity/arn.ts'
import { issuingFields as f } from '../identity/fields.ts'
import { subjectKind } from '../identity/graph/subject.ts'

const MOST = 1000

/** No session of a role lasts longer than twelve hours. */
const LONGEST_SECONDS = 43_200

const named = (text: string): Sql | undefined => {
  const lower = text.toLowerCase()
  const kind = subjectKind(text)
  const arn = parsePrincipalArn(text)
  if (kind === 'id')
    return sql`(${f.issuedId} = ${text} OR starts_with(${f.issuedId}, ${`${text}:`}))`
  if (kind === 'role' && arn !== undefined)
    return sql`(lower(${f.role}) = ${lower} OR starts_with(lower(${f.issuedArn}), ${sessionPrefix(arn).toLowerCase()}))`
  if (kind === 'session') return sql`lower(${f.issuedArn}) = ${lower}`
  return kind === 'name' ? sql`ends_with(lower(${f.issuedArn}), ${`/${lower}`})` : undefined
}

const then = ({ at, window }: TraceSubject): Sql => {
  const [from, to] = at === undefined ? [window?.from, window?.to] : [at, at]
  return from === undefined || to === undefined
    ? sql`true`
    : sql`event_time BETWEEN make_timestamp(${from - LONGEST_SECONDS * 1_000_000}) AND make_timestamp(${to})`
}

/**
 * Keys of sessions that were issued under a name and made no call that was recorded: the trace of the name, which is
 * found by calls, does not have them. Not those that a service took for a workload: no person could be behind them.
 * Nothing for a key, which is itself. The earliest first, at most 1,000.
 */
export const idleSessions = async (
  subject: TraceSubject,
  query: Query,
): Promise<readonly string[]> => {
  const is = named(subject.text)
  if (is === undefined) return []
  const rows = await query(sql`
    SELECT issued_key_id AS key, min(event_time) AS issued
    FROM events
    WHERE issued_key_id IS NOT NULL AND outcome = 'success' AND identity_type IS DISTINCT FROM 'AWSService' AND ${is} AND ${then(subject)}
      AND issued_key_id NOT IN (SELECT access_key_id FROM events WHERE access_key_id IS NOT NULL)
    GROUP BY ALL
    ORDER BY issued, key
    LIMIT ${MOST}`)
  return rows.flatMap(({ key }) => (typeof key === 'string' ? [key] : []))
}
