import { TOKEN } from '../../../model/catalogue/issuing.ts'
import type { Confidence } from '../../../model/trace.ts'
import { CLOCKS } from '../clocks.ts'
import { isLasting } from '../key-kind.ts'
import { callerOf } from './caller.ts'
import { kindOfCall } from './calls.ts'
import { type Credential, isElsewhere } from './credential.ts'
import { fits } from './fits.ts'
import type { Graph } from './graph.ts'
import { idOf, type Ref } from './ref.ts'
import type { Issue } from './rows.ts'
import { secondOf } from './uses.ts'

/** One call, in all its copies, with who made it. */
export interface Act {
  readonly caller: Ref
  readonly issues: readonly Issue[]
}

const agree = (a: string | null, b: string | null): boolean => a === null || b === null || a === b

const isHidden = ({ issues }: Act): boolean => issues.every((i) => i.callerType === 'AWSAccount')

/**
 * Whether a copy that hides the caller may be a copy of an act that shows him (R14): it tells his account and mostly
 * his principal id, and what it tells must agree, whatever id it shares.
 */
const mayBeCopy = (hidden: Issue, { caller, issues }: Act): boolean =>
  agree(hidden.callerAccount, caller.node.account) &&
  issues.some((i) => i.name === hidden.name && agree(hidden.callerPrincipal, i.callerPrincipal))

/** Copies of one call together: by who made it, and what hides him with what shows him. */
export const actsOf = (graph: Graph, issues: readonly Issue[]): Act[] => {
  const [only, ...more] = issues
  if (only !== undefined && more.length === 0) return [{ caller: callerOf(graph, only), issues }]
  const byCaller = new Map<string, { caller: Ref; issues: Issue[] }>()
  for (const issue of issues) {
    const caller = callerOf(graph, issue)
    const id = `${issue.callerType === 'AWSAccount'} ${idOf(caller)}`
    const act = byCaller.get(id)
    if (act === undefined) byCaller.set(id, { caller, issues: [issue] })
    else act.issues.push(issue)
  }
  const all = [...byCaller.values()]
  const shown = all.filter((a) => !isHidden(a))
  const unmatched: Act[] = []
  for (const act of all.filter(isHidden)) {
    const [issue] = act.issues
    const of = issue === undefined ? undefined : shown.find((a) => mayBeCopy(issue, a))
    if (of === undefined) unmatched.push(act)
    else of.issues.push(...act.issues)
  }
  return [...shown, ...unmatched].sort((a, b) => (idOf(a.caller) < idOf(b.caller) ? -1 : 1))
}

/** Calls whose answer names one of the keys of a credential: those that fit it, and those that contradict. */
export const byKey = (graph: Graph, c: Credential) => {
  const keys = c.uses.length === 0 ? [c.key] : c.uses.map((u) => u.key)
  const issues = [...new Set(keys)]
    .flatMap((key) => (key === null ? [] : graph.find.issuesOfKey(key)))
    .map(graph.issues.at)
  const fitting = issues.filter((i) => fits(graph, i, c))
  return { fitting, others: issues.filter((i) => !fitting.includes(i)) }
}

const isFollower = (c: Credential): boolean => c.console || !c.direct || c.key === null

/**
 * Calls that name the principal of a session, at the time of its creation, where none names its key. A call whose
 * answer names another key issued another session, unless this is one whose keys no call names (R12).
 */
export const byTime = (graph: Graph, c: Credential): Issue[] => {
  const { principalId, createdAt, key } = c
  if (principalId === null || createdAt === null || (key !== null && isLasting(key))) return []
  const name = principalId.slice(principalId.indexOf(':') + 1)
  const second = secondOf(createdAt)
  const seconds = Array.from(
    { length: (c.console ? TOKEN : 0) + 2 * CLOCKS + 1 },
    (_, i) => second + CLOCKS - i,
  )
  return seconds
    .flatMap((s) => graph.find.issuesNamed(name, s))
    .map(graph.issues.at)
    .filter((issue) => {
      const kind = kindOfCall(issue.name ?? '')
      const isNamed =
        issue.bearerId === principalId || (issue.bearerId === null && issue.role !== null)
      return (
        kind.byTime &&
        isNamed &&
        (!kind.consoleOnly || c.console) &&
        (issue.issuedKey === null || (isFollower(c) && !isElsewhere(graph, issue, createdAt))) &&
        fits(graph, issue, c)
      )
    })
}

/** A session of the same principal and second that none of these calls issued: it may have had another caller. */
const hasTwin = (graph: Graph, c: Credential, { issues }: Act): boolean => {
  if (c.principalId === null || c.createdAt === null) return false
  const own = new Set(c.uses.map((u) => u.row))
  const given = new Set(issues.map((i) => i.issuedKey))
  return graph.find
    .usesOfSession(c.principalId, secondOf(c.createdAt))
    .filter((row) => !own.has(row))
    .some((row) => !isFollower(c) || !given.has(graph.uses.at(row).key))
}

/** Whether the one call that fits a session by time opened it: of those that issued another key, in its very second. */
export const isSure = (graph: Graph, c: Credential, act: Act): boolean =>
  !hasTwin(graph, c, act) &&
  act.issues.some(
    (i) =>
      i.issuedKey === null || (i.time !== null && secondOf(i.time) === secondOf(c.createdAt ?? 0)),
  )

/** One caller is known with this confidence; where several claim the same, each is but possible. */
export const confidenceOf = (acts: readonly Act[], alone: Confidence): Confidence =>
  acts.length > 1 ? 'possible' : alone
