import {
  type AdvancedSelector,
  type BasicSelector,
  basicValuesIn,
  type FieldSelector,
  SELECTOR_LIMITS,
  type Selectors,
  valuesIn,
} from '../../../model/selector.ts'
import type { Why } from './proposal.ts'

/** Data events on resources of one type, by the beginning of their ARN or by the whole of it. */
export interface DataWish {
  readonly type: string
  readonly operator: 'StartsWith' | 'Equals'
  readonly arns: readonly string[]
}

/** What a basic selector may name (facts/aws.md 8.5); more types need advanced ones. */
const BASIC_TYPES = ['AWS::S3::Object', 'AWS::Lambda::Function', 'AWS::DynamoDB::Table']

const isAdvanced = ({ AdvancedEventSelectors = [] }: Selectors): boolean =>
  AdvancedEventSelectors.length > 0

const ALL: AdvancedSelector = {
  Name: 'All management events',
  FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }],
}

const isSame = (a: AdvancedSelector, b: AdvancedSelector): boolean =>
  JSON.stringify(a.FieldSelectors) === JSON.stringify(b.FieldSelectors)

const isArn = ({ Field }: FieldSelector): boolean => Field === 'resources.ARN'

/** Two selectors of ours as one, where they differ in the ARNs that they name alone; otherwise undefined. */
const joined = (
  had: AdvancedSelector,
  added: AdvancedSelector,
  operator: DataWish['operator'],
): AdvancedSelector | undefined => {
  const rest = (s: AdvancedSelector) => JSON.stringify(s.FieldSelectors.filter((f) => !isArn(f)))
  const [arns, ...more] = had.FieldSelectors.filter(isArn)
  const isOurs = had.Name === added.Name && rest(had) === rest(added) && more.length === 0
  if (!isOurs || arns?.[operator] === undefined || Object.keys(arns).length !== 2) return undefined
  const values = [arns, ...added.FieldSelectors.filter(isArn)].flatMap((f) => f[operator] ?? [])
  return {
    ...had,
    FieldSelectors: had.FieldSelectors.map((f) =>
      isArn(f) ? { Field: f.Field, [operator]: [...new Set(values)] } : f,
    ),
  }
}

/** With one more selector, or more ARNs in one that is there; AWS refuses a list that says the same twice. */
const advanced = (
  selectors: Selectors,
  added: AdvancedSelector,
  operator: DataWish['operator'] = 'Equals',
): Selectors | Why => {
  const had = selectors.AdvancedEventSelectors ?? []
  if (had.some((s) => isSame(s, added))) return selectors
  const at = had.findIndex((s) => joined(s, added, operator) !== undefined)
  const all =
    at === -1
      ? [...had, added]
      : had.map((s, i) => (i === at ? (joined(s, added, operator) ?? s) : s))
  const { values } = SELECTOR_LIMITS
  return valuesIn({ AdvancedEventSelectors: all }) > values
    ? { why: `The selectors of the trail would have more than the ${values} values that AWS takes` }
    : { AdvancedEventSelectors: all }
}

const basic = (selectors: readonly BasicSelector[]): Selectors | Why => {
  const { basicSelectors, basicValues } = SELECTOR_LIMITS
  const EventSelectors = [...selectors]
  return selectors.length > basicSelectors || basicValuesIn({ EventSelectors }) > basicValues
    ? {
        why: `The trail would have more than ${basicSelectors} basic selectors or ${basicValues} values`,
        instead: 'Write its selectors as advanced ones',
      }
    : { EventSelectors }
}

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
    return advanced(
      selectors,
      {
        Name: `Named one by one: ${type}`,
        FieldSelectors: [
          { Field: 'eventCategory', Equals: ['Data'] },
          { Field: 'resources.type', Equals: [type] },
          { Field: 'resources.ARN', [operator]: [...arns] },
        ],
      },
      operator,
    )
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
