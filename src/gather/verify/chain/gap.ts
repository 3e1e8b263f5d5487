import type { ObjectName } from '../../../model/digest.ts'
import { nameKey } from '../../../model/digest.ts'
import { formatInstant, HOUR, type Instant, type Interval, MINUTE } from '../../../model/time.ts'
import { liesAt } from '../digest/lies-at.ts'
import { digestHole } from '../problems/kinds/digest-hole.ts'
import { digestMissing } from '../problems/kinds/digest-missing.ts'
import { digestUnreadable } from '../problems/kinds/digest-unreadable.ts'
import { interrupted } from '../problems/kinds/interrupted.ts'
import type { ChainContext } from './context.ts'
import { type Examined, timeOf } from './examined.ts'
import { uriOf } from './finding.ts'
import { type Phase, phasesOf } from './phases.ts'
import type { Piece } from './piece.ts'
import { stopped, stopSentence } from './stopped.ts'

/** A stop is followed by a last digest of what none covered yet (facts/aws.md 2.2); by how much it may end before is [U]. */
const LAST_DIGEST = 5 * MINUTE

/** From when on a stop may be the one that ended the chain at this digest: one shorter than an hour was its last. */
const lookBack = (older: Interval): Instant =>
  older.from - (older.to - older.from < HOUR ? HOUR : LAST_DIGEST)

/** Turning validation off ends a chain within the hour, without a last digest (facts/aws.md 2.2). */
const mayGoUnsaid = (off: Phase): number =>
  off.by?.effect === 'validation-off' ? HOUR : LAST_DIGEST

/** Phases after a digest, with the edges that no digest is due for counted to the stop. */
export const phasesAfter = (
  older: Interval,
  until: Instant,
  context: ChainContext,
): readonly Phase[] => {
  const gap = { from: older.to, to: until }
  const [first, second, ...rest] = phasesOf(gap, context.events, 'on', lookBack(older))
  if (first === undefined) return []
  if (
    first.state === 'on' &&
    second?.state === 'off' &&
    second.from - first.from <= mayGoUnsaid(second)
  )
    return [{ ...second, from: first.from }, ...rest]
  return second === undefined ? [first] : [first, second, ...rest]
}

/**
 * The event that explains a chain begun anew at the very instant at which the one before ended. A stop that a start had
 * undone before the older digest began explains nothing of what came after it.
 */
export const stopAt = (older: Interval, newer: Interval, context: ChainContext) => {
  const since = lookBack(older)
  const time = { from: since, to: newer.from + 1 }
  const phases = phasesOf(time, context.events, 'on', since)
  return phases.findLast((p) => p.state === 'off' && p.to > older.from)?.by ?? null
}

const span = (t: Interval): string => `${formatInstant(t.from)} to ${formatInstant(t.to)}`

/** A digest must have been delivered and is not there. */
export const missing = (
  time: Interval,
  named: ObjectName | null,
  context: ChainContext,
): Piece => ({
  from: time.from,
  to: time.to,
  state: 'missing',
  why: `No digest is here for ${span(time)}${named === null ? '' : `; the one after it names ${uriOf(named)}`}`,
  by: named === null ? null : context.deletionOf(named),
  finding: { kind: digestMissing, objects: named === null ? [] : [uriOf(named)] },
})

const hole = (time: Interval, newer: Examined): Piece => ({
  from: time.from,
  to: time.to,
  state: 'missing',
  why: `The digest ${newer.found.uri} follows one that ended earlier: none covers ${span(time)}`,
  by: null,
  finding: { kind: digestHole, objects: [newer.found.uri] },
})

/** The time may be empty: the stop lies in the last digest before it, and what happened then is lost all the same. */
export const anew = (time: Interval): Piece => ({
  from: time.from,
  to: time.to,
  state: 'interrupted',
  why: `The chain ended at ${formatInstant(time.from)} and began anew at ${formatInstant(time.to)}, and no known event says why`,
  by: null,
  finding: { kind: interrupted, objects: [] },
})

const untold = (time: Interval, newer: Examined): Piece => ({
  from: time.from,
  to: time.to,
  state: 'unchecked',
  why: `No digest is here for ${span(time)}, and the one after it could not be read: it may have begun anew`,
  by: null,
  finding: { kind: digestUnreadable, objects: [newer.found.uri] },
})

/** What a digest says of the one before it, as far as that is to be believed. */
const linkOf = (newer: Examined): ObjectName | 'starts' | 'unread' | 'untrue' => {
  if (newer.standing === 'unread') return 'unread'
  if (newer.parsed === null || newer.standing === 'untrue') return 'untrue'
  return newer.parsed.digest.previous ?? 'starts'
}

const isNamed = ({ found, parsed }: Examined, named: ObjectName): boolean =>
  liesAt(found, named) || (parsed !== null && nameKey(parsed.digest) === nameKey(named))

/** Names the time between two digests that do not meet; `gap` is not empty. */
export const between = (
  older: Examined,
  newer: Examined,
  gap: Interval,
  context: ChainContext,
): readonly Piece[] => {
  const link = linkOf(newer)
  const named = typeof link === 'string' ? null : link
  if (named !== null && isNamed(older, named)) return [hole(gap, newer)]
  const phases = phasesAfter({ ...timeOf(older), to: gap.from }, gap.to, context)
  const isExplained = phases.some((p) => p.state === 'off')
  return phases.map((phase, i) => {
    const isLast = i === phases.length - 1
    if (phase.state === 'off' && !(isLast && named !== null) && phase.by !== null)
      return stopped(phase, phase.by, stopSentence(phase.by))
    if (link === 'unread' && isLast) return untold(phase, newer)
    if (link !== 'starts' || !isLast) return missing(phase, isLast ? named : null, context)
    if (!isExplained) return anew(phase)
    const stop = phases[i - 1]?.by ?? null
    return phase.to - phase.from <= HOUR && stop !== null
      ? stopped(phase, stop, `${stopSentence(stop)}; the first digest after it begins here`)
      : missing(phase, null, context)
  })
}
