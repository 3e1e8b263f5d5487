import type { Instant } from '../../../model/time.ts'
import type { Ground } from '../ground.ts'
import type { TrailArn } from '../trails/arn.ts'
import type { TrailPiece } from '../trails/state.ts'

/** What a snapshot was refused to see of a trail near a time at which its state is not known (R22). */
export const accessDenied = (
  ground: Ground,
  trail: TrailArn,
  pieces: readonly TrailPiece[],
  time: Instant,
): string | undefined => {
  const around = pieces.find((p) => p.from <= time && time < p.to)
  const near = (ground.snapshotTrails.get(trail.arn) ?? []).filter(
    (t) => around === undefined || (around.from <= t.readAt && t.readAt <= around.to),
  )
  const refused = near.flatMap((t) =>
    Object.entries({ config: t.config, selectors: t.selectors })
      .filter(([, value]) => 'unknown' in value && value.unknown === 'access-denied')
      .map(([name]) => name),
  )
  return refused.length === 0
    ? undefined
    : `access denied when its ${[...new Set(refused)].join(' and ')} was asked`
}
