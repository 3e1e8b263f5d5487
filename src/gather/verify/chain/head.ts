import { formatInstant, HOUR, type Interval } from '../../../model/time.ts'
import { digestUnreadable } from '../problems/kinds/digest-unreadable.ts'
import type { ChainContext } from './context.ts'
import type { Examined } from './examined.ts'
import { missing } from './gap.ts'
import { phasesOf } from './phases.ts'
import type { Piece } from './piece.ts'
import { stopped, stopSentence } from './stopped.ts'

const before = (time: Interval, why: string): Piece => ({
  from: time.from,
  to: time.to,
  state: 'before-enabling',
  why,
  by: null,
  finding: null,
})

/** Events before anything is known of the trail: nothing was due where they do not say that both are on. */
export const untilStart = (gap: Interval, context: ChainContext): readonly Piece[] =>
  phasesOf(gap, context.events, 'unknown', Number.NEGATIVE_INFINITY).map((phase) => {
    if (phase.state === 'on' && phase.to - phase.from > HOUR + context.grace)
      return missing(phase, null, context)
    return phase.state === 'off' && phase.by !== null && phase.by.effect !== 'creates'
      ? stopped(phase, phase.by, stopSentence(phase.by))
      : before(phase, `The first digest of the trail begins at ${formatInstant(gap.to)}`)
  })

const beforeStart = (gap: Interval, context: ChainContext): readonly Piece[] => {
  const since = context.expected?.since ?? null
  if (since === null || since >= gap.to - HOUR) return untilStart(gap, context)
  const due = { from: Math.max(since, gap.from), to: gap.to }
  const early = { from: gap.from, to: due.from }
  return [
    ...(early.from < early.to ? untilStart(early, context) : []),
    {
      ...missing(due, null, context),
      why: `No digest is here for ${formatInstant(due.from)} to ${formatInstant(due.to)}: ${context.expected?.because}`,
    },
  ]
}

/** Before its creation a trail had no digests; how far back a chain went whose older end is gone nobody knows. */
const beforeLinked = (gap: Interval, newer: Examined, context: ChainContext): readonly Piece[] => {
  const created = context.events.findLast((e) => e.effect === 'creates' && e.time < gap.to)
  const from = Math.max(gap.from, created?.time ?? gap.from)
  const gone = missing({ from, to: gap.to }, newer.parsed?.digest.previous ?? null, context)
  return from > gap.from
    ? [
        before({ from: gap.from, to: from }, `The trail was created at ${formatInstant(from)}`),
        gone,
      ]
    : [gone]
}

const unread = (gap: Interval, newer: Examined): Piece => ({
  from: gap.from,
  to: gap.to,
  state: 'unchecked',
  why: 'The oldest digest here cannot be read or believed: whether there was one before it is not known',
  by: null,
  finding: { kind: digestUnreadable, objects: [newer.found.uri] },
})

/** Names the time before the oldest digest; `gap` is not empty. */
export const head = (newer: Examined, gap: Interval, context: ChainContext): readonly Piece[] => {
  if (newer.parsed === null || newer.standing === 'untrue') return [unread(gap, newer)]
  return newer.parsed.digest.previous === null
    ? beforeStart(gap, context)
    : beforeLinked(gap, newer, context)
}
