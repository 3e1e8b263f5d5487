import { isKnown } from '../../../model/observed.ts'
import type { Box, BoxFields, Scope, Ternary } from '../../../model/scope.ts'
import { every } from '../../../model/ternary.ts'
import { leavesOutGlobal, regionalBoxes } from '../../coverage/places/global-services.ts'
import { both, boxOf, clauseOf } from '../../selectors/clause.ts'
import { selectedBy } from '../../selectors/facets.ts'
import type { Mode, Recording } from '../../selectors/types.ts'
import type { Measured } from '../bill/measured.ts'
import { ingesting, reachesOf, storesOf } from '../bill/stores.ts'
import type { Cell, PricedTrail } from '../copies/recorder.ts'
import { boxesWhere, type Known, knownPlaces } from './places.ts'

const isOn = { on: 'yes', off: 'no', unknown: 'unknown' } as const satisfies Record<string, Ternary>

const isIn = (mode: Mode, answer: Ternary): boolean =>
  mode === 'must' ? answer === 'yes' : answer !== 'no'

/** Surely global: never given to a trail in us-east-1 that leaves global services out (facts/aws.md 3.8). */
const NOT_GLOBAL: readonly BoxFields[] = [
  { eventCategory: { NotEquals: ['Management'] } },
  { eventSource: { NotEquals: ['cloudfront.amazonaws.com', 'iam.amazonaws.com'] } },
]

const within = (boxes: readonly Box[], more: readonly BoxFields[]): readonly Box[] =>
  boxes.flatMap((box) => more.map((fields) => boxOf(both(clauseOf(box), clauseOf({ fields })))))

/** What a trail is given at most where it leaves out global services; outside the partition `aws` that is not documented. */
const leftOver = ({ arn }: PricedTrail, mode: Mode): readonly BoxFields[] =>
  mode === 'must' ? regionalBoxes : arn.partition === 'aws' ? NOT_GLOBAL : [{}]

const limitsOf = (trail: PricedTrail, known: Known, mode: Mode): readonly Box[] => {
  const works = (cell: Cell): boolean => isIn(mode, isOn[trail.stateIn(cell)])
  const { config, arn } = trail
  if (config === undefined) return mode === 'must' ? [] : boxesWhere(known, works)
  const partial = (region: string): boolean => leavesOutGlobal(arn, config, region)
  return [
    ...boxesWhere(known, (cell) => works(cell) && !partial(cell.region)),
    ...within(
      boxesWhere(known, (cell) => works(cell) && partial(cell.region)),
      leftOver(trail, mode),
    ),
  ]
}

const ofTrail = (trail: PricedTrail, known: Known, mode: Mode): readonly Recording[] => {
  const limits = limitsOf(trail, known, mode)
  if (limits.length === 0) return []
  if (trail.selectors === undefined && mode === 'must') return []
  return [{ id: trail.arn.arn, limits, selectors: trail.selectors ?? {} }]
}

const storeRecordings = (
  { snapshots }: Measured,
  known: Known,
  mode: Mode,
): readonly Recording[] => {
  const reaches = reachesOf(snapshots)
  return storesOf(snapshots).flatMap((store) => {
    const config = isKnown(store.config) ? store.config.known : undefined
    if (config === undefined) return []
    const limits = boxesWhere(known, (cell) =>
      isIn(mode, every([ingesting[config.status] ?? 'unknown', reaches(store, config, cell)])),
    )
    return limits.length === 0 ? [] : [{ id: store.arn, limits, selectors: config.selectors }]
  })
}

/**
 * Everything that records, as the algebra sees it: surely (`must`) or possibly (`may`). CloudTrail's own deliveries, which
 * a trail without recursive logging leaves out, are not told apart from those of others.
 */
export const recordingsOf = (measured: Measured, mode: Mode): readonly Recording[] => {
  const known = knownPlaces(measured)
  return [
    ...measured.trails.flatMap((trail) => ofTrail(trail, known, mode)),
    ...storeRecordings(measured, known, mode),
  ]
}

/** What some recordings record, as a scope. */
export const recordedScope = (recordings: readonly Recording[], mode: Mode): Scope => ({
  boxes: recordings.flatMap(({ limits, selectors }) =>
    limits
      .map(clauseOf)
      .flatMap((place) => selectedBy(selectors, mode).map((clause) => boxOf(both(place, clause)))),
  ),
})
