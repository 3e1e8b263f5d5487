import { formatInstant, type Interval } from '../../model/time.ts'
import type { Problem, ProblemWeight, Slot } from '../../model/verification.ts'
import { signOf } from './states.ts'

const ORDER = { failure: 0, open: 1, note: 2 } as const satisfies Record<ProblemWeight, number>

/** The worst problem of the hour; a problem may run over many. */
const problemIn = (slot: Slot, problems: readonly Problem[]): Problem | undefined =>
  problems
    .filter(
      ({ from, to, weight }) =>
        weight !== 'note' &&
        from !== null &&
        to !== null &&
        ((from < slot.to && to > slot.from) || (from === slot.from && to === slot.to)),
    )
    .toSorted((a, b) => ORDER[a.weight] - ORDER[b.weight])[0]

/** `02:12-03:12`; `10-12 02:22 - 10-29 00:00` where it ends on another day. */
const timeText = ({ from, to }: Interval): string => {
  const [begin, end] = [formatInstant(from), formatInstant(to)]
  return begin.slice(0, 10) === end.slice(0, 10)
    ? `${begin.slice(11, 16)}-${end.slice(11, 16)}`
    : `${begin.slice(5, 10)} ${begin.slice(11, 16)} - ${end.slice(5, 10)} ${end.slice(11, 16)}`
}

/** What is wrong with an hour, its real time, and why: the point comes first, for the end may be cut. */
export const slotRemark = (slot: Slot, problems: readonly Problem[]): string => {
  const kind = problemIn(slot, problems)?.kind.replaceAll('-', ' ') ?? signOf(slot.state).means
  return `${kind} ${timeText(slot)}${slot.why === null ? '' : `: ${slot.why}`}`
}
