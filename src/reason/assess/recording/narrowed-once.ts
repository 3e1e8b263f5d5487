import type { Selectors } from '../../../model/selector.ts'
import type { World } from '../world.ts'
import { narrowedTo } from './narrowed.ts'

/** By the prefix; one prefix, the empty one, where it makes no difference. */
type ByPrefix = Map<string, Selectors | undefined>

/** Equal selectors as one value, so that what is computed from them is computed once. */
const interned = (world: World, selectors: Selectors): Selectors => {
  const known = world.once('narrowed selectors', () => new Map<string, Selectors>())
  const key = JSON.stringify(selectors)
  const before = known.get(key)
  if (before !== undefined) return before
  known.set(key, selectors)
  return selectors
}

/** Whether selectors name ARNs that a prefix of objects can meet. */
const namesArns = ({ EventSelectors = [], AdvancedEventSelectors = [] }: Selectors): boolean =>
  EventSelectors.some((s) => (s.DataResources ?? []).length > 0) ||
  AdvancedEventSelectors.some((s) => s.FieldSelectors.some((f) => f.Field === 'resources.ARN'))

/** As `narrowedTo`, computed once for each prefix, or once for all where the selectors name no ARN. */
export const narrowedHere = (
  world: World,
  selectors: Selectors,
  prefix: string,
): Selectors | undefined => {
  const all = world.once('narrowed by prefix', () => new Map<Selectors, ByPrefix>())
  const own: ByPrefix = all.get(selectors) ?? new Map()
  all.set(selectors, own)
  if (own.has('')) return own.get('')
  if (own.has(prefix)) return own.get(prefix)
  const narrowed = narrowedTo(selectors, prefix)
  const value = narrowed && interned(world, narrowed)
  own.set(own.size > 0 || namesArns(selectors) ? prefix : '', value)
  return value
}
