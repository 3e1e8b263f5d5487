import { type Query, type Sql, sql } from '../../../engine/sql.ts'
import { SECOND } from '../../../model/time.ts'
import type { SessionRef, TraceSubject } from '../../../model/trace.ts'
import { parsePrincipalArn, sessionPrefix } from '../arn.ts'
import { isMaskedKey } from '../masked.ts'
import { isLasting, kindOfCall } from './calls.ts'
import { type IssueColumn, issueColumns, type UseColumn, useColumns } from './columns.ts'
import { CLOCKS } from './fits.ts'
import { type Graph, makeGraph } from './graph.ts'
import { readIssues, readUses } from './read.ts'
import { MAX_STARTS, subjectKind } from './subject.ts'
import { isNothing, issuesWanted, nothing, sizeOf, usesWanted, type Wanted } from './wanted.ts'

type Cells = readonly (string | null)[]

/** So many hops are followed; beyond it, or beyond so many identities, the graph says that it is not whole. */
const MAX_ROUNDS = 40
const MAX_WANTED = 20_000

const places = <T extends string>(columns: Readonly<Record<T, unknown>>) =>
  new Map(Object.keys(columns).map((name, i) => [name as T, i]))
const usePlaces = places<UseColumn>(useColumns)
const issuePlaces = places<IssueColumn>(issueColumns)
const useCell = (cells: Cells, name: UseColumn) => cells[usePlaces.get(name) ?? -1] ?? null
const issueCell = (cells: Cells, name: IssueColumn) => cells[issuePlaces.get(name) ?? -1] ?? null

/** What was asked for before is not asked for again. */
const makeAsked = () => {
  const asked = nothing()
  let next = nothing()
  const want =
    (part: 'keys' | 'principals' | 'arns' | 'downKeys' | 'downPrincipals') =>
    (text: string | null) => {
      if (text === null || asked[part].has(text)) return
      asked[part].add(text)
      next[part].add(text)
    }
  return {
    key: (key: string | null) => want('keys')(key === null || isMaskedKey(key) ? null : key),
    principal: want('principals'),
    arn: (arn: string | null) => want('arns')(arn?.toLowerCase() ?? null),
    downKey: (key: string | null) =>
      want('downKeys')(key === null || isMaskedKey(key) ? null : key),
    downPrincipal: want('downPrincipals'),
    session: (principalId: string | null, createdAt: number | null) => {
      const id = JSON.stringify([principalId, createdAt])
      if (principalId === null || createdAt === null || asked.sessions.has(id)) return
      asked.sessions.set(id, { principalId, createdAt })
      next.sessions.set(id, { principalId, createdAt })
    },
    take: (): Wanted => {
      const taken = next
      next = nothing()
      return taken
    },
    size: () => sizeOf(asked),
  }
}
type Asked = ReturnType<typeof makeAsked>

const isUserId = (id: string | null): boolean => id?.startsWith('AIDA') === true

const instant = (text: string | null): number | null => (text === null ? null : Number(text))

/** A credential that is above or below: its own calls are found by key and session, and where it comes from. */
const expand = (asked: Asked, cells: Cells, down: boolean) => {
  const key = useCell(cells, 'key')
  const principalId = useCell(cells, 'principalId')
  asked.key(key)
  asked.session(
    principalId,
    key !== null && isLasting(key) ? null : instant(useCell(cells, 'createdAt')),
  )
  if (isUserId(principalId)) asked.principal(principalId)
  if (!down) return
  asked.downKey(key)
  asked.downPrincipal(principalId)
}

/** Where a call that issued leads: to who made it, and below a subject to what it gave. */
const follow = (
  asked: Asked,
  cells: Cells,
  down: boolean,
  ours: (id: string | null) => boolean,
) => {
  const cell = (name: IssueColumn) => issueCell(cells, name)
  asked.key(cell('callerKey'))
  const principal = cell('callerPrincipal')
  if (cell('callerKey') === null || isUserId(principal)) asked.principal(principal)
  if (cell('switchFrom') !== null) asked.arn(cell('switchFrom'))
  const user = cell('userName')
  if (user !== null && cell('account') !== null)
    asked.arn(`arn:aws:iam::${cell('account')}:user/${user}`)
  if (!down || !(ours(cell('callerKey')) || ours(principal))) return
  asked.key(cell('issuedKey'))
  asked.downKey(cell('issuedKey'))
  const { later, bearer } = kindOfCall(cell('name') ?? '')
  const bearerId = cell('issuedId') ?? (bearer === 'caller' ? principal : null)
  const time = instant(cell('time'))
  if (bearerId !== null && time !== null) {
    asked.session(bearerId, time - CLOCKS * SECOND)
    asked.session(bearerId, time + (later + CLOCKS) * SECOND)
    asked.downPrincipal(bearerId)
  }
  if (cell('madeId') !== null) {
    asked.principal(cell('madeId'))
    asked.downPrincipal(cell('madeId'))
  }
  asked.arn(cell('madeArn'))
}

const seedOf = ({ text, at, window }: TraceSubject): Sql => {
  const kind = subjectKind(text)
  const arn = parsePrincipalArn(text)
  const lower = text.toLowerCase()
  const spread = CLOCKS * SECOND
  const then =
    at !== undefined
      ? sql`event_time <= make_timestamp(${at + 36 * 3600 * SECOND}) AND event_time >= make_timestamp(${at - 36 * 3600 * SECOND})`
      : window !== undefined && kind !== 'key'
        ? sql`event_time >= make_timestamp(${window.from - 36 * 3600 * SECOND}) AND event_time <= make_timestamp(${window.to + 36 * 3600 * SECOND + spread})`
        : sql`true`
  if (kind === 'key') return sql`access_key_id = ${text}`
  if (kind === 'id')
    return sql`(principal_id = ${text} OR starts_with(principal_id, ${`${text}:`})) AND ${then}`
  if (kind === 'role' && arn !== undefined)
    return sql`(lower(issuer_arn) = ${lower} OR starts_with(lower(identity_arn), ${sessionPrefix(arn).toLowerCase()})) AND ${then}`
  if (kind === 'name')
    return sql`(ends_with(lower(principal_id), ${`:${lower}`}) OR ends_with(lower(identity_arn), ${`/${lower}`})) AND ${then}`
  return sql`lower(identity_arn) = ${lower} AND ${kind === 'user' ? sql`true` : then}`
}

/**
 * The part of the graph around some subjects or sessions, found hop by hop: upwards, and with `down` what derives
 * from the subjects. More is loaded than is needed, never less: what is said of the subjects is what the whole says.
 */
export const graphAround = async (
  query: Query,
  subjects: readonly TraceSubject[],
  sessions: readonly SessionRef[],
  down: boolean,
): Promise<Graph> => {
  const { addIssue, addUse, done } = makeGraph()
  const asked = makeAsked()
  const below = new Set<string>()
  const known = new Set<string>()
  const ours = (id: string | null) => id !== null && below.has(id)
  const use = (cells: Cells): boolean => {
    const id = JSON.stringify(cells.slice(0, 3))
    if (known.has(id)) return false
    known.add(id)
    addUse(cells)
    return true
  }
  const lower = (cells: Cells) => {
    for (const id of [useCell(cells, 'key'), useCell(cells, 'principalId')])
      if (id !== null) below.add(id)
  }

  for (const subject of subjects) {
    const rows = (await readUses(query, seedOf(subject)))()
    const sorted = [...rows].sort(
      (a, b) => Number(useCell(a, 'first')) - Number(useCell(b, 'first')),
    )
    for (const [i, cells] of sorted.entries()) {
      use(cells)
      if (i >= 2 * MAX_STARTS) continue
      expand(asked, cells, down)
      if (down) lower(cells)
    }
    if (subjectKind(subject.text) === 'key') {
      asked.key(subject.text)
      if (down) {
        asked.downKey(subject.text)
        below.add(subject.text)
      }
    }
    if (subjectKind(subject.text) === 'user') asked.arn(subject.text)
  }
  for (const { key, principalId, createdAt } of sessions) {
    asked.key(key)
    asked.session(principalId, createdAt)
    if (key === null && createdAt === null) asked.principal(principalId)
  }

  const notes: string[] = []
  for (let round = 0; ; round++) {
    const wanted = asked.take()
    if (isNothing(wanted)) break
    if (round > MAX_ROUNDS || asked.size() > MAX_WANTED) {
      notes.push('too many identities are tied to it: not all of them were followed')
      break
    }
    const where = usesWanted(wanted)
    const found = where === undefined ? [] : (await readUses(query, where))()
    for (const cells of found) {
      const isBelow = down && (ours(useCell(cells, 'key')) || ours(useCell(cells, 'principalId')))
      use(cells)
      if (isBelow) lower(cells)
      expand(asked, cells, isBelow)
    }
    const inUse = new Set(found.flatMap((cells) => useCell(cells, 'key') ?? []))
    const calls = issuesWanted(wanted, inUse)
    if (calls === undefined) continue
    for (const cells of (await readIssues(query, calls))()) {
      addIssue(cells)
      follow(asked, cells, down, ours)
      if (
        !down ||
        !(ours(issueCell(cells, 'callerKey')) || ours(issueCell(cells, 'callerPrincipal')))
      )
        continue
      for (const id of [
        issueCell(cells, 'issuedKey'),
        issueCell(cells, 'issuedId'),
        issueCell(cells, 'madeId'),
      ])
        if (id !== null) below.add(id)
    }
  }
  return done(false, notes)
}
