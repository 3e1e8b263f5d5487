import { join, oneOf, type Query, type Sql, sql } from '../../engine/sql.ts'
import { isKnown } from '../../model/observed.ts'
import type { Filter } from '../../model/scope.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import type { Instant } from '../../model/time.ts'
import { type Coarse, ledBy } from './alternatives.ts'
import { parsePrincipalArn } from './arn.ts'
import type { Closure, ClosureName } from './closure.ts'
import { request } from './fields.ts'
import { actsAs } from './filter.ts'
import { grow } from './grow.ts'
import { hiddenCalls } from './hidden.ts'
import { holds, type Where } from './rows-where.ts'
import { arnsNamed, seedOf } from './seed.ts'
import { MAX_TRACES, type Trace, traces } from './steps.ts'
import { isBareName, type Subject } from './subject.ts'

/** A chain of role assumptions longer than this is not followed further: the closure says so. */
const MAX_HOPS = 12

export interface ClosureSources {
  readonly query: Query
  readonly snapshots: readonly Snapshot[]
  /** Compiles a filter to SQL that is NULL where it cannot be decided (reason/ask/filter). */
  readonly compile: (filter: Filter) => Sql
  /** The same by cheap columns: true wherever the filter is not false. */
  readonly coarse: Coarse
  /** What was issued from this instant on is of no interest. */
  readonly until: Instant
  /** Of calls that hide their caller no more are followed than this. */
  readonly mostHidden?: number | undefined
}

const RENAMED = sql`(event_name = 'UpdateUser' AND outcome = 'success'
  AND coalesce(${request('$.newUserName')}, ${request('$.newPath')}) IS NOT NULL)`

const equals = (column: Sql, text: string): Sql => sql`lower(${column}) = lower(${text})`

/** Calls that gave, ended or moved the name of a user or role. */
const namings = ({ arn }: ClosureName): Sql[] => {
  const parsed = parsePrincipalArn(arn)
  if (parsed === undefined || (parsed.kind !== 'user' && parsed.kind !== 'role')) return []
  const user = parsed.kind === 'user'
  const names = user
    ? sql`event_name IN ('CreateUser', 'DeleteUser')`
    : sql`event_name IN ('CreateRole', 'DeleteRole')`
  const named = request(user ? '$.userName' : '$.roleName')
  const made = sql`json_extract_string(response_elements, ${user ? '$.user.arn' : '$.role.arn'})`
  return [
    sql`(${names} AND outcome = 'success' AND (
      (account = ${parsed.account} AND ${equals(named, parsed.name)}) OR ${equals(made, arn)}))`,
  ]
}

/** The calls by which the subject was made, and those by which names changed hands. */
const bornAs = ({ subject: { kind, text }, names }: Closure): Sql => {
  const made =
    kind === 'key'
      ? [sql`(issued_key_id = ${text} OR created_key_id = ${text})`]
      : [
          sql`(event_name IN ('CreateUser', 'CreateRole') AND outcome = 'success' AND ${text.split(':')[0] ?? text} IN (
            json_extract_string(response_elements, '$.user.userId'),
            json_extract_string(response_elements, '$.role.roleId')))`,
          ...names.flatMap(namings),
        ]
  return sql`(${join([...made, RENAMED], ' OR ')})`
}

/** The same without reading JSON. */
const nearlyBornAs = ({ kind, text }: Subject): readonly Where[] =>
  kind === 'key'
    ? [
        holds('issued_key_id', [text]),
        holds('created_key_id', [text]),
        holds('event_name', ['UpdateUser']),
      ]
    : [holds('event_name', ['CreateUser', 'CreateRole', 'DeleteUser', 'DeleteRole', 'UpdateUser'])]

/** ARNs of the lake that a bare name stands for. */
const lookUp = async (query: Query, name: string): Promise<string[]> => {
  const rows = await query(sql`
    SELECT DISTINCT CASE WHEN lower(user_name) = lower(${name}) THEN identity_arn ELSE issuer_arn END AS arn
    FROM events
    WHERE lower(user_name) = lower(${name}) OR lower(issuer_name) = lower(${name})
    ORDER BY arn
    LIMIT 50`)
  return rows.flatMap((r) => (typeof r.arn === 'string' ? [r.arn] : []))
}

/** Accounts that evidence speaks of, other than those whose identities a snapshot lists or where the name was found. */
const notLookedUp = async (
  query: Query,
  snapshots: readonly Snapshot[],
  arns: readonly string[],
) => {
  const rows = await query(sql`SELECT DISTINCT account FROM events WHERE account IS NOT NULL`)
  const all = snapshots.flatMap(({ organization: o, trailsListed, identities }) => ({
    there: [
      ...(isKnown(o) && o.known !== null
        ? [o.known.managementAccount, ...o.known.accounts.map((a) => a.id)]
        : []),
      ...trailsListed.map((t) => t.account),
    ],
    listed: identities.map((i) => i.account),
  }))
  const searched = new Set([
    ...all.flatMap((s) => s.listed),
    ...arns.map((arn) => parsePrincipalArn(arn)?.account),
  ])
  const there = [...all.flatMap((s) => s.there), ...rows.map((r) => String(r.account))]
  return [...new Set(there)].filter((id) => !searched.has(id)).sort()
}

const step = (
  seed: Closure,
  closure: Closure,
  { query, compile, coarse, until }: ClosureSources,
) => {
  const acts = actsAs(closure)
  return traces(query, {
    acts: compile(acts),
    nearlyActs: ledBy(acts, coarse),
    born: bornAs(seed),
    nearlyBorn: nearlyBornAs(closure.subject),
    ownKeys: oneOf(
      sql`access_key_id`,
      closure.keys.map((k) => k.id),
    ),
    named: oneOf(
      sql`lower(identity_arn)`,
      closure.names.map((n) => n.arn.toLowerCase()),
    ),
    until,
  })
}

const unfinished = (found: readonly Trace[], hops: number): string[] => [
  ...(found.length > MAX_TRACES
    ? [`more than ${MAX_TRACES} identities derive from it: not all of them were followed`]
    : []),
  ...(hops > MAX_HOPS ? [`its chain of sessions is longer than ${MAX_HOPS}`] : []),
]

type Followed = { readonly closure: Closure; readonly stopped: readonly string[] }

/** What derives from a seed, and from calls that are known to be its own, until nothing new is found. */
const follow = async (
  seed: Closure,
  calls: readonly Trace[],
  sources: ClosureSources,
  start: Closure = seed,
): Promise<Followed> => {
  let closure = start
  for (let hops = 1; ; hops++) {
    const found = await step(seed, closure, sources)
    const next = grow(seed, [...found, ...calls])
    const stopped = unfinished(found, hops)
    if (isSame(next, closure) || stopped.length > 0) return { closure: next, stopped }
    closure = next
  }
}

const isSame = (a: Closure, b: Closure): boolean =>
  JSON.stringify(actsAs(a)) === JSON.stringify(actsAs(b))

/** Calls of a list that another does not have yet. */
const added = (calls: readonly Trace[], before: readonly Trace[]): Trace[] => {
  const ids = new Set(before.map((t) => `${t.eventId} ${t.recipient}`))
  return calls.filter((t) => !ids.has(`${t.eventId} ${t.recipient}`))
}

/** The same, with calls that do not name their caller: those that are surely its own, and those that may be. */
const followHidden = async (
  seed: Closure,
  first: Followed,
  sources: ClosureSources,
): Promise<Closure> => {
  const own: Trace[] = []
  let sure = first
  let found = await hiddenCalls(first.closure, sources)
  let isCut = found.isCut
  for (let more = added(found.sure, own); more.length > 0; more = added(found.sure, own)) {
    own.push(...more)
    sure = await follow(seed, own, sources, sure.closure)
    found = await hiddenCalls(sure.closure, sources)
    isCut ||= found.isCut
  }
  const may: Trace[] = []
  let all = sure
  const perhaps = () => added([...found.sure, ...found.perhaps], [...own, ...may])
  for (let more = perhaps(); more.length > 0; more = perhaps()) {
    may.push(...more)
    all = await follow(seed, [...own, ...may], sources, all.closure)
    if (all.stopped.length > 0) break
    found = await hiddenCalls(all.closure, sources)
    isCut ||= found.isCut
  }
  const closure = withPerhaps(sure, all, may)
  return isCut ? { ...closure, missing: [...closure.missing, TOO_MANY_HIDDEN] } : closure
}

const TOO_MANY_HIDDEN =
  'more calls that issue credentials hide who made them than can be followed: some may be of the one asked about'

const saysNobody = ({ call, eventId }: Trace): string =>
  `${call} (event ${eventId}) does not show for certain who called, and may be of the one asked about: so may what was done with what it issued`

const withPerhaps = (sure: Followed, all: Followed, may: readonly Trace[]): Closure => {
  const missing = [...sure.closure.missing, ...sure.stopped, ...all.closure.missing, ...all.stopped]
  const closure = { ...sure.closure, missing: [...new Set(missing)] }
  if (may.length === 0 || isSame(sure.closure, all.closure)) return closure
  const known = closure.accounts.map((a) => a.id)
  const others = all.closure.accounts.filter((a) => !known.includes(a.id))
  return {
    ...closure,
    accounts: [...closure.accounts, ...others],
    perhaps: { closure: all.closure, because: may.map(saysNobody) },
  }
}

/**
 * A key or principal with every identity derived from it, as far as the lake and the snapshots say: keys that it
 * issued, sessions, users that it made, accounts, until nothing new is found (R12). Two or three queries as a rule.
 */
export const resolveClosure = async (
  subject: Subject,
  sources: ClosureSources,
): Promise<Closure> => {
  const { query, snapshots } = sources
  const bare = subject.kind === 'principal' && isBareName(subject.text)
  const arns = bare
    ? [...new Set([...arnsNamed(subject.text, snapshots), ...(await lookUp(query, subject.text))])]
    : []
  const seed = {
    ...seedOf(subject, snapshots, arns),
    notLookedUp: bare ? await notLookedUp(query, snapshots, arns) : [],
  }
  return followHidden(seed, await follow(seed, [], sources), sources)
}
