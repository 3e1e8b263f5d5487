import { parsePrincipalArn } from './arn.ts'
import type { Closure, ClosureKey, ClosureName } from './closure.ts'
import { sameName } from './same-name.ts'
import type { Trace } from './steps.ts'

const renames = (traces: readonly Trace[]): Trace[] =>
  traces.filter((t) => t.call === 'UpdateUser' && t.newName !== null)

const isUser = (account: string | null, name: string | null, arn: string): boolean => {
  const parsed = parsePrincipalArn(arn)
  return parsed?.kind === 'user' && parsed.account === account && sameName(name, parsed.name)
}

/** Keys whose bearer was renamed are nobody's in particular: a name no longer contradicts. */
export const withoutRenamed = (
  keys: readonly ClosureKey[],
  traces: readonly Trace[],
): ClosureKey[] => {
  const all = renames(traces)
  return keys.map((k) => {
    const { bearer } = k
    const renamed =
      bearer !== undefined &&
      all.some((t) =>
        bearer.startsWith('/')
          ? sameName(t.userName, bearer.slice(1))
          : isUser(t.recipient, t.userName, bearer),
      )
    return renamed ? { ...k, bearer: undefined } : k
  })
}

/**
 * Users of a closure that were renamed. A unique id goes with them; who is known by name alone cannot be followed, and
 * the closure says so.
 */
export const lostByRenaming = (
  names: readonly ClosureName[],
  consoleUsers: Closure['consoleUsers'],
  traces: readonly Trace[],
): string[] =>
  renames(traces)
    .filter(
      (t) =>
        names.some(
          ({ arn, ids }) =>
            ids.length === 0 &&
            (isUser(t.recipient, t.userName, arn) || isUser(t.recipient, t.newName, arn)),
        ) ||
        consoleUsers.some(
          (u) =>
            u.account === t.recipient &&
            sameName(t.userName, u.name) &&
            !names.some((n) => n.ids.length > 0 && isUser(t.recipient, t.userName, n.arn)),
        ),
    )
    .map(
      (t) =>
        `the user ${t.userName} was given another name or path (event ${t.eventId}), and its unique id is not known`,
    )
