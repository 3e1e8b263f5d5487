import type { Instant } from '../../model/time.ts'
import { type PrincipalArn, parsePrincipalArn } from './arn.ts'
import type { Closure, ClosureName } from './closure.ts'
import { isTemporary } from './key-kind.ts'
import { sameName, samePrincipal } from './same-name.ts'
import { earlier } from './seed.ts'
import type { Trace } from './steps.ts'
import { isUniqueId } from './subject.ts'

/** What the lake says of how long a subject has existed: calls that made it, and calls that ended or gave its name. */
export interface Life {
  readonly births: readonly Trace[]
  /** Before these the name, if it is one, was somebody else's. */
  readonly changes: readonly Trace[]
}

const isUserCall = (t: Trace) => t.call?.endsWith('User') === true

const concerns = (t: Trace, name: string | null, { account, kind, name: own }: PrincipalArn) =>
  t.recipient === account && kind === (isUserCall(t) ? 'user' : 'role') && sameName(name, own)

const lifeOfName = (arn: string, traces: readonly Trace[]): Life => {
  const parsed = parsePrincipalArn(arn)
  if (parsed === undefined) return { births: [], changes: [] }
  const nameOf = (t: Trace) => (isUserCall(t) ? t.userName : t.roleName)
  return {
    births: traces.filter(
      (t) =>
        (t.call === 'CreateUser' || t.call === 'CreateRole') &&
        (samePrincipal(t.madeArn, arn) || concerns(t, nameOf(t), parsed)),
    ),
    changes: traces.filter(
      (t) =>
        ((t.call === 'DeleteUser' || t.call === 'DeleteRole') && concerns(t, nameOf(t), parsed)) ||
        (t.call === 'UpdateUser' && concerns(t, t.newName, parsed)),
    ),
  }
}

/** How the subject came to be, as far as that was recorded. */
export const lifeOf = ({ subject, names }: Closure, traces: readonly Trace[]): Life => {
  const { kind, text } = subject
  if (kind === 'key')
    return {
      births: traces.filter((t) => t.issuedKey === text || t.createdKey === text),
      changes: [],
    }
  if (isUniqueId(text))
    return { births: traces.filter((t) => t.madeId === text.split(':')[0]), changes: [] }
  const lives = names.map((n) => lifeOfName(n.arn, traces))
  return { births: lives.flatMap((l) => l.births), changes: lives.flatMap((l) => l.changes) }
}

const times = (traces: readonly Trace[]): Instant[] => traces.flatMap((t) => t.first ?? [])

/** The earliest that is known, unless something happened at that time or before. */
const unless = (
  since: readonly (Instant | undefined)[],
  before: readonly Trace[],
  sooner: (act: Instant, since: Instant) => boolean,
): Instant | undefined => {
  const [first] = since.filter((s) => s !== undefined).sort((a, b) => a - b)
  return first === undefined || times(before).some((t) => sooner(t, first)) ? undefined : first
}

/**
 * Since when somebody bears a name. A name that was borne before, by one who was deleted or renamed or whose unique id
 * nothing explains, is of no known age: R26 holds for unique ids, and names are given again.
 */
const sinceOfName = (
  name: ClosureName,
  since: Instant | undefined,
  traces: readonly Trace[],
): Instant | undefined => {
  const { births, changes } = lifeOfName(name.arn, traces)
  const made = unless(
    [since, ...times(births)],
    traces.filter((t) => samePrincipal(t.arn, name.arn) || samePrincipal(t.issuerArn, name.arn)),
    (act, first) => act < first,
  )
  const ids = new Set([
    ...traces.filter((t) => samePrincipal(t.arn, name.arn)).map((t) => t.principalId),
    ...traces.filter((t) => samePrincipal(t.issuerArn, name.arn)).map((t) => t.issuerId),
    ...(since === undefined ? name.ids : []),
  ])
  const explained = [...births.map((t) => t.madeId), ...(since === undefined ? [] : name.ids)]
  const nameless =
    explained.filter((id) => id === null).length +
    (since !== undefined && name.ids.length === 0 ? 1 : 0)
  const strange = [...ids].filter((id) => id !== null && !explained.includes(id))
  const given = unless([made], changes, (change, first) => change <= first)
  return strange.length > nameless ? undefined : given
}

/** Since when the identities of the subject in an account can have acted, where that is known (R26). */
export const sinceIn = (
  account: string,
  seed: Closure,
  own: readonly Trace[],
  traces: readonly Trace[],
): Instant | undefined => {
  const known = seed.accounts.filter((a) => a.id === account)
  const since = known.map((a) => a.since).reduce(earlier, known[0]?.since)
  const { kind, text } = seed.subject
  const names = seed.names.filter((n) => parsePrincipalArn(n.arn)?.account === account)
  if (kind === 'principal' && !isUniqueId(text) && names.length > 0)
    return names.map((n) => sinceOfName(n, since, traces)).reduce(earlier)
  const temporary = kind === 'key' && isTemporary(text)
  const begun = temporary ? own.flatMap((t) => t.createdAt ?? []) : []
  const births = times(lifeOf(seed, traces).births)
  return unless([since, ...births, ...begun], own, (act, first) => act < first)
}
