import { type Sql, sql } from '../../../engine/sql.ts'
import { SECOND } from '../../../model/time.ts'
import type { TraceSubject } from '../../../model/trace.ts'
import { parsePrincipalArn, sessionPrefix } from '../arn.ts'
import { CLOCKS, LONGEST_SESSION } from '../clocks.ts'
import { holds, type Where } from '../rows-where.ts'
import { subjectKind } from './subject.ts'

/** Who is in use at a time may have begun so long before. */
const LONGEST = LONGEST_SESSION + CLOCKS * SECOND

/** Whole sessions, so that they are counted alike however they were found. */
const then = ({ at, window }: TraceSubject): Sql => {
  const [from, to] = at === undefined ? [window?.from, window?.to] : [at, at]
  return from === undefined || to === undefined
    ? sql`true`
    : sql`(session_created_at IS NULL
        OR session_created_at BETWEEN make_timestamp(${from - LONGEST}) AND make_timestamp(${to + LONGEST}))`
}

/** Rows in which a subject shows itself. */
export const seedOf = (subject: TraceSubject): Where => {
  const { text } = subject
  const kind = subjectKind(text)
  const lower = text.toLowerCase()
  const arn = parsePrincipalArn(text)
  if (kind === 'key') return holds('access_key_id', [text])
  if (kind === 'user') return sql`lower(identity_arn) = ${lower}`
  if (kind === 'id')
    return sql`(principal_id = ${text} OR starts_with(principal_id, ${`${text}:`})) AND ${then(subject)}`
  if (kind === 'role' && arn !== undefined) {
    const prefix = sessionPrefix(arn).toLowerCase()
    return sql`(lower(issuer_arn) = ${lower} OR starts_with(lower(identity_arn), ${prefix}))
      AND ${then(subject)}`
  }
  if (kind === 'name')
    return sql`(ends_with(lower(principal_id), ${`:${lower}`}) OR ends_with(lower(identity_arn), ${`/${lower}`}))
      AND ${then(subject)}`
  return sql`lower(identity_arn) = ${lower} AND ${then(subject)}`
}
