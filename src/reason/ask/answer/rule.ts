import type { BlindSpot, Evidence } from '../../../model/coverage.ts'
import type { Interval } from '../../../model/time.ts'
import { fullCoverage } from '../../coverage/proof.ts'
import { placesOf } from '../parts/place.ts'
import type { Obstacle, Part, Piece } from '../question.ts'
import { accountsObstacle } from '../resolve/accounts.ts'
import type { PartFound } from '../search.ts'
import type { Cover } from './cover.ts'
import { judgePart, type Ruling } from './judge.ts'
import type { PieceCoverage } from './merge.ts'
import { asSpot } from './present.ts'

/** What the parts of one question share. */
export interface Bench {
  readonly evidence: Evidence
  readonly cover: Cover
  /** What stands in the way of every part. */
  readonly obstacles: readonly Obstacle[]
  /** What every part needs besides its own scope: the issuing calls (R13). */
  readonly issuing: readonly Piece[]
  /** Calls that do not show who made them, for what was done with what they issued (R14). */
  readonly hidden: readonly string[]
}

/** One part with everything that its verdict rests on. */
export interface Judged {
  readonly part: Part
  readonly asked: boolean
  readonly found: PartFound
  readonly own: readonly PieceCoverage[]
  readonly needed: readonly PieceCoverage[]
  readonly ruling: Ruling
  readonly blind: readonly BlindSpot[]
}

const NOWHERE: Obstacle = {
  reason: 'owner unknown',
  detail: 'no account is known in which it would have been recorded',
  remedy: 'name the account with --account, or collect it: wholetrail collect [--org]',
}

const isRecorded =
  (cover: Cover) =>
  (piece: Piece, over: Interval): boolean => {
    const covered = cover(piece, over)
    return covered !== undefined && fullCoverage(covered.coverage) !== undefined
  }

const inTheWay = (part: Part, window: Interval, bench: Bench): Obstacle[] => {
  const places = part.pieces.map(placesOf)
  const nowhere = places.length === 0 || places.some((p) => p.length === 0)
  const ofAll = places.some((p) => p.length > 0 && p.every((place) => place.everyAccount === true))
  const own = part.obstacles ?? []
  const recorded = isRecorded(bench.cover)
  const besides = (part.besides ?? []).filter(({ piece }) => !recorded(piece, window))
  return [
    ...bench.obstacles,
    ...own,
    ...besides.map(({ obstacle }) => obstacle),
    ...(nowhere && own.length === 0 && bench.obstacles.length === 0 ? [NOWHERE] : []),
    ...(ofAll ? accountsObstacle(bench.evidence, window, recorded) : []),
  ]
}

const covered = (pieces: readonly Piece[], window: Interval, cover: Cover): PieceCoverage[] =>
  pieces
    .filter((piece) => placesOf(piece).length > 0)
    .map((piece) => cover(piece, window))
    .filter((c) => c !== undefined)

/** No more such calls are named: they are all alike. */
const NAMED = 5

const candidateSpots = (
  found: PartFound,
  window: Interval,
  hidden: readonly string[],
): BlindSpot[] => {
  const { count } = found.candidates
  if (count === 0) return []
  const many = count === 1 ? '1 event lacks' : `${count} events lack`
  return [
    asSpot(
      {
        reason: 'candidate events',
        detail: `${many} what would tell whether it is one of those asked about`,
        remedy: 'look at the candidates that are shown',
      },
      window,
    ),
    ...hidden.slice(0, NAMED).map((detail) =>
      asSpot(
        {
          reason: 'candidate events',
          detail,
          remedy: 'look at that event, and at who else calls so',
        },
        window,
      ),
    ),
  ]
}

const distinct = (spots: readonly BlindSpot[]): BlindSpot[] => [
  ...new Map(spots.map((s) => [JSON.stringify(s), s])).values(),
]

/** Judges one part over a window. */
export const rule = (
  part: Part,
  asked: boolean,
  found: PartFound,
  window: Interval,
  bench: Bench,
): Judged => {
  const obstacles = inTheWay(part, window, bench)
  const own = covered(part.pieces, window, bench.cover)
  const needed = asked ? [...own, ...covered(bench.issuing, window, bench.cover)] : own
  const nowhere = part.pieces.length === 0 || part.pieces.some((p) => placesOf(p).length === 0)
  const impossible = !nowhere && own.length === 0
  const ruling = judgePart(found, {
    severalAccounts: part.severalAccounts === true,
    hindered: obstacles.length > 0 || nowhere,
    impossible,
    needed: needed.map((n) => n.coverage),
  })
  const blind = distinct([
    ...obstacles.map((o) => asSpot(o, window)),
    ...candidateSpots(found, window, bench.hidden),
    ...needed.flatMap((n) => n.coverage.blind),
  ])
  return { part, asked, found, own, needed, ruling, blind }
}
