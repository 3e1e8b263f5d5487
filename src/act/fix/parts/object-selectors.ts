import {
  type AdvancedSelector,
  type BasicSelector,
  basicValuesIn,
  SELECTOR_LIMITS,
  type Selectors,
  valuesIn,
} from '../../../model/selector.ts'
import type { Why } from './proposal.ts'

const {
  values: MOST_VALUES,
  basicSelectors: MOST_BASIC,
  basicValues: MOST_RESOURCES,
} = SELECTOR_LIMITS

const OBJECTS = 'AWS::S3::Object'
const READS = 'Reads of the log buckets'
const DELETIONS = 'Deletions in the log buckets'

const union = (a: readonly string[], b: readonly string[]): string[] => [...new Set([...a, ...b])]

/** The prefixes that a selector of ours has already. */
const had = (selectors: readonly AdvancedSelector[], name: string): readonly string[] =>
  selectors
    .filter((s) => s.Name === name)
    .flatMap((s) => s.FieldSelectors)
    .filter((f) => f.Field === 'resources.ARN')
    .flatMap((f) => f.StartsWith ?? [])

const advanced = (
  Name: string,
  narrow: AdvancedSelector['FieldSelectors'][number],
  prefixes: readonly string[],
): AdvancedSelector => ({
  Name,
  FieldSelectors: [
    { Field: 'eventCategory', Equals: ['Data'] },
    { Field: 'resources.type', Equals: [OBJECTS] },
    narrow,
    { Field: 'resources.ARN', StartsWith: [...prefixes] },
  ],
})

/** Writes are left out but for deletions: CloudTrail's own deliveries would be recorded, each of them once more. */
const withAdvanced = (
  selectors: readonly AdvancedSelector[],
  prefixes: readonly string[],
): Selectors | Why => {
  const AdvancedEventSelectors = [
    ...selectors.filter((s) => s.Name !== READS && s.Name !== DELETIONS),
    advanced(
      READS,
      { Field: 'readOnly', Equals: ['true'] },
      union(had(selectors, READS), prefixes),
    ),
    advanced(
      DELETIONS,
      { Field: 'eventName', StartsWith: ['DeleteObject'] },
      union(had(selectors, DELETIONS), prefixes),
    ),
  ]
  return valuesIn({ AdvancedEventSelectors }) > MOST_VALUES
    ? { why: `its selectors would have more than the ${MOST_VALUES} values that AWS takes` }
    : { AdvancedEventSelectors }
}

const isReadsOfObjects = ({
  ReadWriteType,
  IncludeManagementEvents,
  DataResources = [],
}: BasicSelector): boolean =>
  ReadWriteType === 'ReadOnly' &&
  IncludeManagementEvents === false &&
  DataResources.length === 1 &&
  DataResources[0]?.Type === OBJECTS

const reads = (values: readonly string[]): BasicSelector => ({
  ReadWriteType: 'ReadOnly',
  IncludeManagementEvents: false,
  DataResources: [{ Type: OBJECTS, Values: [...values] }],
})

const withBasic = (
  selectors: readonly BasicSelector[],
  prefixes: readonly string[],
): Selectors | Why => {
  const own = selectors.find(isReadsOfObjects)
  const values = union(own?.DataResources?.[0]?.Values ?? [], prefixes)
  const EventSelectors =
    own === undefined
      ? [...selectors, reads(values)]
      : selectors.map((s) => (s === own ? reads(values) : s))
  if (EventSelectors.length > MOST_BASIC)
    return { why: `it has ${MOST_BASIC} selectors already, as many as AWS takes` }
  return basicValuesIn({ EventSelectors }) > MOST_RESOURCES
    ? { why: `its selectors would have more than the ${MOST_RESOURCES} resources that AWS takes` }
    : { EventSelectors }
}

/**
 * The selectors of a trail with reads of objects below some prefixes added, of the kind that it has: advanced ones take
 * deletions too, basic ones could take them only with every delivery. What it selects already is kept.
 */
export const withReadsBelow = (
  { AdvancedEventSelectors = [], EventSelectors = [] }: Selectors,
  prefixes: readonly string[],
): Selectors | Why =>
  AdvancedEventSelectors.length > 0
    ? withAdvanced(AdvancedEventSelectors, prefixes)
    : withBasic(EventSelectors, prefixes)
