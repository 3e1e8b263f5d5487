import type { Snapshot } from '../../model/snapshot.ts'
import type { Instant } from '../../model/time.ts'
import { parsePrincipalArn } from './arn.ts'
import type { Closure, ClosureAccount, ClosureName } from './closure.ts'
import { accountOfKey } from './key-account.ts'
import { isBareName, isUniqueId, type Subject } from './subject.ts'

type Identity = Snapshot['identities'][number]

/** The earlier of two instants; one that is not known could be earlier still. */
export const earlier = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
  a === undefined || b === undefined ? undefined : Math.min(a, b)

const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

const withId = (i: Identity): string[] => (i.id === undefined ? [] : [i.id])

const ofKey = (key: string, identities: readonly Identity[]): Omit<Closure, 'subject'> => {
  const owner = identities.find((i) => i.accessKeys.some((k) => k.id === key))
  const since = owner?.accessKeys.find((k) => k.id === key)?.createdAt
  const decoded = accountOfKey(key)
  const ids = new Set([decoded, owner?.account].filter((a) => a !== undefined))
  return {
    ...NOBODY,
    seen: owner !== undefined,
    keys: [{ id: key, principalId: owner?.id, bearer: owner?.arn }],
    accounts: [...ids].map((id) => ({ id, since })),
  }
}

const named = (
  arns: readonly string[],
  identities: readonly Identity[],
): Omit<Closure, 'subject'> => {
  const names: ClosureName[] = []
  const accounts: ClosureAccount[] = []
  let seen = false
  for (const arn of arns) {
    const known = identities.filter((i) => sameName(i.arn, arn))
    seen ||= known.length > 0
    names.push({ arn, ids: [...new Set(known.flatMap(withId))] })
    const account = parsePrincipalArn(arn)?.account
    const since = known.map((i) => i.createdAt).reduce(earlier, known[0]?.createdAt)
    if (account !== undefined) accounts.push({ id: account, since })
  }
  return { ...NOBODY, seen, names, accounts, bearers: arns }
}

const byId = (id: string, identities: readonly Identity[]): Omit<Closure, 'subject'> => {
  const known = identities.find((i) => i.id === id.split(':')[0])
  return {
    ...NOBODY,
    seen: known !== undefined && !id.includes(':'),
    ids: [id],
    accounts: known === undefined ? [] : [{ id: known.account, since: known.createdAt }],
  }
}

const NOBODY: Omit<Closure, 'subject'> = {
  seen: false,
  keys: [],
  sessions: [],
  names: [],
  ids: [],
  consoleUsers: [],
  consoles: [],
  openSessions: [],
  switches: [],
  accounts: [],
  evidence: [],
  missing: [],
  bearers: [],
  notLookedUp: [],
  conflicts: [],
}

/**
 * What is known of a subject before the lake is asked: from its own text and from snapshots. `arns` are the ARNs
 * that a bare name stands for.
 */
export const seedOf = (
  subject: Subject,
  snapshots: readonly Snapshot[],
  arns: readonly string[],
): Closure => {
  const identities = snapshots.flatMap((s) => s.identities)
  const { kind, text } = subject
  if (kind === 'key') return { subject, ...ofKey(text, identities) }
  if (isUniqueId(text)) return { subject, ...byId(text, identities) }
  return { subject, ...named(isBareName(text) ? arns : [text], identities) }
}

/** ARNs in snapshots of users and roles with this name. */
export const arnsNamed = (name: string, snapshots: readonly Snapshot[]): string[] => [
  ...new Set(
    snapshots
      .flatMap((s) => s.identities)
      .filter((i) => sameName(parsePrincipalArn(i.arn)?.name ?? '', name))
      .map((i) => i.arn),
  ),
]
