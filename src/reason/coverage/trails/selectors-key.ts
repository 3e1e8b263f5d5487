import type { AdvancedSelector, BasicSelector, Selectors } from '../../../model/selector.ts'
import { canonical } from '../json.ts'

const sorted = (values: readonly string[]): readonly string[] => [...values].sort()

const basic = (selector: BasicSelector): unknown => ({
  readWrite: selector.ReadWriteType ?? 'All',
  management: selector.IncludeManagementEvents ?? true,
  excluded: sorted(selector.ExcludeManagementEventSources ?? []),
  data: sorted(
    (selector.DataResources ?? []).map((d) => canonical([d.Type, sorted(d.Values ?? [])])),
  ),
})

const advanced = (selector: AdvancedSelector): unknown =>
  sorted(
    selector.FieldSelectors.map(({ Field, ...operators }) =>
      canonical([
        Field,
        Object.entries(operators)
          .flatMap(([name, values]) => (values === undefined ? [] : [[name, sorted(values)]]))
          .sort(),
      ]),
    ),
  )

const MANAGEMENT = canonical(
  advanced({ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }),
)
const DEFAULT = canonical(basic({}))

/**
 * Equal for selectors that AWS only spells differently: order, names, members left at their default, and the default
 * of a new trail, which is shown in the basic or in the advanced form (facts/aws.md 3.1).
 */
export const selectorsKey = (selectors: Selectors): string => {
  const basics = (selectors.EventSelectors ?? []).map((s) => canonical(basic(s)))
  const advanceds = (selectors.AdvancedEventSelectors ?? []).map((s) => canonical(advanced(s)))
  const spelled = basics.length === 1 && basics[0] === DEFAULT ? [MANAGEMENT] : basics
  return canonical(sorted([...new Set([...spelled, ...advanceds])]))
}
