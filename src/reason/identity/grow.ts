import type { Instant } from '../../model/time.ts'
import type { Closure, ClosureAccount, ClosureKey, ClosureName, ClosureSession } from './closure.ts'
import { grantOf, since } from './grant.ts'
import { accountOfKey } from './key-account.ts'
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
  const byId = new Map<string, ClosureKey[]>()
  for (const key of keys) byId.set(key.id, [...(byId.get(key.id) ?? []), key])
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

const ownSession = (t: Trace): ClosureSession[] =>
  t.key === null || t.createdAt === null || t.principalId === null
    ? []
    : [{ principalId: t.principalId, createdAt: t.createdAt }]

const sameName = (a: string | null, b: string): boolean => a?.toLowerCase() === b.toLowerCase()

const learnIds = (names: readonly ClosureName[], traces: readonly Trace[]): ClosureName[] =>
  names.map(({ arn, ids }) => {
    const own = traces.filter((t) => sameName(t.arn, arn)).map((t) => t.principalId)
    const issued = traces.filter((t) => sameName(t.issuerArn, arn)).map((t) => t.issuerId)
    const all = [...ids, ...own, ...issued].filter((id) => id !== null)
    return { arn, ids: [...new Set(all)].sort() }
  })

const isSubject = (c: Closure, t: Trace): boolean =>
  c.subject.kind === 'key' ? t.key === c.subject.text : t.acts

/** When the subject was made, where that is recorded: by the call that issued it, or as its own session says (R26). */
const birth = (seed: Closure, own: readonly Trace[], born: readonly Trace[]) => {
  const temporary = seed.subject.kind === 'key' && seed.subject.text.startsWith('ASIA')
  const begun = temporary ? own.flatMap((t) => t.createdAt ?? []) : []
  return [...born.flatMap((t) => since(t) ?? []), ...begun].sort((a, b) => a - b)[0]
}

const accountsOf = (seed: Closure, own: readonly Trace[], made: Instant | undefined) => {
  const start = (id: string): ClosureAccount => ({
    id,
    since: seed.accounts.find((a) => a.id === id)?.since ?? made,
  })
  const logged = own.flatMap((t) => t.account ?? [])
  return [...seed.accounts.map((a) => start(a.id)), ...logged.map(start)]
}

/**
 * A closure made larger by what the lake says: keys and sessions issued to it, users made by it, accounts, unique
 * ids. The same traces in any order, or twice, give the same closure (R12).
 */
export const grow = (seed: Closure, traces: readonly Trace[]): Closure => {
  const callers = traces.filter((t) => t.acts)
  const issuing = callers.filter((t) => t.call !== null)
  const grants = issuing.map(grantOf)
  const born = traces.filter((t) => !t.acts && t.call !== null)
  const keys = mergedKeys([
    ...seed.keys,
    ...callers.flatMap(ownKey),
    ...grants.flatMap((g) => g.keys),
  ])
  const sessions = byKey(
    [...callers.flatMap(ownSession), ...grants.flatMap((g) => g.sessions)],
    (s) => `${s.principalId} ${s.createdAt}`,
    (a) => a,
  )
  const names = byKey(
    [...seed.names, ...grants.flatMap((g) => g.names)],
    (n) => n.arn.toLowerCase(),
    (a) => a,
  )
  const own = callers.filter((t) => isSubject(seed, t))
  const made = birth(seed, own, born)
  const accounts = byKey(
    [...accountsOf(seed, own, made), ...grants.flatMap((g) => g.accounts)],
    (a) => a.id,
    (a, b) => ({ id: a.id, since: earlier(a.since, b.since) }),
  )
  const decoded = seed.subject.kind === 'key' ? accountOfKey(seed.subject.text) : undefined
  const logged = own.flatMap((t) => t.account ?? [])
  return {
    ...seed,
    seen: seed.seen || born.length > 0 || own.length > 0,
    keys,
    sessions,
    names: learnIds(names, callers),
    consoleUsers: byKey(
      grants.flatMap((g) => g.consoleUsers),
      (u) => `${u.account} ${u.name}`,
      (a) => a,
    ),
    accounts,
    evidence: [...new Set([...issuing, ...born].flatMap((t) => t.eventId ?? []))].sort(),
    missing: [...new Set(grants.flatMap((g) => g.missing))].sort(),
    conflicts:
      decoded === undefined ? [] : [...new Set(logged.filter((a) => a !== decoded))].sort(),
  }
}
