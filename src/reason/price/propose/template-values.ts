import type { TemplateMap, TemplateValue } from '../../templates/types.ts'
import {
  booleanOf,
  isList,
  isMap,
  isUnresolved,
  textOf,
  unresolvedIn,
} from '../../templates/values.ts'
import { mistake } from './mistake.ts'

/** What a template writes as text and AWS reads as a truth value. */
const BOOLEANS = ['IncludeManagementEvents']

const HINT = 'write the value out, or give its parameter'

/** A tree of which all is known: what is not resolved is an error that says what, never left out. */
export const resolvedOf = (value: TemplateValue, place: string): unknown => {
  const [first] = unresolvedIn(value)
  if (first !== undefined)
    throw mistake(place, `${first.expression} cannot be resolved from the file alone`, HINT)
  return plainOf(value, place, '')
}

const plainOf = (value: TemplateValue, place: string, key: string): unknown => {
  if (isUnresolved(value)) throw mistake(place, value.expression, HINT)
  if (isList(value)) return value.map((member) => plainOf(member, place, key))
  if (isMap(value))
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [name, plainOf(member, place, name)]),
    )
  if (value === null) return undefined
  return BOOLEANS.includes(key) ? (booleanOf(value) ?? value) : textOf(value)
}

/** `advanced_event_selector` to `AdvancedEventSelectors`: the members of Terraform that AWS names otherwise. */
const renamed: Readonly<Record<string, string>> = {
  advanced_event_selector: 'AdvancedEventSelectors',
  event_selector: 'EventSelectors',
  field_selector: 'FieldSelectors',
  data_resource: 'DataResources',
  insight_selector: 'InsightSelectors',
}

const pascal = (name: string): string =>
  renamed[name] ??
  name
    .split('_')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('')

/** The members of a resource of Terraform by the names of the API. Lists that are empty or null are not given. */
export const withApiNames = (value: TemplateValue): TemplateValue => {
  if (isList(value)) return value.map(withApiNames)
  if (!isMap(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null && !(isList(member) && member.length === 0))
      .map(([name, member]) => [pascal(name), withApiNames(member)]),
  ) satisfies TemplateMap
}
