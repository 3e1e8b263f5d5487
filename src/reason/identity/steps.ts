import { FEW, NAME, named } from '../../engine/few-rows.ts'
import { join, oneOf, type Query, type Row, type Sql, sql } from '../../engine/sql.ts'
import type { Instant } from '../../model/time.ts'
import { issuingFields } from './fields.ts'
import { BY_OUTSIDERS, madeCalls } from './issuing.ts'
import { rowsWhere, type Where, wholeOf } from './rows-where.ts'

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
  readonly roleName: string | null
  /** What UpdateUser calls a user from then on, path or name. */
  readonly newName: string | null
  readonly status: string | null
  /** What AssumeRole asked for; of AssumeRoot the account, or the ARN of its root. */
  readonly role: string | null
  readonly sessionName: string | null
  readonly madeArn: string | null
  readonly madeId: string | null
  readonly eventId: string | null
  readonly first: Instant | null
}

/** Which rows are looked for, as conditions on the view `events`. */
export interface Wanted {
  /** Calls of the identities: exactly, and by conditions that are cheap, of which every such call meets one. */
  readonly acts: Sql
  readonly nearlyActs: readonly Where[]
  /** Calls by which the subject itself was made. */
  readonly born: Sql
  /** Each on a column of its own: an engine reads few others for it. */
  readonly nearlyBorn: readonly Where[]
  /** Callers are told apart only where they have a key or an ARN of the closure: a role has a million sessions. */
  readonly ownKeys: Sql
  readonly named: Sql
  /** What was issued at this instant or later is left out. */
  readonly until: Instant
}

/** No more groups than this are followed: beyond it the closure says that it is not whole. */
export const MAX_TRACES = 5_000

/** Calls after which a name means somebody else: in records of CloudTrail users and roles are told apart by id alone. */
export const namingCalls = [
  'CreateRole',
  'CreateUser',
  'DeleteRole',
  'DeleteUser',
  'UpdateUser',
] as const

const hasIssuingName = oneOf(sql`event_name`, [
  ...new Set([...madeCalls, ...BY_OUTSIDERS, ...namingCalls]),
])

/**
 * The rows to look at, each once, and of each whether it is of the identities and hands something out, with the columns
 * that `used` names.
 */
const judged = (
  { acts, until, nearlyActs, nearlyBorn }: Wanted,
  used: Sql,
  among: readonly Where[] = [...nearlyActs, ...nearlyBorn],
): Sql => {
  const isOwn = sql`coalesce(${acts}, false)`
  const isIssuing = sql`coalesce(
    outcome = 'success'
      AND (${hasIssuingName} OR issued_key_id IS NOT NULL OR created_key_id IS NOT NULL)
      AND (NOT is_own OR event_time IS NULL OR event_time < make_timestamp(${until})),
    false)`
  const rows = rowsWhere(among, sql`${isOwn} ${isIssuing} ${used}`)
  return sql`
    SELECT *, ${isIssuing} AS is_issuing
    FROM (SELECT *, ${isOwn} AS is_own FROM (${rows}))`
}

const caller = ({ ownKeys, named }: Wanted): Sql => sql`
  CASE WHEN ${ownKeys} THEN access_key_id END AS "key",
  CASE WHEN ${ownKeys} THEN session_created_at END AS "createdAt",
  CASE WHEN ${ownKeys} OR ${named} OR event_name IN ('GetSessionToken', 'GetSigninToken')
    THEN principal_id END AS "principalId",
  CASE WHEN ${ownKeys} OR ${named} THEN identity_arn END AS "arn",
  issuer_arn AS "issuerArn",
  issuer_id AS "issuerId",
  identity_account_id AS "account"`

/** Who called, without what was issued: no JSON is read. `issuing` says whether a second look is worth while. */
const callers = (query: Query, w: Wanted): Promise<readonly Row[]> => {
  const shown = caller(w)
  const born = join(w.nearlyBorn.map(wholeOf), ' OR ')
  return query(sql`
    SELECT
      is_own AS "acts", ${shown},
      min(event_time) AS "first",
      epoch_us(min(event_time) FILTER (WHERE is_issuing)) AS "from",
      epoch_us(max(event_time) FILTER (WHERE is_issuing)) AS "to",
      count(*) FILTER (WHERE is_issuing) AS "issuing",
      min(object_id, ${FEW + 1}) FILTER (WHERE is_issuing) AS "objects",
      min(record_offset, ${FEW + 1}) FILTER (WHERE is_issuing) AS "offsets"
    FROM (${judged(w, sql`${shown} ${born} ${NAME}`)})
    WHERE is_own OR (${born})
    GROUP BY ALL
    ORDER BY ALL
    LIMIT ${MAX_TRACES + 1}`)
}

/** What a call handed out, and to whom; by the names of `Trace`. */
export const issuedColumns = sql`
  event_name AS "call",
  account AS "recipient",
  issued_key_id AS "issuedKey",
  created_key_id AS "createdKey",
  ${issuingFields.issuedId} AS "issuedId",
  ${issuingFields.issuedArn} AS "issuedArn",
  ${issuingFields.userName} AS "userName",
  ${issuingFields.roleName} AS "roleName",
  ${issuingFields.newName} AS "newName",
  ${issuingFields.status} AS "status",
  coalesce(${issuingFields.role}, ${issuingFields.targetPrincipal}) AS "role",
  ${issuingFields.sessionName} AS "sessionName",
  ${issuingFields.madeArn} AS "madeArn",
  ${issuingFields.madeId} AS "madeId"`

const numbers = (rows: readonly Row[], name: string): number[] =>
  rows.flatMap((r) => (typeof r[name] === 'number' ? [r[name]] : []))

/** The issuing calls of some callers by name; `undefined` where they are too many, or some have no name. */
const namedCalls = (rows: readonly Row[]): Sql | undefined => {
  const all = numbers(rows, 'issuing').reduce((sum, n) => sum + n, 0)
  // lists come as texts
  const listed = (name: string) =>
    rows.flatMap((r) => (Array.isArray(r[name]) ? r[name] : [])).map(Number)
  const [objects, offsets] = [listed('objects'), listed('offsets')]
  if (all > FEW || objects.length !== all || offsets.length !== all) return undefined
  return named(objects, offsets)
}

/** What was issued, call by call, between the first and the last of some instants, if any; `among` names few calls. */
const grants = (
  query: Query,
  w: Wanted,
  between: readonly Instant[],
  among: Sql | undefined,
): Promise<readonly Row[]> => {
  const shown = sql`${caller(w)}, ${issuedColumns}`
  const [from, to] = [between.at(0), between.at(-1)]
  const then =
    from === undefined || to === undefined
      ? sql`true`
      : sql`event_time BETWEEN make_timestamp(${from}) AND make_timestamp(${to})`
  return query(sql`
    SELECT
      is_own AS "acts", ${shown},
      min(event_id) AS "eventId",
      min(event_time) AS "first"
    FROM (${judged(w, sql`event_id ${shown} ${w.born}`, among && [among])})
    WHERE (event_time IS NULL OR ${then})
      AND (is_own OR coalesce(${w.born}, false))
      AND is_issuing
    GROUP BY ALL
    ORDER BY ALL
    LIMIT ${MAX_TRACES + 1}`)
}

const NO_GRANT = {
  call: null,
  recipient: null,
  issuedKey: null,
  createdKey: null,
  issuedId: null,
  issuedArn: null,
  userName: null,
  roleName: null,
  newName: null,
  status: null,
  role: null,
  sessionName: null,
  madeArn: null,
  madeId: null,
  eventId: null,
} as const

/**
 * Who acted as the identities, with each successful issuing call of theirs, and the calls by which the subject itself
 * was made. One look at the lake, and a second over the days of the issuing calls where there are any.
 */
export const traces = async (query: Query, wanted: Wanted): Promise<readonly Trace[]> => {
  const rows = await callers(query, wanted)
  const acting = rows.filter((r) => r.acts === true).map((r) => ({ ...NO_GRANT, ...r }))
  if (numbers(rows, 'issuing').every((n) => n === 0)) return acting as unknown as Trace[]
  const times = [...numbers(rows, 'from'), ...numbers(rows, 'to')].sort((a, b) => a - b)
  const isCut = rows.length > MAX_TRACES
  const issued = isCut
    ? await grants(query, wanted, [], undefined)
    : await grants(query, wanted, times, namedCalls(rows))
  return [...acting, ...issued] as unknown as Trace[]
}
