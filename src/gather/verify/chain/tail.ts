import { formatInstant, HOUR, type Instant, type Interval } from '../../../model/time.ts'
import { tailMissing } from '../problems/kinds/tail-missing.ts'
import type { ChainContext, Expected } from './context.ts'
import { phasesAfter } from './gap.ts'
import type { Piece } from './piece.ts'
import { stopped, stopSentence } from './stopped.ts'

const notYet = (time: Interval, why: string): Piece => ({
  from: time.from,
  to: time.to,
  state: 'not-yet-due',
  why,
  by: null,
  finding: null,
})

const cutOff = (time: Interval, because: string): Piece => ({
  from: time.from,
  to: time.to,
  state: 'missing',
  why: `No digest is here for ${formatInstant(time.from)} to ${formatInstant(time.to)}: ${because}`,
  by: null,
  finding: { kind: tailMissing, objects: [] },
})

const DUE = 'a digest is due every hour, and nothing known stopped the trail'

/** The whole hours from `from` on whose digests must be there by now. */
const dueFrom = (from: Instant, context: ChainContext): Instant =>
  from + Math.max(0, Math.floor((context.asOf - context.grace - from) / HOUR)) * HOUR

const split = (
  time: Interval,
  at: Instant,
  earlier: (t: Interval) => readonly Piece[],
  later: (t: Interval) => readonly Piece[],
): readonly Piece[] => {
  const edge = Math.min(Math.max(at, time.from), time.to)
  return [
    ...(time.from < edge ? earlier({ from: time.from, to: edge }) : []),
    ...(edge < time.to ? later({ from: edge, to: time.to }) : []),
  ]
}

/** A time in which digests are due; where it ends before the window does, an event ended it, and they all are. */
export const due = (time: Interval, context: ChainContext, because = DUE): readonly Piece[] => {
  const isOpen = time.to >= context.window.to
  const last = dueFrom(time.from, context)
  const edge = isOpen || time.to > context.asOf - context.grace ? last : time.to
  return split(
    time,
    edge,
    (t) => [cutOff(t, because)],
    (t) => [notYet(t, 'Its digest may still arrive')],
  )
}

/** AWS told when the newest digest was delivered: one more hour has passed since this chain ended, so there was one more. */
const toldNewer = (from: Instant, { latestDigestDelivery: latest }: Expected): Instant | null =>
  latest !== null && latest >= from + HOUR ? from + Math.floor((latest - from) / HOUR) * HOUR : null

const bySnapshot = (time: Interval, told: Expected, context: ChainContext): readonly Piece[] => {
  if (time.from > told.readAt) return due(time, context)
  const newer = toldNewer(time.from, told)
  if (newer !== null)
    return split(
      time,
      newer,
      (t) => [
        cutOff(
          t,
          `CloudTrail delivered its newest digest at ${formatInstant(told.latestDigestDelivery ?? newer)}`,
        ),
      ],
      (t) => (told.since === null ? [stopped(t, null, told.because)] : due(t, context)),
    )
  if (told.since === null) return [stopped(time, null, told.because)]
  if (told.latestDigestDelivery === null) return due(time, context, `${DUE}: ${told.because}`)
  return split(
    time,
    told.readAt,
    (t) => [
      notYet(
        t,
        `CloudTrail had delivered no newer digest when it was asked at ${formatInstant(told.readAt)}`,
      ),
    ],
    (t) => due(t, context),
  )
}

/** Names the time after the newest digest, up to the window's end (peers.md 4.4, 1). */
export const tail = (newest: Interval, context: ChainContext): readonly Piece[] =>
  phasesAfter(newest, context.window.to, context).flatMap((phase) => {
    const { by } = phase
    if (phase.state === 'off' && by !== null)
      return split(
        phase,
        context.expected?.since ?? phase.to,
        (t) => [stopped(t, by, stopSentence(by))],
        (t) => due(t, context, context.expected?.because),
      )
    return context.expected === null || phase.to < context.window.to
      ? due(phase, context)
      : bySnapshot(phase, context.expected, context)
  })
