import { nameKey } from '../../../model/digest.ts'
import type { Interval } from '../../../model/time.ts'
import { formatInstant } from '../../../model/time.ts'
import type { Slot } from '../../../model/verification.ts'
import { fileNameOf, placeIn } from '../digest/lies-at.ts'
import { digestNameOf } from '../digest/name.ts'
import { digestMissing } from '../problems/kinds/digest-missing.ts'
import { digestOverlap } from '../problems/kinds/digest-overlap.ts'
import { digestUnlinked } from '../problems/kinds/digest-unlinked.ts'
import { trailStopped } from '../problems/kinds/trail-stopped.ts'
import type { ChainContext } from './context.ts'
import { type Examined, isWhole, timeOf } from './examined.ts'
import { type Finding, uriOf } from './finding.ts'
import { anew, between, stopAt } from './gap.ts'
import { head } from './head.ts'
import { type JudgedDigest, slotOf } from './judged-digest.ts'
import { type Laid, layOut } from './lay-out.ts'
import { linkBetween } from './link.ts'
import { none } from './none.ts'
import { explanationOf, type Piece } from './piece.ts'
import { stopSentence } from './stopped.ts'
import { tail } from './tail.ts'
import { witnessed } from './witnessed.ts'

export interface Judged {
  readonly slots: readonly Slot[]
  readonly findings: readonly Finding[]
}

const slotOfPiece = (piece: Piece): Slot => ({
  from: piece.from,
  to: piece.to,
  state: piece.state,
  chain: 'standard',
  digest: null,
  link: null,
  files: [],
  why: piece.why,
  explainedBy: piece.by,
})

const ofPieces = (pieces: readonly Piece[]): Judged => ({
  slots: pieces.map(slotOfPiece),
  findings: pieces.flatMap((piece) =>
    piece.finding === null
      ? []
      : [{ ...piece.finding, when: piece, noun: null, about: `${piece.why}.`, by: piece.by }],
  ),
})

/** Names that a digest may be meant by: an authentic one is the one that it states to be. */
const namesOf = ({ found, parsed, standing }: Examined): readonly string[] => {
  const stated = parsed === null || standing === 'untrue' ? [] : [nameKey(parsed.digest)]
  return standing === 'authentic' ? stated : [placeIn(found), ...stated]
}

/** The digest that an authentic one names before it, where it is nowhere although another one fills its time. */
const goneBefore = ({ judged }: Laid, { window }: ChainContext, there: ReadonlySet<string>) => {
  const { standing, parsed } = judged.examined
  const previous = standing === 'authentic' ? parsed?.digest.previous : null
  if (!previous || there.has(nameKey(previous)) || there.has(fileNameOf(previous.key))) return null
  const time = digestNameOf(previous.key)?.time
  return time !== undefined && time > window.from ? previous : null
}

/** What is to be said of two digests that meet. */
const atSeam = (
  older: Laid,
  newer: Laid,
  slot: Slot,
  context: ChainContext,
  there: ReadonlySet<string>,
): readonly Finding[] => {
  const when = { from: newer.from, to: newer.from }
  const objects = [newer.judged.examined.found.uri]
  const at = formatInstant(newer.from)
  const base = { when, noun: null, objects, by: slot.explainedBy }
  if (slot.link === 'restart' && slot.explainedBy !== null)
    return [
      {
        ...base,
        kind: trailStopped,
        about: `The chain ended and began anew at ${at}: ${stopSentence(slot.explainedBy)}.`,
      },
    ]
  const gone = goneBefore(newer, context, there)
  if (gone !== null)
    return [
      {
        ...base,
        kind: digestMissing,
        about: `The digest that begins at ${at} names ${uriOf(gone)} before it, which is not there: another one lies at its time.`,
        objects: [uriOf(gone)],
        by: context.deletionOf(gone),
      },
    ]
  const both = [older.judged.examined, newer.judged.examined]
  if (slot.link !== 'unproven' || !both.every((e) => e.standing === 'authentic' && isWhole(e)))
    return []
  return timeOf(older.judged.examined).to > timeOf(newer.judged.examined).from
    ? [{ ...base, kind: digestOverlap, about: `Two authentic digests overlap at ${at}.` }]
    : [
        {
          ...base,
          kind: digestUnlinked,
          about: `The digest that begins at ${at} names another before it than the one found.`,
        },
      ]
}

const ofDigest = (
  older: Laid | undefined,
  laid: Laid,
  context: ChainContext,
  there: ReadonlySet<string>,
): Judged => {
  const link = linkBetween(older?.judged.examined, laid.judged.examined)
  const meets = older !== undefined && older.to === laid.from && older.judged !== laid.judged
  const stop = meets && link === 'restart' ? stopAt(older, laid, context) : null
  const slot = slotOf(laid.judged, laid, link, stop === null ? null : explanationOf(stop))
  if (meets && link === 'restart' && stop === null) {
    const cut = ofPieces([anew({ from: laid.from, to: laid.from })])
    return { slots: [...cut.slots, slot], findings: cut.findings }
  }
  return { slots: [slot], findings: meets ? atSeam(older, laid, slot, context, there) : [] }
}

const isMoment = (time: Interval, { from, to }: Interval): boolean =>
  time.from === time.to && from <= time.from && time.from <= to

const clipped = ({ slots, findings }: Judged, { from, to }: Interval): Judged => ({
  slots: slots.flatMap((slot) => {
    const cut = { ...slot, from: Math.max(slot.from, from), to: Math.min(slot.to, to) }
    return cut.from < cut.to || isMoment(slot, { from, to }) ? [cut] : []
  }),
  findings: findings.flatMap((f) => {
    const when = { from: Math.max(f.when.from, from), to: Math.min(f.when.to, to) }
    return when.from < when.to || isMoment(f.when, { from, to }) ? [{ ...f, when }] : []
  }),
})

/** Names every instant of the window by the standard chain: digest by digest, and the times between. */
export const judgeStandard = (digests: readonly JudgedDigest[], context: ChainContext): Judged => {
  const { window } = context
  const parts: Judged[] = []
  const gap = (from: number, to: number, pieces: (t: Interval) => readonly Piece[]) => {
    const time = { from: Math.max(from, window.from), to: Math.min(to, window.to) }
    if (time.from < time.to) parts.push(ofPieces(witnessed(pieces(time), time, context)))
  }
  const there = new Set(digests.flatMap(({ examined }) => namesOf(examined)))
  let older: Laid | undefined
  for (const laid of layOut(digests)) {
    const before = older
    const newer = laid.judged.examined
    if (before === undefined) gap(window.from, laid.from, (t) => head(newer, t, context))
    else gap(before.to, laid.from, (t) => between(before.judged.examined, newer, t, context))
    parts.push(ofDigest(before, laid, context, there))
    older = laid
  }
  const last = older
  if (last === undefined) gap(window.from, window.to, () => none(context))
  else gap(last.to, window.to, () => tail({ from: last.from, to: last.to }, context))
  const whole = {
    slots: parts.flatMap((p) => p.slots),
    findings: [...parts.flatMap((p) => p.findings), ...digests.flatMap((d) => d.findings)],
  }
  return clipped(whole, window)
}
