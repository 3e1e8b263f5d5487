import type { Assumption } from '../../model/coverage.ts'
import { groupBy } from '../../model/group-by.ts'
import type { Settings } from '../../model/settings.ts'
import { formatInstant } from '../../model/time.ts'
import type { Closure } from '../identity/closure.ts'
import { lastingIssuing, sessionIssuing, switching } from '../identity/issuing.ts'
import { isBareName } from '../identity/subject.ts'
import type { Asked, Obstacle, Piece } from './question.ts'

const anywhere = [{}]

/**
 * The calls that issue credentials are part of what must have been recorded, from the creation of whoever could make
 * them (R13). Those of sessions too: a session that nobody recorded may have made a lasting credential, or opened
 * another session before it ended. Where the age is not known, nothing of it is shown (`closureObstacles`), and the
 * longest session before the window says what is missing at least. Who has a console may switch to a role of any
 * account. A key that is asked about alone needs none of them.
 */
export const issuingPieces = (
  { closure, knownAccounts, leftOut, window, partitions }: Asked,
  settings: Settings,
): Piece[] => {
  if (closure === undefined || leftOut !== undefined) return []
  const earliest = window.from - settings.sessionLength
  const own = [...groupBy(closure.accounts, (a) => a.since ?? earliest)]
  const elsewhere = knownAccounts.filter((id) => !closure.accounts.some((a) => a.id === id))
  const { consoleUsers, consoles } = closure.perhaps?.closure ?? closure
  const hasConsole = consoleUsers.length + consoles.length > 0
  return [
    ...own.flatMap(([from, group]) => {
      const accounts = group.map((a) => a.id)
      return [
        { scope: sessionIssuing(accounts), places: anywhere, from },
        { scope: lastingIssuing(accounts, partitions), places: anywhere, from },
      ]
    }),
    ...(hasConsole && elsewhere.length > 0
      ? [
          {
            scope: switching(elsewhere),
            places: anywhere,
            from: Math.min(...(own.length === 0 ? [earliest] : own.map(([from]) => from))),
          },
        ]
      : []),
  ]
}

/** What keeps the closure of an identity from being known to be whole; alone, it needs no known age. */
export const closureObstacles = (closure: Closure | undefined, isAlone = false): Obstacle[] => {
  if (closure === undefined || !closure.seen) return []
  const { text } = closure.subject
  const ageless = !isAlone && closure.accounts.some((a) => a.since === undefined)
  return [
    ...(ageless
      ? [
          {
            reason: 'configuration unknown' as const,
            detail: `when ${text} was created is not known, so that credentials which it made before the logs begin cannot be ruled out`,
            remedy:
              'collect its account, which tells identities and their creation times: wholetrail collect [--org]',
          },
        ]
      : []),
    ...(closure.accounts.length === 0
      ? [
          {
            reason: 'owner unknown' as const,
            detail: `no account of ${text} is known`,
            remedy: 'name its account with --account',
          },
        ]
      : []),
    ...(closure.notLookedUp.length > 0
      ? [
          {
            reason: 'configuration unknown' as const,
            detail: `${text} is a bare name, and nothing says who bears it in ${closure.notLookedUp.join(', ')}`,
            remedy: `name the one who is meant by ARN: ${closure.bearers.join(' or ')}`,
          },
        ]
      : []),
    ...closure.missing.map((detail) => ({
      reason: 'candidate events' as const,
      detail,
      remedy: 'look at that event, and ask about the credentials that it gave',
    })),
  ]
}

/** What a no about a name takes for true: who bears it, and that nobody bore it before (R26, R30). */
export const closureAssumptions = (closure: Closure | undefined): Assumption[] => {
  if (closure === undefined || closure.subject.kind === 'key') return []
  const { text } = closure.subject
  const since = closure.accounts.map((a) => a.since).filter((s) => s !== undefined)
  const means = closure.bearers.join(' and ')
  return [
    ...(isBareName(text)
      ? [{ id: 'principal-meant', sentence: `${text} means ${means} and nobody else` }]
      : []),
    ...(closure.bearers.length > 0 && since.length > 0
      ? [
          {
            id: 'name-first-borne',
            sentence: `nobody else was called ${means} before ${formatInstant(Math.min(...since))}`,
          },
        ]
      : []),
  ]
}
