import { UNKNOWN } from '../../../model/range.ts'
import type { Scope } from '../../../model/scope.ts'
import { type EventClass, eventClasses } from '../../../model/volume.ts'
import { boxOf } from '../../selectors/clause.ts'
import { selectedBy } from '../../selectors/facets.ts'
import { intersect } from '../../selectors/intersect.ts'
import type { PricedTrail } from '../copies/recorder.ts'
import { scopeOf } from '../volumes/scope-of.ts'

const classScopes = new Map(
  eventClasses.map((kind) => [
    kind,
    scopeOf({
      class: kind,
      counts: 'happening',
      volume: { perMonth: UNKNOWN, unit: 'event', source: 'lake', uncertainty: '' },
    }),
  ]),
)

export type Selecting = (trail: PricedTrail, kind: EventClass) => Scope | undefined

/** What of a class a trail may select; undefined for nothing. Remembered: trails work in many cells. */
export const selecting = (): Selecting => {
  const known = new Map<PricedTrail, Map<EventClass, Scope | undefined>>()
  const found = ({ selectors }: PricedTrail, kind: EventClass): Scope | undefined => {
    const all = classScopes.get(kind) ?? { boxes: [] }
    if (selectors === undefined) return all
    const own = intersect(all, { boxes: selectedBy(selectors, 'may').map(boxOf) })
    return own.boxes.length === 0 ? undefined : own
  }
  return (trail, kind) => {
    const own = known.get(trail) ?? new Map<EventClass, Scope | undefined>()
    known.set(trail, own)
    if (!own.has(kind)) own.set(kind, found(trail, kind))
    return own.get(kind)
  }
}
