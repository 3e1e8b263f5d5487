import { join, type Query, type Sql, sql } from '../../engine/sql.ts'
import type { Filter } from '../../model/scope.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import type { Instant } from '../../model/time.ts'
import type { Closure } from './closure.ts'
import { actsAs } from './filter.ts'
import { grow } from './grow.ts'
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
  readonly coarse: (filter: Filter) => Sql
  /** What was issued from this instant on is of no interest. */
  readonly until: Instant
}

const oneOf = (column: Sql, values: readonly string[]): Sql =>
  values.length === 0
    ? sql`false`
    : sql`${column} IN (${join(
        values.map((v) => sql`${v}`),
        ', ',
      )})`

/** The calls by which the subject was made. */
const bornAs = ({ kind, text }: Subject): Sql =>
  kind === 'key'
    ? sql`(issued_key_id = ${text} OR created_key_id = ${text})`
    : sql`(event_name IN ('CreateUser', 'CreateRole') AND outcome = 'success' AND ${text} IN (
        json_extract_string(response_elements, '$.user.arn'), json_extract_string(response_elements, '$.role.arn'),
        json_extract_string(response_elements, '$.user.userId'), json_extract_string(response_elements, '$.role.roleId')))`

/** The same without reading JSON. */
const nearlyBornAs = (subject: Subject): Sql =>
  subject.kind === 'key' ? bornAs(subject) : sql`event_name IN ('CreateUser', 'CreateRole')`

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

const step = (closure: Closure, { query, compile, coarse, until }: ClosureSources) => {
  const acts = actsAs(closure)
  return traces(query, {
    acts: compile(acts),
    nearlyActs: coarse(acts),
    born: bornAs(closure.subject),
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
  const seed = seedOf(subject, snapshots, arns)
  let closure = seed
  for (let hops = 1; ; hops++) {
    const found = await step(closure, sources)
    const next = grow(seed, found)
    const same = JSON.stringify(actsAs(next)) === JSON.stringify(actsAs(closure))
    const stopped = unfinished(found, hops)
    if (same || stopped.length > 0) return { ...next, missing: [...next.missing, ...stopped] }
    closure = next
  }
}
