import type { Settings } from '../../model/settings.ts'
import type { Instant } from '../../model/time.ts'
import type { Closure } from '../identity/closure.ts'
import { lastingIssuing, sessionIssuing } from '../identity/issuing.ts'
import type { Asked, Obstacle, Piece } from './question.ts'

const byStart = (closure: Closure, start: (since: Instant) => Instant): [Instant, string[]][] => {
  const groups = new Map<Instant, string[]>()
  for (const { id, since } of closure.accounts) {
    if (since === undefined) continue
    const from = start(since)
    groups.set(from, [...(groups.get(from) ?? []), id])
  }
  return [...groups]
}

const anywhere = [{}]

/**
 * The calls that issue credentials are part of what must have been recorded (R13): for sessions from 36 hours before
 * the window, for lasting credentials from the creation of whoever could make them.
 */
export const issuingPieces = (
  { closure, window, partitions }: Asked,
  settings: Settings,
): Piece[] => {
  if (closure === undefined) return []
  const longest = window.from - settings.sessionLength
  const unknown = closure.accounts.filter((a) => a.since === undefined).map((a) => a.id)
  return [
    ...byStart(closure, (since) => Math.max(since, longest)).map(([from, accounts]) => ({
      scope: sessionIssuing(accounts),
      places: anywhere,
      from,
    })),
    ...(unknown.length > 0
      ? [{ scope: sessionIssuing(unknown), places: anywhere, from: longest }]
      : []),
    ...byStart(closure, (since) => since).map(([from, accounts]) => ({
      scope: lastingIssuing(accounts, partitions),
      places: anywhere,
      from,
    })),
  ]
}

/** What keeps the closure of an identity from being known to be whole. */
export const closureObstacles = (closure: Closure | undefined): Obstacle[] => {
  if (closure === undefined || !closure.seen) return []
  const { text } = closure.subject
  const ageless = closure.accounts.some((a) => a.since === undefined)
  return [
    ...(ageless
      ? [
          {
            reason: 'configuration unknown' as const,
            detail: `when ${text} was created is not known, so that credentials which it made before the logs begin cannot be ruled out`,
            remedy: 'add a snapshot with the identities of its account and their creation times',
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
    ...closure.missing.map((detail) => ({
      reason: 'candidate events' as const,
      detail,
      remedy: 'look at that event, and ask about the credentials that it gave',
    })),
  ]
}
