import type { AdvancedSelector, BasicSelector, Selectors } from '../../../model/selector.ts'
import type { Why } from './proposal.ts'

/** Data events on resources of one type, by the beginning of their ARN or by the whole of it. */
export interface DataWish {
  readonly type: string
  readonly operator: 'StartsWith' | 'Equals'
  readonly arns: readonly string[]
}

/** AWS's limits: conditions of all advanced selectors of a trail, basic selectors, values of all of those (facts/aws.md 3.2, 3.3). */
const CONDITIONS = 500
const BASIC_SELECTORS = 5
const BASIC_VALUES = 250

/** What a basic selector may name (facts/aws.md 8.5); more types need advanced ones. */
const BASIC_TYPES = ['AWS::S3::Object', 'AWS::Lambda::Function', 'AWS::DynamoDB::Table']

const isAdvanced = ({ AdvancedEventSelectors = [] }: Selectors): boolean =>
  AdvancedEventSelectors.length > 0

const conditionsOf = (selectors: readonly AdvancedSelector[]): number =>
  selectors
    .flatMap((s) => s.FieldSelectors)
    .reduce((n, { Field: _, ...operators }) => n + Object.values(operators).flat().length, 0)

const ALL: AdvancedSelector = {
  Name: 'All management events',
  FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }],
}

const advanced = (selectors: Selectors, added: AdvancedSelector): Selectors | Why => {
  const all = [...(selectors.AdvancedEventSelectors ?? []), added]
  return conditionsOf(all) > CONDITIONS
    ? { why: `The selectors of the trail would have more than ${CONDITIONS} conditions` }
    : { AdvancedEventSelectors: all }
}

const valuesOf = (selectors: readonly BasicSelector[]): number =>
  selectors.flatMap((s) => (s.DataResources ?? []).flatMap((d) => d.Values ?? [])).length

const basic = (selectors: readonly BasicSelector[]): Selectors | Why =>
  selectors.length > BASIC_SELECTORS || valuesOf(selectors) > BASIC_VALUES
    ? {
        why: `The trail would have more than ${BASIC_SELECTORS} basic selectors or ${BASIC_VALUES} values`,
        instead: 'Write its selectors as advanced ones',
      }
    : { EventSelectors: [...selectors] }

/** Every management event beside what is selected: nothing is taken away. */
export const withManagement = (selectors: Selectors): Selectors | Why => {
  if (isAdvanced(selectors)) return advanced(selectors, ALL)
  const all = selectors.EventSelectors ?? []
  const whole: BasicSelector = { ReadWriteType: 'All', IncludeManagementEvents: true }
  const without = all.filter((s) => s.IncludeManagementEvents === false)
  const having = all.filter((s) => s.IncludeManagementEvents !== false)
  const widened = having.map(
    ({ ExcludeManagementEventSources: _, ...s }): BasicSelector =>
      s.DataResources === undefined || s.DataResources.length === 0
        ? { ...s, ...whole }
        : { ...s, IncludeManagementEvents: false },
  )
  return basic(
    widened.some((s) => s.IncludeManagementEvents === true)
      ? [...without, ...widened]
      : [whole, ...without, ...widened],
  )
}

/** Data events on more resources beside what is selected: nothing is taken away. */
export const withData = (
  selectors: Selectors,
  { type, operator, arns }: DataWish,
): Selectors | Why => {
  if (isAdvanced(selectors))
    return advanced(selectors, {
      Name: `Added: ${type}`,
      FieldSelectors: [
        { Field: 'eventCategory', Equals: ['Data'] },
        { Field: 'resources.type', Equals: [type] },
        { Field: 'resources.ARN', [operator]: [...arns] },
      ],
    })
  if (!BASIC_TYPES.includes(type))
    return { why: `A basic selector cannot name ${type}: the trail needs advanced ones` }
  return basic([
    ...(selectors.EventSelectors ?? []),
    {
      ReadWriteType: 'All',
      IncludeManagementEvents: false,
      DataResources: [{ Type: type, Values: [...arns] }],
    },
  ])
}
