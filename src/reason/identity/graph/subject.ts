import { HOUR, type Instant, SECOND } from '../../../model/time.ts'
import type { SessionRef, TraceSubject } from '../../../model/trace.ts'
import { parsePrincipalArn, sessionPrefix } from '../arn.ts'
import { CLOCKS } from '../clocks.ts'
import { refOf } from './caller.ts'
import { credentialOfIssue, credentialOfUse } from './credential.ts'
import type { Graph } from './graph.ts'
import type { Ref } from './ref.ts'
import type { Use } from './rows.ts'
import { userOf } from './strangers.ts'
import { usersOfArn, wasGiven } from './users.ts'

/** What a text names: `session` is part of a principal id, or the name of a session alone. */
export type SubjectKind = 'key' | 'id' | 'user' | 'role' | 'session' | 'name'

const KEY = /^A(KIA|SIA)[A-Z0-9]{12,}$/
const ID = /^A(IDA|ROA)[A-Z0-9]{12,}(:.+)?$/

export const subjectKind = (text: string): SubjectKind => {
  if (KEY.test(text)) return 'key'
  if (ID.test(text)) return 'id'
  const arn = parsePrincipalArn(text)
  if (arn?.kind === 'user' || arn?.kind === 'role') return arn.kind
  return arn === undefined ? 'name' : 'session'
}

/** Whether a row bears the name of a subject. */
export const isNamed = (text: string): ((use: Use) => boolean) => {
  const lower = text.toLowerCase()
  const arn = parsePrincipalArn(text)
  const kind = subjectKind(text)
  if (kind === 'key') return (u) => u.key === text
  if (kind === 'id')
    return (u) => u.principalId === text || u.principalId?.startsWith(`${text}:`) === true
  const hasArn = (u: Use, is: (arn: string) => boolean) =>
    (u.arn !== null && is(u.arn.toLowerCase())) || u.moreArns.some((a) => is(a.toLowerCase()))
  if (kind === 'role' && arn !== undefined) {
    const prefix = sessionPrefix(arn).toLowerCase()
    return (u) => u.issuerArn?.toLowerCase() === lower || hasArn(u, (a) => a.startsWith(prefix))
  }
  if (kind === 'name')
    return (u) =>
      u.principalId?.toLowerCase().endsWith(`:${lower}`) === true ||
      hasArn(u, (a) => a.endsWith(`/${lower}`))
  return (u) => hasArn(u, (a) => a === lower)
}

/** How long a session may last: twelve hours for a role or a console, thirty-six for others (R13). */
const longest = ({ type, console }: Use): number =>
  (type === 'AssumedRole' || console ? 12 : 36) * HOUR

/** A session that makes no recorded call is in use nevertheless: it ends when it must have expired. */
const endOf = (use: Use): Instant | null =>
  use.createdAt === null ? use.last : Math.max(use.last ?? 0, use.createdAt + longest(use))

const isThen = ({ at, window }: TraceSubject, use: Use): boolean => {
  const [first, last] = [use.createdAt ?? use.first, endOf(use)]
  if (first === null || last === null) return true
  const spread = CLOCKS * SECOND
  if (at !== undefined) return first - spread <= at && at <= last + spread
  return window === undefined || (first < window.to && last >= window.from)
}

/** A call without a key and without a session is no credential: a sign-in, a denied call. */
const isCredential = (use: Use): boolean => use.key !== null || use.createdAt !== null

const once = (refs: readonly Ref[]): Ref[] => [...new Map(refs.map((r) => [r.node.id, r])).values()]

/** So many sessions of a role are followed. */
export const MAX_STARTS = 200

/** The nodes that a subject names, by time; a key that was issued and never used is one as well. */
export const startsOf = (graph: Graph, subject: TraceSubject): Ref[] => {
  const { text } = subject
  const kind = subjectKind(text)
  const is = isNamed(text)
  const rows =
    kind === 'key'
      ? graph.find.usesOfKey(text)
      : kind === 'session' || kind === 'user'
        ? graph.find.usesOfArn(text)
        : [...graph.uses.rows()]
  const named = rows.map(graph.uses.at).filter(is)
  if (kind === 'user' || (kind === 'id' && text.startsWith('AIDA'))) {
    const isId = kind === 'id'
    if (isId)
      return named.length === 0
        ? []
        : [userOf(graph, { arn: null, principalId: text, account: named[0]?.account ?? null })]
    return named.length === 0 && !wasGiven(graph, text) ? [] : usersOfArn(graph, text)
  }
  const used = named
    .filter((u) => isCredential(u) && isThen(subject, u))
    .sort((a, b) => (a.first ?? 0) - (b.first ?? 0) || ((a.key ?? '') < (b.key ?? '') ? -1 : 1))
  const issued =
    kind === 'key' && named.length === 0
      ? graph.find.issuesOfKey(text).map(graph.issues.at).map(credentialOfIssue)
      : []
  return once([...used.map((u) => credentialOfUse(graph, u)), ...issued].map(refOf))
}

/** The node of a session as an event shows it. */
export const refOfSession = (graph: Graph, session: SessionRef): Ref | undefined => {
  const { key, principalId, createdAt } = session
  const rows =
    key !== null
      ? graph.find.usesOfKey(key)
      : principalId !== null
        ? graph.find.usesOfPrincipal(principalId)
        : []
  const uses = rows
    .map(graph.uses.at)
    .filter((u) => u.principalId === principalId || principalId === null)
  const use =
    uses.find((u) => u.createdAt === createdAt && u.key === key) ??
    uses.find((u) => u.key === key) ??
    (key === null ? uses.find((u) => u.createdAt === createdAt) : undefined)
  return use === undefined ? undefined : refOf(credentialOfUse(graph, use))
}
