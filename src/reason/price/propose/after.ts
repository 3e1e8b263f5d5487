import type { Measured } from '../bill/measured.ts'
import { withTrails } from '../bill/with-trails.ts'
import { pricedTrails } from '../copies/trails.ts'
import type { Applied } from './apply.ts'

/** The same measurement as it would be with a proposal in force. */
export const measuredAfter = (measured: Measured, applied: Applied): Measured => {
  const { snapshots, touched } = applied
  const trails = pricedTrails(snapshots)
  const byArn = new Map(trails.map((trail) => [trail.arn.arn, trail]))
  const before = new Set(measured.trails.map((trail) => trail.arn.arn))
  const added = trails.filter((trail) => !before.has(trail.arn.arn))
  return {
    ...withTrails(
      measured,
      (trail) => (touched.has(trail.arn.arn) ? byArn.get(trail.arn.arn) : trail),
      added,
    ),
    snapshots,
  }
}
