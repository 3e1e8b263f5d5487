import type { Query, Row } from '../../engine/sql.ts'
import type { Actor, SessionRef } from '../../model/trace.ts'
import { actorsOf } from '../identity/graph/actors.ts'
import { loadGraph } from '../identity/graph/load.ts'

/** Sessions that are followed for one answer; an export of a hundred thousand events names those of the first. */
const MOST = 1_000

/** Who is behind the session of an event; `undefined` where nobody was asked about. */
export type ActorOf = (row: Row) => Actor | undefined

const text = (value: Row[string] | undefined): string | null =>
  typeof value === 'string' && value !== '' ? value : null

/** The session of an event. What a service does on its own account, and records without an identity, have none. */
const sessionOf = (row: Row): SessionRef | undefined => {
  const { session_created_at: createdAt, identity_type: type } = row
  const ref = {
    key: text(row.access_key_id),
    principalId: text(row.principal_id),
    createdAt: typeof createdAt === 'number' ? createdAt : null,
    arn: text(row.identity_arn),
  }
  const isNobody = ref.key === null && ref.principalId === null && ref.arn === null
  return isNobody || type === 'AWSService' ? undefined : ref
}

/** When a session was seen in use, with one event more; not told where an event has no time. */
const seenAlso = (before: SessionRef | undefined, time: unknown): SessionRef['seen'] => {
  if (typeof time !== 'number' || (before !== undefined && before.seen === undefined))
    return undefined
  const { from, to } = before?.seen ?? { from: time, to: time }
  return { from: Math.min(from, time), to: Math.max(to, time) }
}

/**
 * The person or workload behind the sessions of some events, of which only the sessions are followed: two queries for
 * each hop of the longest chain, whatever the lake holds.
 */
export const actorsBehind = async (query: Query, rows: readonly Row[]): Promise<ActorOf> => {
  const refs = new Map<string, SessionRef>()
  for (const row of rows) {
    const ref = sessionOf(row)
    const id = JSON.stringify(ref)
    if (ref !== undefined && (refs.has(id) || refs.size < MOST))
      refs.set(id, { ...ref, seen: seenAlso(refs.get(id), row.event_time) })
  }
  if (refs.size === 0) return () => undefined
  const sessions = [...refs.values()]
  const actors = actorsOf(await loadGraph(query, { sessions }), sessions)
  const byRef = new Map([...refs.keys()].map((id, i) => [id, actors[i]]))
  return (row) => byRef.get(JSON.stringify(sessionOf(row)))
}
