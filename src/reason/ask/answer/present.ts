import type { BlindSpot } from '../../../model/coverage.ts'
import type { Box } from '../../../model/scope.ts'
import { formatInstant, type Interval } from '../../../model/time.ts'
import type { Answer } from '../../../model/verdict.ts'
import type { ActorOf } from '../actors.ts'
import type { Obstacle } from '../question.ts'
import type { Found } from '../search.ts'
import { shownEvent } from '../shown.ts'
import type { PieceCoverage } from './merge.ts'
import { recordedThroughout } from './merge.ts'

type Shown = Answer['found']
type ShownCoverage = Answer['coverage']
type ShownSpot = Answer['blindSpots'][number]

const time = (instant: number | null): string | null =>
  instant === null ? null : formatInstant(instant)

export const shownFound = (found: Found, limit: number, actorOf: ActorOf): Shown => ({
  count: found.count,
  first: time(found.first),
  last: time(found.last),
  events: found.rows.slice(0, limit).map((row) => shownEvent(row, actorOf(row))),
})

export const NOTHING_FOUND: Shown = { count: 0, first: null, last: null, events: [] }

/** The earliest and the latest of some times; ISO-8601 in UTC sorts as text. */
const span = (times: readonly (string | null)[]): [string | null, string | null] => {
  const sorted = times.filter((t) => t !== null).sort()
  return [sorted.at(0) ?? null, sorted.at(-1) ?? null]
}

/** The findings of several parts as one: earliest events first. */
export const together = (parts: readonly Shown[], limit: number): Shown => {
  const [first, last] = span(parts.flatMap((p) => [p.first, p.last]))
  const byTime = (a: Record<string, unknown>, b: Record<string, unknown>) =>
    String(a.eventTime) < String(b.eventTime) ? -1 : 1
  return {
    count: parts.reduce((sum, p) => sum + p.count, 0),
    first,
    last,
    events: parts
      .flatMap((p) => p.events)
      .sort(byTime)
      .slice(0, limit),
  }
}

export const shownCoverage = (pieces: readonly PieceCoverage[], blind: number): ShownCoverage => {
  const { recorded, fraction } = recordedThroughout(pieces)
  return {
    recordedFraction: fraction,
    recorded: recorded.map((p) => ({
      from: formatInstant(p.from),
      to: formatInstant(p.to),
      assurance: p.assurance,
      by: [...p.by],
    })),
    blind,
  }
}

/** What a blind spot leaves out, without the filters of the question (R3). */
export const shownBox = ({ fields, also }: Box) => ({
  ...fields,
  ...(also === undefined ? {} : { also }),
})

const shownSpot = (spot: BlindSpot): Omit<ShownSpot, 'part'> => ({
  scope: spot.scope.map(shownBox),
  more: spot.more,
  from: formatInstant(spot.from),
  to: formatInstant(spot.to),
  reason: spot.reason,
  detail: spot.detail,
  remedy: spot.remedy,
})

/** The blind spots of several parts, by time; what several share (an issuing call, R13) is one, with all their names. */
export const shownSpots = (
  parts: readonly (readonly [name: string, spots: readonly BlindSpot[]])[],
): ShownSpot[] => {
  const shared = new Map<string, ShownSpot>()
  for (const [name, spots] of parts)
    for (const spot of spots.map(shownSpot)) {
      const id = JSON.stringify({ ...spot, scope: undefined })
      const before = shared.get(id)
      const names = before === undefined ? [name] : [...new Set([...before.part.split(', '), name])]
      const scope =
        before === undefined ? spot.scope : distinctBoxes([...before.scope, ...spot.scope])
      shared.set(id, { ...spot, scope, part: names.join(', ') })
    }
  return [...shared.values()].sort((a, b) => (a.from === b.from ? 0 : a.from < b.from ? -1 : 1))
}

const distinctBoxes = (boxes: ShownSpot['scope']): ShownSpot['scope'] => [
  ...new Map(boxes.map((box) => [JSON.stringify(box), box])).values(),
]

/** Something in the way of a no, as a blind spot over the whole window. */
export const asSpot = (obstacle: Obstacle, window: Interval): BlindSpot => ({
  scope: [],
  more: 0,
  ...window,
  ...obstacle,
})
