import type { Query } from '../../../engine/sql.ts'
import { SECOND } from '../../../model/time.ts'
import type { SessionRef, TraceSubject } from '../../../model/trace.ts'
import { CLOCKS } from '../clocks.ts'
import { isLasting, isTemporary } from '../key-kind.ts'
import { makeNames, type Names } from './around-names.ts'
import { type Asked, isNothing, makeAsked } from './asked.ts'
import { kindOfCall } from './calls.ts'
import { type IssueColumn, issueColumns, RENAMING, type UseColumn, useColumns } from './columns.ts'
import { type Graph, makeGraph } from './graph.ts'
import { readFewIssues, readUses } from './read.ts'
import { seedOf } from './seed.ts'
import { MAX_STARTS, type SubjectKind, subjectKind } from './subject.ts'
import { userKey, userKeyOfArn } from './user-key.ts'
import { issuesWanted, type Span, usesWanted, type Window } from './wanted.ts'

type Cells = readonly (string | null)[]

/** So many hops are followed; beyond it, or beyond so many identities, the graph says that it is not whole. */
const MAX_ROUNDS = 1_000
const MAX_ASKED = 30_000

const places = <T extends string>(columns: Readonly<Record<T, unknown>>) =>
  new Map(Object.keys(columns).map((name, i) => [name as T, i]))
const usePlaces = places<UseColumn>(useColumns)
const issuePlaces = places<IssueColumn>(issueColumns)
const useCell = (cells: Cells, name: UseColumn) => cells[usePlaces.get(name) ?? -1] ?? null
const issueCell = (cells: Cells, name: IssueColumn) => cells[issuePlaces.get(name) ?? -1] ?? null

const isUserId = (id: string | null): boolean => id?.startsWith('AIDA') === true

const instant = (text: string | null): number | null => (text === null ? null : Number(text))

/** Of a lasting key no time of creation is meant. */
const createdAt = (cells: Cells): number | null => {
  const key = useCell(cells, 'key')
  return key !== null && isLasting(key) ? null : instant(useCell(cells, 'createdAt'))
}

/** The only time around which a key can be in use that was used or issued from then to then; no such time if it lasts. */
const lifeOf = (key: string | null, from: number | null, to = from): Span | undefined =>
  key === null || from === null || to === null || !isTemporary(key) ? undefined : { from, to }

const usedIn = (cells: Cells): Span | undefined =>
  lifeOf(useCell(cells, 'key'), instant(useCell(cells, 'first')), instant(useCell(cells, 'last')))

/** A credential above or below: its other keys, its principal's where that is a user, and what it handed out. */
const expand = (asked: Asked, cells: Cells, down: boolean) => {
  const id = useCell(cells, 'principalId')
  const at = createdAt(cells)
  asked.key(useCell(cells, 'key'), down, usedIn(cells))
  asked.session(id, at, at, down)
  if (isUserId(id)) asked.principal(id)
}

/** What a call below a subject gave, to be followed from there. */
const descend = (asked: Asked, cell: (name: IssueColumn) => string | null) => {
  const { later, bearer } = kindOfCall(cell('name') ?? '')
  const bearerId = cell('issuedId') ?? (bearer === 'caller' ? cell('callerPrincipal') : null)
  const time = instant(cell('time'))
  asked.key(cell('issuedKey'), true, lifeOf(cell('issuedKey'), time))
  const spread = CLOCKS * SECOND
  if (time !== null) asked.session(bearerId, time - spread, time + later * SECOND + spread, true)
  if (cell('madeId') !== null) asked.principal(cell('madeId'), true)
  asked.arn(cell('madeArn'))
  asked.user(userKeyOfArn(cell('madeArn')), true)
}

/** Whether a call may have issued something that is looked for; others were only near in time. */
const concerns = (asked: Asked, cell: (name: IssueColumn) => string | null): boolean =>
  asked.hasKey(cell('issuedKey')) ||
  asked.hasPrincipal(cell('issuedId')) ||
  asked.hasPrincipal(cell('callerPrincipal')) ||
  cell('issuedId') === null

/** To who made a call that issued, and to what it gave where it was made below a subject. */
const follow = (asked: Asked, names: Names, cells: Cells) => {
  const cell = (name: IssueColumn) => issueCell(cells, name)
  if (cell('name') === RENAMING)
    return names.renamed(cell('account'), cell('userName'), cell('target'))
  const [key, id] = [cell('callerKey'), cell('callerPrincipal')]
  const below = asked.isBelow(key, id, instant(cell('callerCreated')))
  const [user, account] = [cell('userName'), cell('account')]
  const time = instant(cell('time'))
  const named = user === null || account === null ? undefined : userKey(account, user)
  if (below) descend(asked, cell)
  else if (named !== undefined && asked.isUserBelow(named))
    asked.key(cell('issuedKey'), true, lifeOf(cell('issuedKey'), time))
  else if (!concerns(asked, cell)) return
  asked.key(key, false, lifeOf(key, time))
  // Whether its key shows itself at another time tells whether a session without a key of its own was opened by it.
  if (asked.hasPrincipal(cell('issuedId')))
    asked.key(cell('issuedKey'), false, lifeOf(cell('issuedKey'), time))
  if (key === null || isUserId(id)) asked.principal(id)
  asked.arn(cell('switchFrom'))
  asked.user(named)
  if (named !== undefined) asked.renames()
}

const isUser = (kind: SubjectKind, { text }: TraceSubject): boolean =>
  kind === 'user' || (kind === 'id' && text.startsWith('AIDA'))

const start = async (
  query: Query,
  subject: TraceSubject,
  asked: Asked,
  down: boolean,
  add: (cells: Cells) => void,
) => {
  const kind = subjectKind(subject.text)
  const rows = (await readUses(query, [seedOf(subject)]))()
  const time = (cells: Cells) => Number(useCell(cells, 'first'))
  for (const [i, cells] of [...rows].sort((a, b) => time(a) - time(b)).entries()) {
    add(cells)
    if (i < 2 * MAX_STARTS) expand(asked, cells, down)
    if (isUser(kind, subject)) asked.user(userKeyOfArn(useCell(cells, 'arn')), down)
  }
  if (kind === 'key') asked.key(subject.text, down)
  if (kind === 'user') {
    asked.user(userKeyOfArn(subject.text), down)
    asked.renames()
  }
}

/** When each of some temporary keys was in use. */
const seenIn = (uses: readonly Cells[]): ReadonlyMap<string, Span> => {
  const seen = new Map<string, Span>()
  for (const cells of uses) {
    const [key, span] = [useCell(cells, 'key'), usedIn(cells)]
    if (key === null || span === undefined) continue
    const before = seen.get(key) ?? span
    seen.set(key, { from: Math.min(before.from, span.from), to: Math.max(before.to, span.to) })
  }
  return seen
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
  const added = new Set<string>()
  const once = (id: unknown, add: () => void) => {
    const text = JSON.stringify(id)
    if (added.has(text)) return
    added.add(text)
    add()
  }
  const names = makeNames(asked)
  // Found by a name alone, a credential may be there in part: the fullest is the whole of it.
  const uses = new Map<string, Cells>()
  const use = (cells: Cells) => {
    const id = useCell(cells, 'principalId')
    const arn = useCell(cells, 'arn')
    const text = JSON.stringify([...cells.slice(0, 3), isUserId(id) ? arn : null])
    if (id !== null && isUserId(id)) names.seen(id, arn)
    const size = (of: Cells) => Number(useCell(of, 'count'))
    const before = uses.get(text)
    if (before === undefined || size(before) < size(cells)) uses.set(text, cells)
  }
  const finish = (notes: readonly string[]): Graph => {
    for (const cells of uses.values()) addUse(cells)
    return done(notes)
  }
  for (const subject of subjects) await start(query, subject, asked, down, use)
  for (const { key, principalId, createdAt: at, seen } of sessions) {
    asked.key(key, false, lifeOf(key, seen?.from ?? null, seen?.to))
    asked.session(principalId, at)
    if ((key === null && at === null) || isUserId(principalId)) asked.principal(principalId)
  }

  for (let round = 0; round < MAX_ROUNDS && asked.size() < MAX_ASKED; round++) {
    const wanted = asked.take()
    if (isNothing(wanted)) return finish([])
    const where = usesWanted(wanted)
    const found = where.length === 0 ? [] : [...(await readUses(query, where))()]
    const windows: Window[] = []
    for (const cells of found) {
      use(cells)
      const [key, id, at] = [useCell(cells, 'key'), useCell(cells, 'principalId'), createdAt(cells)]
      const meant =
        asked.hasKey(key) ||
        asked.hasSession(id, at) ||
        asked.hasArn(useCell(cells, 'arn')) ||
        asked.hasUser(userKeyOfArn(useCell(cells, 'arn')))
      const below = asked.isBelow(key, id, at)
      if (meant || below) expand(asked, cells, below)
      if (meant && id !== null && at !== null) windows.push({ principalId: id, from: at, to: at })
    }
    const keys = new Set(found.flatMap((cells) => useCell(cells, 'key') ?? []))
    const calls = issuesWanted(wanted, { keys, seen: seenIn(found), windows })
    if (calls.length === 0) continue
    for (const cells of (await readFewIssues(query, calls))()) {
      once([issueCell(cells, 'eventId'), issueCell(cells, 'account'), cells], () => addIssue(cells))
      follow(asked, names, cells)
    }
    names.spread()
  }
  return finish(['too many identities are tied to it: not all of them were followed'])
}
