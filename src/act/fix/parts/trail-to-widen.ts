import { isKnown } from '../../../model/observed.ts'
import { type KnownTrail, knownTrails } from '../../../reason/assess/inventory/trails.ts'
import type { Place } from '../../../reason/assess/places.ts'
import { recordersAt } from '../../../reason/assess/recording/recorders.ts'
import type { World } from '../../../reason/assess/world.ts'

const records = ({ trail }: KnownTrail, category: string): boolean =>
  isKnown(trail.selectors) &&
  ((trail.selectors.known.AdvancedEventSelectors ?? []).some((s) =>
    s.FieldSelectors.some((f) => f.Field === 'eventCategory' && f.Equals?.includes(category)),
  ) ||
    (trail.selectors.known.EventSelectors ?? []).some((s) =>
      category === 'Data'
        ? (s.DataResources ?? []).length > 0
        : s.IncludeManagementEvents !== false,
    ))

/**
 * The trail that is to record more in all of some places: one that is on there, before all one that records such events
 * already, then one of the account itself, so that nobody else's log grows.
 */
export const trailToWiden = (
  world: World,
  places: readonly Place[],
  category: 'Management' | 'Data',
): KnownTrail | undefined => {
  const on = places.map(
    (place) =>
      new Set(
        recordersAt(world, place)
          .filter((r) => r.kind === 'trail' && r.state !== 'not-recording')
          .map((r) => r.id),
      ),
  )
  const account = places[0]?.account
  const rank = (t: KnownTrail): number =>
    (records(t, category) ? 0 : 2) + (t.account === account ? 0 : 1)
  return knownTrails(world)
    .filter((t) => on.length > 0 && on.every((ids) => ids.has(t.arn)))
    .toSorted((a, b) => rank(a) - rank(b))[0]
}
