import { formatInstant, type Instant, SECOND } from '../../../model/time.ts'
import { parsePrincipalArn } from '../arn.ts'
import { CLOCKS } from '../clocks.ts'
import { sameName } from '../same-name.ts'
import { RENAMING } from './columns.ts'
import type { Graph } from './graph.ts'

/** A call that gave a user another name (UpdateUser with newUserName); the unique id and the keys stay (R12). */
export interface Rename {
  readonly account: string
  readonly from: string
  readonly to: string
  readonly at: Instant
  readonly eventId: string | null
}

const isAt = (a: string | null, b: string): boolean => sameName(a, b)

/** Every recorded change of a user's name in an account, by time, each once. */
export const renamesIn = (graph: Graph, account: string): readonly Rename[] =>
  graph.once(`renames ${account}`, () => {
    const all = graph.find
      .issuesOfCall(RENAMING)
      .map(graph.issues.at)
      .flatMap(({ account: where, userName: from, target: to, time: at, eventId }) =>
        where === account && from !== null && to !== null && at !== null && !isAt(from, to)
          ? [{ account, from, to, at, eventId }]
          : [],
      )
    const once = new Map(all.map((r) => [JSON.stringify([r.at, r.from, r.to]), r]))
    return [...once.values()].sort((a, b) => a.at - b.at || (a.to < b.to ? -1 : 1))
  })

/** What whoever was given a name was called after it, one after the other. */
const onwards = (renames: readonly Rename[], name: string, at: Instant): readonly Rename[] => {
  const out: Rename[] = []
  let [last, since] = [name, at]
  for (const r of renames) {
    if (r.at < since || !isAt(r.from, last)) continue
    out.push(r)
    last = r.to
    since = r.at
  }
  return out
}

/** The changes, in order, through which one user can have borne all of these names; undefined where there are none. */
export const renamesThrough = (
  graph: Graph,
  account: string,
  names: readonly string[],
): readonly Rename[] | undefined => {
  const renames = renamesIn(graph, account)
  for (const first of renames.filter((r) => names.some((n) => isAt(r.from, n)))) {
    const chain = [first, ...onwards(renames, first.to, first.at)]
    const places = names.map((n) =>
      isAt(first.from, n) ? 0 : chain.findIndex((r) => isAt(r.to, n)) + 1 || -1,
    )
    if (places.every((p) => p >= 0)) return chain.slice(0, Math.max(...places))
  }
  return undefined
}

/** Another name of whoever bore one, and since when or until when it was his. */
export interface OtherName {
  readonly name: string
  /** He must have borne it at this instant or before. */
  readonly before: Instant | undefined
  /** He can have borne it from this instant on. */
  readonly after: Instant | undefined
}

/** Names that were borne, before and after, by whoever bore a name; `at`: by whoever bore it then. */
export const otherNames = (
  graph: Graph,
  account: string,
  name: string,
  at?: Instant,
): readonly OtherName[] => {
  const renames = renamesIn(graph, account)
  const spread = CLOCKS * SECOND
  const later = renames
    .filter((r) => isAt(r.from, name) && (at === undefined || r.at >= at - spread))
    .slice(0, at === undefined ? renames.length : 1)
    .flatMap((r) => [r, ...onwards(renames, r.to, r.at)])
    .map((r) => ({ name: r.to, before: undefined, after: r.at }))
  const given = renames.filter((r) => isAt(r.to, name) && (at === undefined || r.at <= at + spread))
  const earlier = (at === undefined ? given : given.slice(-1)).map((r) => ({
    name: r.from,
    before: r.at,
    after: undefined,
  }))
  return [...later, ...earlier]
}

/** Whether a user who bore these names can have borne one of them at an instant. */
export const boreThen = (
  graph: Graph,
  account: string,
  names: readonly string[],
  name: string,
  at: Instant,
): boolean => {
  const chain = names.length < 2 ? undefined : renamesThrough(graph, account, names)
  if (chain === undefined) return true
  const spread = CLOCKS * SECOND
  const since = chain.findLast((r) => r.at <= at - spread)
  const until = chain.find((r) => r.at >= at - spread)
  const then = [
    ...(since === undefined ? chain.slice(0, 1).map((r) => r.from) : [since.to]),
    ...(until !== undefined && until.at <= at + spread ? [until.from, until.to] : []),
  ]
  return then.some((n) => isAt(n, name))
}

/** `bob until 2026-03-07T02:00:00Z (UpdateUser, event e1)`. */
export const formerName = ({ from, at, eventId }: Rename): string =>
  `${from} until ${formatInstant(at)} (${RENAMING}${eventId === null ? '' : `, event ${eventId}`})`

/** Account and names of users among some ARNs. */
export const namesOfUsers = (
  arns: readonly string[],
): { readonly account: string; readonly names: readonly string[] } | undefined => {
  const users = arns.map(parsePrincipalArn)
  const account = users[0]?.account
  const names = users.flatMap((u) => (u?.kind === 'user' && u.account === account ? [u.name] : []))
  return account === undefined || names.length < users.length ? undefined : { account, names }
}
