import { groupBy } from '../../model/group-by.ts'
import type { SessionOf } from '../../model/scope.ts'
import { lifeOf, sinceIn } from './birth.ts'
import type { Closure, ClosureAccount, ClosureKey, ClosureName } from './closure.ts'
import { grantOf } from './grant.ts'
import { accountOfKey } from './key-account.ts'
import { lostByRenaming, withoutRenamed } from './rename.ts'
import { samePrincipal } from './same-name.ts'
import { earlier } from './seed.ts'
import type { Trace } from './steps.ts'

const byKey = <T>(items: readonly T[], key: (item: T) => string, merge: (a: T, b: T) => T): T[] => {
  const all = new Map<string, T>()
  for (const item of items) {
    const before = all.get(key(item))
    all.set(key(item), before === undefined ? item : merge(before, item))
  }
  return [...all.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item)
}

/** The one value that all agree on. Where they do not, it is as good as not known. */
const agreed = (values: readonly (string | undefined)[]): string | undefined => {
  const [one, ...others] = [...new Set(values.filter((v) => v !== undefined))]
  return others.length === 0 ? one : undefined
}

/** A bearer by ARN says more than one by a user's name alone. */
const agreedBearer = (bearers: readonly (string | undefined)[]): string | undefined => {
  const arns = bearers.filter((b) => b?.startsWith('arn:'))
  return agreed(arns.length > 0 ? arns : bearers)
}

const mergedKeys = (keys: readonly ClosureKey[]): ClosureKey[] => {
  const byId = groupBy(keys, (key) => key.id)
  return [...byId.keys()].sort().map((id) => {
    const same = byId.get(id) ?? []
    return {
      id,
      principalId: agreed(same.map((k) => k.principalId)),
      bearer: agreedBearer(same.map((k) => k.bearer)),
    }
  })
}

const ownKey = (t: Trace): ClosureKey[] =>
  t.key === null
    ? []
    : [{ id: t.key, principalId: t.principalId ?? undefined, bearer: t.arn ?? undefined }]

const ownSession = (t: Trace): SessionOf[] =>
  t.key === null || t.createdAt === null || t.principalId === null
    ? []
    : [{ principalId: t.principalId, createdAt: t.createdAt }]

const isCreation = (t: Trace) => t.call === 'CreateUser' || t.call === 'CreateRole'

const learnIds = (names: readonly ClosureName[], traces: readonly Trace[]): ClosureName[] =>
  names.map(({ arn, ids }) => {
    const own = traces.filter((t) => t.acts && samePrincipal(t.arn, arn)).map((t) => t.principalId)
    const issued = traces
      .filter((t) => t.acts && samePrincipal(t.issuerArn, arn))
      .map((t) => t.issuerId)
    const made = traces
      .filter((t) => isCreation(t) && samePrincipal(t.madeArn, arn))
      .map((t) => t.madeId)
    const all = [...ids, ...own, ...issued, ...made].filter((id) => id !== null)
    return { arn, ids: [...new Set(all)].sort() }
  })

const isSubject = (c: Closure, t: Trace): boolean =>
  c.subject.kind === 'key' ? t.key === c.subject.text : t.acts

const accountsOf = (
  seed: Closure,
  own: readonly Trace[],
  traces: readonly Trace[],
): ClosureAccount[] => {
  const known = [...new Set(seed.accounts.map((a) => a.id))]
  const logged = [...new Set(own.flatMap((t) => t.account ?? []))]
  const start = (id: string) => sinceIn(id, seed, own, traces)
  const all = known.map(start)
  // Where the log names an account that nothing else does, it is as old as the subject is elsewhere.
  const elsewhere = known.length === 0 ? undefined : all.reduce(earlier)
  return [
    ...known.map((id, i) => ({ id, since: all[i] })),
    ...logged
      .filter((id) => !known.includes(id))
      .map((id) => ({ id, since: known.length === 0 ? start(id) : elsewhere })),
  ]
}

/** Names that a call is evidence of: a rename or a deletion by somebody else made nobody. */
const isEvidence = (t: Trace) =>
  t.call !== 'UpdateUser' && t.call !== 'DeleteUser' && t.call !== 'DeleteRole'

/**
 * A closure made larger by what the lake says: keys and sessions issued to it, users made by it, accounts, unique
 * ids. The same traces in any order, or twice, give the same closure (R12).
 */
export const grow = (seed: Closure, traces: readonly Trace[]): Closure => {
  const callers = traces.filter((t) => t.acts)
  const issuing = callers.filter((t) => t.call !== null)
  const { births, changes } = lifeOf(seed, traces)
  // A key that was never seen in use has its session from the call that issued it.
  const given = seed.subject.kind === 'key' ? births : []
  const grants = [...new Set([...issuing, ...given])].map(grantOf)
  const keys = withoutRenamed(
    mergedKeys([...seed.keys, ...callers.flatMap(ownKey), ...grants.flatMap((g) => g.keys)]),
    traces,
  )
  const sessions = byKey(
    [...callers.flatMap(ownSession), ...grants.flatMap((g) => g.sessions)],
    (s) => `${s.principalId} ${s.createdAt}`,
    (a) => a,
  )
  const names = byKey(
    [...seed.names, ...grants.flatMap((g) => g.names)],
    (n) => n.arn.toLowerCase(),
    (a, b) => ({ arn: a.arn, ids: [...new Set([...a.ids, ...b.ids])] }),
  )
  const known = learnIds(names, traces)
  const consoleUsers = byKey(
    grants.flatMap((g) => g.consoleUsers),
    (u) => `${u.account} ${u.name}`,
    (a) => a,
  )
  const own = callers.filter((t) => isSubject(seed, t))
  const accounts = byKey(
    [...accountsOf(seed, own, traces), ...grants.flatMap((g) => g.accounts)],
    (a) => a.id,
    (a, b) => ({ id: a.id, since: earlier(a.since, b.since) }),
  )
  const decoded = seed.subject.kind === 'key' ? accountOfKey(seed.subject.text) : undefined
  const logged = own.flatMap((t) => t.account ?? [])
  return {
    ...seed,
    seen: seed.seen || births.length + changes.length + own.length > 0,
    keys,
    sessions,
    names: known,
    consoleUsers,
    consoles: byKey(
      grants.flatMap((g) => g.consoles),
      (s) => `${s.principalId} ${s.createdAt}`,
      (a) => a,
    ),
    openSessions: byKey(
      grants.flatMap((g) => g.openSessions),
      (s) => `${s.role} ${s.name} ${s.createdAt}`,
      (a) => a,
    ),
    switches: [...new Set(grants.flatMap((g) => g.switches))].sort(),
    accounts,
    evidence: [
      ...new Set([...issuing.filter(isEvidence), ...births].flatMap((t) => t.eventId ?? [])),
    ].sort(),
    missing: [
      ...new Set([
        ...grants.flatMap((g) => g.missing),
        ...lostByRenaming(known, consoleUsers, traces),
      ]),
    ].sort(),
    conflicts:
      decoded === undefined ? [] : [...new Set(logged.filter((a) => a !== decoded))].sort(),
  }
}
