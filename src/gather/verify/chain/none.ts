import { formatInstant, HOUR, type Interval } from '../../../model/time.ts'
import { allDigestsMissing } from '../problems/kinds/all-digests-missing.ts'
import { noDigests } from '../problems/kinds/no-digests.ts'
import type { ChainContext } from './context.ts'
import { phasesOf } from './phases.ts'
import type { Piece } from './piece.ts'
import { stopped, stopSentence } from './stopped.ts'
import { due } from './tail.ts'

const nothing = (time: Interval, context: ChainContext): Piece => ({
  from: time.from,
  to: time.to,
  state: 'unchecked',
  why: context.expected?.because ?? 'No digest is here, and nothing says that there should be',
  by: null,
  finding: { kind: noDigests, objects: [] },
})

const off = (time: Interval, because: string): Piece => ({
  from: time.from,
  to: time.to,
  state: 'before-enabling',
  why: because,
  by: null,
  finding: { kind: noDigests, objects: [] },
})

const allGone = (time: Interval, because: string, context: ChainContext): readonly Piece[] =>
  due(time, context, because).map((piece) =>
    piece.state === 'missing'
      ? { ...piece, finding: { kind: allDigestsMissing, objects: [] } }
      : piece,
  )

/** Names a window in which there is no digest at all (peers.md 4.2 "all digests deleted"). */
export const none = (context: ChainContext): readonly Piece[] => {
  const { window, expected } = context
  const since = expected?.since ?? null
  return phasesOf(window, context.events, 'unknown', Number.NEGATIVE_INFINITY).flatMap((phase) => {
    const isStopped = phase.state === 'off' && phase.by !== null && phase.by.effect !== 'creates'
    if (
      isStopped &&
      phase.by !== null &&
      (since === null || since < phase.from || since >= phase.to)
    )
      return [stopped(phase, phase.by, stopSentence(phase.by))]
    if (phase.state === 'on' && phase.by !== null && phase.to - phase.from > HOUR)
      return allGone(
        phase,
        `${phase.by.name} at ${formatInstant(phase.by.time)} turned it on`,
        context,
      )
    if (phase.state === 'off' && since === null)
      return [off(phase, 'The trail was created, and did not log yet')]
    if (expected === null || (since !== null && since >= phase.to)) return [nothing(phase, context)]
    if (since === null) return [off(phase, expected.because)]
    const from = Math.max(since, phase.from)
    return [
      ...(from > phase.from ? [nothing({ from: phase.from, to: from }, context)] : []),
      ...allGone({ from, to: phase.to }, expected.because, context),
    ]
  })
}
