import type {
  AdvancedSelector,
  BasicSelector,
  FieldSelector,
  Selectors,
} from '../../../model/selector.ts'
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
