import { formatInstant, HOUR, type Instant, type Interval } from '../../../model/time.ts'
import { digestMissing } from '../problems/kinds/digest-missing.ts'
import { digestsElsewhere } from '../problems/kinds/digests-elsewhere.ts'
import { interrupted } from '../problems/kinds/interrupted.ts'
import type { ChainContext, EarlierWord, TrailEvent } from './context.ts'
import { phasesOf } from './phases.ts'
import type { Piece } from './piece.ts'

const kindOf = {
  missing: digestMissing,
  unchecked: digestsElsewhere,
  interrupted,
} as const

/** A word on a time, and the names of a piece that give way to it. */
interface Word extends Interval {
  readonly state: EarlierWord['state']
  readonly over: readonly Piece['state'][]
  readonly why: string
}

const NOTHING = ['before-enabling', 'unchecked'] as const
const STOPPED = [...NOTHING, 'interrupted', 'after-stop'] as const

const ofEarlier = ({ from, to, state, isProof, because }: EarlierWord): Word => {
  const lesser = state === 'interrupted' ? NOTHING : [...NOTHING, 'interrupted' as const]
  const over = isProof ? [...STOPPED, 'not-yet-due' as const] : lesser
  return { from, to, state, over, why: `No digest is here: ${because}` }
}

/** Logging and validation were on at `at`: digests were due until an event says that it ended; nobody knows where none does. */
const ofSnapshot = (at: Instant, gap: Interval, context: ChainContext): readonly Word[] => {
  const isDue = at >= gap.from && at + HOUR < gap.to && at + HOUR <= context.asOf - context.grace
  if (!isDue) return []
  const off = phasesOf({ from: at, to: gap.to }, context.events, 'on', at).find(
    (p) => p.state === 'off',
  )
  const on = `a snapshot says that logging and validation were on at ${formatInstant(at)}`
  const word = (from: Instant, to: Instant, state: Word['state'], over: Word['over']): Word => ({
    from,
    to,
    state,
    over,
    why: `No digest is here for ${formatInstant(from)} to ${formatInstant(to)}: ${on}${state === 'missing' ? '' : ', and no known event says when that ended'}`,
  })
  if (off !== undefined)
    return off.by?.effect === 'validation-off' && off.from - at < HOUR
      ? []
      : [word(at, off.from, 'missing', STOPPED)]
  return [
    word(at, at + HOUR, 'missing', STOPPED),
    word(at + HOUR, gap.to, 'interrupted', ['before-enabling']),
  ]
}

const isUnderWord = (piece: Piece, word: Word): boolean =>
  word.over.includes(piece.state) &&
  !(piece.state === 'unchecked' && piece.finding?.kind.id !== 'no-digests') &&
  word.from < piece.to &&
  word.to > piece.from

const split = (piece: Piece, word: Word): readonly Piece[] => {
  if (!isUnderWord(piece, word)) return [piece]
  const { state, why } = word
  const from = Math.max(piece.from, word.from)
  const to = Math.min(piece.to, word.to)
  const said = { from, to, state, why, by: null, finding: { kind: kindOf[state], objects: [] } }
  return [
    ...(piece.from < from ? [{ ...piece, to: from }] : []),
    said,
    ...(to < piece.to ? [{ ...piece, from: to }] : []),
  ]
}

const NAMED: readonly Piece['state'][] = ['missing', 'interrupted']

const isStop = ({ effect }: TrailEvent): boolean => effect !== 'creates'

/** A stop that nobody vouches for excuses nothing, but whoever stops a trail tells that it was on: up to the last one. */
const untilStop = (piece: Piece, { unattested = [] }: ChainContext): readonly Piece[] => {
  const last = unattested.findLast((e) => isStop(e) && piece.from < e.time && e.time < piece.to)
  if (piece.state !== 'interrupted' || last === undefined || last.time - piece.from <= HOUR)
    return [piece]
  const why = `No digest is here for ${formatInstant(piece.from)} to ${formatInstant(last.time)}`
  const finding = { kind: digestMissing, objects: [] }
  return [
    { ...piece, to: last.time, state: 'missing', why, finding },
    { ...piece, from: last.time },
  ]
}

/** Names the stop that would explain a gap, if anyone vouched for it. */
const withUnattested = (piece: Piece, { unattested = [] }: ChainContext): Piece => {
  const event = unattested.find(
    (e) => isStop(e) && piece.from - HOUR <= e.time && e.time <= piece.to,
  )
  if (event === undefined || !NAMED.includes(piece.state)) return piece
  const by = event.actor === null ? '' : ` by ${event.actor}`
  const told = `${event.name} at ${formatInstant(event.time)}${by} (${event.eventId})`
  return {
    ...piece,
    why: `${piece.why}. The lake tells of ${told}, which explains nothing: no authentic digest names the log file that it is in`,
  }
}

const rank = { missing: 0, unchecked: 1, interrupted: 2 } as const

/**
 * The names of a time without digests, with what older snapshots and earlier runs know of it: that a chain now begins later,
 * or an event explains its end, does not make digests undone that were due or were there.
 */
export const witnessed = (
  pieces: readonly Piece[],
  gap: Interval,
  context: ChainContext,
): readonly Piece[] =>
  [
    ...(context.earlier ?? [])
      .filter((word) => word.from < gap.to && word.to > gap.from)
      .map(ofEarlier),
    ...(context.seenOn ?? []).flatMap((at) => ofSnapshot(at, gap, context)),
  ]
    .toSorted((a, b) => rank[a.state] - rank[b.state])
    .reduce<readonly Piece[]>((left, word) => left.flatMap((p) => split(p, word)), pieces)
    .flatMap((piece) => untilStop(piece, context))
    .map((piece) => withUnattested(piece, context))
