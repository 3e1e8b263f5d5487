import type { PricedTrail, Recorder, Recorders } from '../copies/recorder.ts'
import type { Measured } from './measured.ts'
import { wholeOf } from './whole.ts'

/** What becomes of a trail: itself, another one in its place, or nothing. */
export type Change = (trail: PricedTrail) => PricedTrail | undefined

/**
 * A changed trail is counted by its files where it was and would be recording the same, and elsewhere by what it would be
 * set to record, out of what was recorded. Files of a place that it shared with others stay those of the others.
 */
const changedIn = (recorders: readonly Recorder[], change: Change): readonly Recorder[] =>
  recorders.flatMap((recorder): readonly Recorder[] => {
    const { trail, writers } = recorder
    if (trail !== undefined) {
      const after = change(trail)
      if (after === trail) return [recorder]
      return after === undefined ? [] : [{ ...recorder, trail: after, was: recorder.was ?? trail }]
    }
    const kept = writers.filter((writer) => change(writer) === writer)
    if (kept.length === writers.length) return [recorder]
    const made = writers.flatMap((writer) => {
      const after = change(writer)
      return after === undefined || after === writer ? [] : [byConfiguration(after)]
    })
    return kept.length === 0 ? made : [{ ...recorder, writers: kept }, ...made]
  })

const byConfiguration = (trail: PricedTrail): Recorder => ({
  id: trail.arn.arn,
  bits: 0,
  trail,
  writers: [],
  isApart: true,
  complete: false,
  isProposed: true,
})

/**
 * The same measurement with other trails: what `billOf` says of it is the bill of a proposal. Selectors that are put in
 * must have been given to `measure` as `proposed`. Only events that something recorded can be counted; for others give
 * readings.
 */
export const withTrails = (
  measured: Measured,
  change: Change,
  added: readonly PricedTrail[] = [],
): Measured => {
  const recorders: Recorders = new Map(
    [...measured.recorders].map(([key, own]) => {
      const [account = '', region = ''] = key.split(' ')
      const here = added.filter((trail) => trail.stateIn({ account, region }) !== 'off')
      return [key, [...changedIn(own, change), ...here.map(byConfiguration)]]
    }),
  )
  const trails = [...measured.trails.flatMap((trail) => change(trail) ?? []), ...added]
  return {
    ...measured,
    trails,
    recorders,
    whole: wholeOf(measured),
    was: measured.was ?? measured,
  }
}
