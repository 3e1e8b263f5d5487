import { HOUR, type Instant, SECOND } from '../../../model/time.ts'
import type { NodeKind, Opacity, RoleAttribution, TraceEvidence } from '../../../model/trace.ts'
import { opacities } from '../../../model/trace.ts'
import { parsePrincipalArn } from '../arn.ts'
import { CLOCKS } from '../clocks.ts'
import { type Attribution, attributionOf, type Known } from './attribution.ts'
import { refOf } from './caller.ts'
import { type Credential, credentialOfUse } from './credential.ts'
import type { Graph } from './graph.ts'
import { DEFAULT_SESSION_NAME } from './origins.ts'
import type { Causes } from './ref.ts'
import { causesOf } from './up.ts'

const MOST_SHOWN = 20
const MOST_EXAMPLES = 5

/** Sessions of one name. As a rule one caller has it, and a set for each of a million names would fill the memory. */
interface Bearers {
  sessions: number
  caller: string | undefined
  more: Set<string> | undefined
}

const newBearers = (): Bearers => ({ sessions: 0, caller: undefined, more: undefined })

const addBearer = (same: Bearers, caller: string) => {
  same.caller ??= caller
  if (same.caller === caller) return
  same.more ??= new Set()
  same.more.add(caller)
}

const callersOf = ({ caller, more }: Bearers): number =>
  (caller === undefined ? 0 : 1) + (more?.size ?? 0)

interface Tally {
  readonly role: string
  readonly account: string | null
  sessions: number
  begunBefore: number
  attributed: number
  readonly lost: Record<Opacity, number>
  byServices: number
  bySwitchRole: number
  withSourceIdentity: number
  defaultNames: number
  readonly names: Map<string, Bearers>
  readonly callers: Map<
    string,
    { readonly label: string; sessions: number; readonly names: Set<string> }
  >
  readonly examples: TraceEvidence[]
}

const newTally = (role: string): Tally => ({
  role,
  account: parsePrincipalArn(role)?.account ?? null,
  sessions: 0,
  begunBefore: 0,
  attributed: 0,
  lost: Object.fromEntries(opacities.map((o) => [o, 0])) as Record<Opacity, number>,
  byServices: 0,
  bySwitchRole: 0,
  withSourceIdentity: 0,
  defaultNames: 0,
  names: new Map(),
  callers: new Map(),
  examples: [],
})

const roleOf = (c: Credential): string | undefined => {
  if (c.issuerArn !== null) return c.issuerArn
  const arn = c.arn === null ? undefined : parsePrincipalArn(c.arn)
  return arn?.session === undefined
    ? undefined
    : `arn:${arn.partition}:iam::${arn.account}:role/${arn.name}`
}

const nameOf = ({ principalId }: Credential): string | undefined =>
  principalId?.includes(':') === true ? principalId.slice(principalId.indexOf(':') + 1) : undefined

const gotOrMade = <K, V>(map: Map<K, V>, key: K, make: () => V): V => {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}

const byService = ({ causes }: Causes): boolean =>
  causes.some(
    ({ from }) =>
      from.credential === undefined &&
      (from.node.kind === 'service' || 'handed out by' in from.node.facts),
  )

/** Numbers and ids in a name tell runs of one thing apart, and not people. */
const withoutNumbers = (name: string): string => name.replace(/[0-9a-f]{8,}|\d+/gi, '')

/** Callers that may act for several people; a person under several names is one, and services name what runs. */
const BROKERS: readonly NodeKind[] = ['user', 'workload', 'root']

const addCaller = (
  tally: Tally,
  { to, label }: Extract<Attribution, { to: string }>,
  name: string,
) => {
  const caller = gotOrMade(tally.callers, to, () => ({
    label,
    sessions: 0,
    names: new Set<string>(),
  }))
  caller.sessions++
  caller.names.add(withoutNumbers(name))
}

/** The first by event id, so that the order of rows changes nothing. */
const addExample = (examples: TraceEvidence[], example: TraceEvidence) => {
  const last = examples[MOST_EXAMPLES - 1]
  if (last !== undefined && last.eventId <= example.eventId) return
  examples.push(example)
  examples.sort((a, b) => (a.eventId < b.eventId ? -1 : 1))
  examples.length = Math.min(examples.length, MOST_EXAMPLES)
}

const count = (tally: Tally, c: Credential, causes: Causes, result: Attribution) => {
  tally.sessions++
  if (c.sourceIdentity !== null) tally.withSourceIdentity++
  if (byService(causes)) tally.byServices++
  if (causes.causes.some((x) => x.how === 'SwitchRole')) tally.bySwitchRole++
  const example = causes.causes.find((x) => x.evidence.length > 0)?.evidence[0]
  if (example !== undefined) addExample(tally.examples, example)
  const name = nameOf(c)
  const isDefault = name !== undefined && DEFAULT_SESSION_NAME.test(name)
  if (isDefault) tally.defaultNames++
  if ('lost' in result) tally.lost[result.lost]++
  else tally.attributed++
  if (name === undefined) return
  const same = gotOrMade(tally.names, name, newBearers)
  same.sessions++
  if ('lost' in result) return
  addBearer(same, result.to)
  // A broker that says for whom it acts is what is asked of it.
  if (c.sourceIdentity === null && BROKERS.includes(result.kind) && !isDefault)
    addCaller(tally, result, name)
}

type Beginnings = ReadonlyMap<string, Instant>

/** When the logs of each account begin. */
const beginnings = (graph: Graph): Beginnings => {
  const first = new Map<string, Instant>()
  const add = (account: string | null, at: Instant | null) => {
    if (account !== null && at !== null) first.set(account, Math.min(at, first.get(account) ?? at))
  }
  for (const row of graph.uses.rows()) {
    const use = graph.uses.at(row)
    add(use.recipient, use.first)
  }
  for (const row of graph.issues.rows()) {
    const issue = graph.issues.at(row)
    add(issue.account, issue.time)
  }
  return first
}

/** The longest that a role, and with it the session that took another from it, can be held before. */
const LONGEST = 12 * HOUR

/** Whether a chain is lost only because it begins where no log was read yet. */
const isOlder = (c: Credential, result: Attribution, begun: Beginnings): boolean => {
  if (!('lost' in result) || c.createdAt === null) return false
  const isOwn = result.lost === 'issuing call not recorded'
  if (!isOwn && result.lost !== 'chain lost further up') return false
  const top = isOwn ? c : result.top
  const start = begun.get((top ?? c).account ?? '')
  if (start === undefined) return false
  const isBefore = (x: Credential) => x.createdAt !== null && x.createdAt < start + CLOCKS * SECOND
  return (top === undefined || isBefore(top)) && (isOwn || c.createdAt < start + LONGEST)
}

const shown = ({ names, callers, ...tally }: Tally): RoleAttribution => ({
  ...tally,
  sharedNames: [...names]
    .filter(([, n]) => callersOf(n) > 1)
    .map(([name, n]) => ({ name, sessions: n.sessions, callers: callersOf(n) }))
    .sort((a, b) => b.sessions - a.sessions || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_SHOWN),
  brokers: [...callers.values()]
    .filter((c) => c.names.size > 1)
    .map((c) => ({ caller: c.label, names: c.names.size, sessions: c.sessions }))
    .sort((a, b) => b.names - a.names || (a.caller < b.caller ? -1 : 1))
    .slice(0, MOST_SHOWN),
})

/** The earlier before the later: who opened a session is known by then. */
const byTime = (graph: Graph): Int32Array => {
  const rows = Int32Array.from(graph.uses.rows())
  const times = new Float64Array(1 + rows.reduce((most, row) => Math.max(most, row), -1))
  for (const row of rows) times[row] = graph.uses.createdAt(row) ?? 0
  return rows.sort((a, b) => (times[a] as number) - (times[b] as number))
}

/** Per role, how many of its sessions lead to one person or workload. Needs the whole graph (facts/aws.md 6.3). */
export const roleAttributions = (graph: Graph): readonly RoleAttribution[] => {
  const roles = new Map<string, Tally>()
  const known: Known = new Map()
  const begun = beginnings(graph)
  for (const row of byTime(graph)) {
    const use = graph.uses.at(row)
    if (use.type !== 'AssumedRole' || (use.key === null && use.createdAt === null)) continue
    const session = credentialOfUse(graph, use)
    const role = roleOf(session)
    // Of a session of several keys the first row stands for all.
    if (role === undefined || session.uses[0]?.row !== row) continue
    const causes = causesOf(graph, refOf(session))
    const tally = gotOrMade(roles, role.toLowerCase(), () => newTally(role))
    const result = attributionOf(graph, session, causes, known)
    if (isOlder(session, result, begun)) tally.begunBefore++
    else count(tally, session, causes, result)
  }
  return [...roles.values()].map(shown).sort((a, b) => (a.role < b.role ? -1 : 1))
}
