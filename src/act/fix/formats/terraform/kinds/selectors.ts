import type { Operator, Selectors } from '../../../../../model/selector.ts'
import type { TemplateMap } from '../../../../../reason/templates/types.ts'
import { given } from '../../given.ts'
import type { HclBlock } from '../hcl.ts'
import { blocksOf, nested } from '../kind.ts'

const operatorNames = {
  Equals: 'equals',
  StartsWith: 'starts_with',
  EndsWith: 'ends_with',
  NotEquals: 'not_equals',
  NotStartsWith: 'not_starts_with',
  NotEndsWith: 'not_ends_with',
} as const satisfies Record<Operator, string>

const operators = Object.entries(operatorNames) as [Operator, string][]

/** Selectors as blocks of `aws_cloudtrail`: the whole list. */
export const selectorBlocks = (selectors: Selectors): readonly HclBlock[] => [
  ...(selectors.AdvancedEventSelectors ?? []).map((s) =>
    nested('advanced_event_selector', [
      ['name', s.Name],
      ...s.FieldSelectors.map((f) =>
        nested('field_selector', [
          ['field', f.Field],
          ...operators.map(([operator, name]) => [name, f[operator]] as const),
        ]),
      ),
    ]),
  ),
  ...(selectors.EventSelectors ?? []).map((s) =>
    nested('event_selector', [
      ['read_write_type', s.ReadWriteType],
      ['include_management_events', s.IncludeManagementEvents],
      ['exclude_management_event_sources', s.ExcludeManagementEventSources],
      ...(s.DataResources ?? []).map((r) =>
        nested('data_resource', [
          ['type', r.Type],
          ['values', r.Values ?? []],
        ]),
      ),
    ]),
  ),
]

const listIn = <T>(items: readonly T[]): readonly T[] | undefined =>
  items.length === 0 ? undefined : items

/** The same blocks as selectors again. */
export const readSelectors = (trail: TemplateMap | undefined) =>
  given({
    AdvancedEventSelectors: listIn(
      blocksOf(trail, 'advanced_event_selector').map((s) =>
        given({
          Name: s.name,
          FieldSelectors: blocksOf(s, 'field_selector').map((f) =>
            given({
              Field: f.field,
              ...Object.fromEntries(operators.map(([operator, name]) => [operator, f[name]])),
            }),
          ),
        }),
      ),
    ),
    EventSelectors: listIn(
      blocksOf(trail, 'event_selector').map((s) =>
        given({
          ReadWriteType: s.read_write_type,
          IncludeManagementEvents: s.include_management_events,
          ExcludeManagementEventSources: s.exclude_management_event_sources,
          DataResources: listIn(
            blocksOf(s, 'data_resource').map((r) => ({ Type: r.type, Values: r.values })),
          ),
        }),
      ),
    ),
  })
