import type { Second } from '../world/time.ts'
import type { Change, Trail, TrailState } from '../world/trail.ts'

/** The state of a trail at an instant, after the changes of that instant. */
export const stateAt = (
  trail: Trail,
  second: Second,
  counts: (change: Change) => boolean = () => true,
): TrailState =>
  trail.changes.reduce(
    (state, change) => (change.second <= second && counts(change) ? change.after : state),
    trail.initial,
  )
