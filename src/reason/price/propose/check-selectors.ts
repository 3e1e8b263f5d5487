import {
  advancedSelectorSchema,
  basicSelectorSchema,
  basicValuesIn,
  SELECTOR_LIMITS,
  type Selectors,
  valuesIn,
} from '../../../model/selector.ts'
import { parseSelectors } from '../../selectors/parse.ts'
import { mistake } from './mistake.ts'

const schemas = {
  EventSelectors: basicSelectorSchema,
  AdvancedEventSelectors: advancedSelectorSchema,
} as const
export type ListName = keyof typeof schemas
export const listNames = Object.keys(schemas) as readonly ListName[]

const why = (list: ListName, selector: unknown): string => {
  const { error } = schemas[list].safeParse(selector)
  const [issue] = error?.issues ?? []
  return issue === undefined
    ? 'its members are not those of a selector'
    : [issue.path.join('.'), issue.message].filter((s) => s !== '').join(': ')
}

/** What exceeds AWS's limits is refused by AWS, so its cost is nobody's. */
const checkLimits = (selectors: Selectors, place: string): void => {
  const values = valuesIn(selectors)
  if (values > SELECTOR_LIMITS.values)
    throw mistake(place, `${values} values in its selectors, AWS allows ${SELECTOR_LIMITS.values}`)
  const basic = selectors.EventSelectors?.length ?? 0
  if (basic > SELECTOR_LIMITS.basicSelectors)
    throw mistake(place, `${basic} event selectors, AWS allows ${SELECTOR_LIMITS.basicSelectors}`)
  const basicValues = basicValuesIn(selectors)
  if (basicValues > SELECTOR_LIMITS.basicValues)
    throw mistake(
      place,
      `${basicValues} values in DataResources, AWS allows ${SELECTOR_LIMITS.basicValues}`,
    )
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value)

/**
 * One list of selectors as a proposal gives it, in either casing.
 * @throws `invalid-selector` that names the selector in the list
 */
export const checkSelectors = (list: ListName, value: unknown, place: string): Selectors => {
  if (!isList(value)) throw mistake(`${place}: ${list}`, 'not a list')
  if (value.length === 0) throw mistake(`${place}: ${list}`, 'an empty list selects nothing')
  value.forEach((selector, i) => {
    if (parseSelectors({ [list]: [selector] }) === undefined)
      throw mistake(`${place}: ${list}[${i}]`, why(list, selector))
  })
  const selectors = parseSelectors({ [list]: value })
  if (selectors === undefined) throw mistake(`${place}: ${list}`, 'not understood')
  checkLimits(selectors, place)
  return selectors
}
