import { applyRule, type Place } from '../place.ts'
import type { TemplateMap, TemplateValue } from '../types.ts'
import { isList, isMap, isUnresolved, mapOf, member, textOf, unresolved } from '../values.ts'
import { cloudFormationAttributes } from './attributes.ts'
import { intrinsics } from './intrinsics.ts'
import { NO_VALUE, type Resolved, type Solver } from './solver.ts'

/** All that an expression of one template may name. */
export interface Names {
  readonly place: Place
  /** Pseudo parameters besides the place, and parameters with their values. */
  readonly parameters: ReadonlyMap<string, TemplateValue>
  readonly mappings: TemplateMap
  readonly conditions: TemplateMap
  readonly resources: TemplateMap
  /** What is being resolved: a name that comes round again is unresolved, not a loop. */
  readonly open: ReadonlySet<string>
  /** Attributes that were resolved: names that name names are not walked again and again. */
  readonly seen: Map<string, TemplateValue>
}

const PLACES = {
  'AWS::AccountId': 'account',
  'AWS::Region': 'region',
  'AWS::Partition': 'partition',
} as const satisfies Record<string, keyof Place>

const within = (names: Names, name: string): Names => ({
  ...names,
  open: new Set([...names.open, name]),
})

const ruledAttribute = (resource: string, attribute: string, names: Names): TemplateValue => {
  const expression = attribute === 'Ref' ? `Ref ${resource}` : `GetAtt ${resource}.${attribute}`
  const found = member(names.resources, resource)
  if (!isMap(found)) return unresolved('unknown-name', expression)
  const none = unresolved('attribute', expression, { reference: { resource, attribute } })
  const key = `${resource}.${attribute}`
  const type = textOf(member(found, 'Type')) ?? ''
  const rules = Object.hasOwn(cloudFormationAttributes, type) ? cloudFormationAttributes[type] : {}
  const rule = rules !== undefined && Object.hasOwn(rules, attribute) ? rules[attribute] : undefined
  if (rule === undefined || names.open.has(key)) return none
  const raw = member(found, 'Properties')
  const properties = isMap(raw) ? resolveMembers(raw, within(names, key)) : {}
  return applyRule(rule, properties, names.place, expression) ?? none
}

/** `Ref` (attribute `Ref`) or `Fn::GetAtt` of a resource of this template. */
const attributeOf = (resource: string, attribute: string, names: Names): TemplateValue => {
  const key = `${resource}.${attribute}`
  const known = names.seen.get(key)
  if (known !== undefined) return known
  const value = ruledAttribute(resource, attribute, names)
  names.seen.set(key, value)
  return value
}

/** `Ref` of anything: pseudo parameter, parameter, resource. */
const refOf = (name: string, names: Names): Resolved => {
  if (name === 'AWS::NoValue') return NO_VALUE
  if (Object.hasOwn(PLACES, name)) return names.place[PLACES[name as keyof typeof PLACES]]
  return names.parameters.get(name) ?? attributeOf(name, 'Ref', names)
}

/** A condition of the template by its name. */
export const conditionOf = (name: string, names: Names): TemplateValue => {
  const key = `condition ${name}`
  const found = member(names.conditions, name)
  if (found === undefined || names.open.has(key))
    return unresolved('unknown-name', `Condition ${name}`)
  const value = resolveValue(found, within(names, key))
  return typeof value === 'boolean' ? value : unresolved('condition', `Condition ${name}`)
}

const onlyMember = (value: TemplateMap): readonly [string, TemplateValue] | undefined => {
  const entries = Object.entries(value)
  return entries.length === 1 ? entries[0] : undefined
}

/** The members of a map, resolved; those without a value are left out. */
export const resolveMembers = (map: TemplateMap, names: Names): TemplateMap =>
  mapOf(
    Object.entries(map).flatMap(([key, value]) => {
      const resolved = resolveRaw(value, names)
      return resolved === NO_VALUE ? [] : [[key, resolved] as const]
    }),
  )

const solverOf = (names: Names): Solver => ({
  value: (value) => resolveValue(value, names),
  maybe: (value) => resolveRaw(value, names),
  ref: (name) => refOf(name, names),
  attribute: (resource, attribute) => attributeOf(resource, attribute, names),
  condition: (name) => conditionOf(name, names),
  mapping: (map, key, name) => {
    const outer = member(names.mappings, map)
    const inner = isMap(outer) ? member(outer, key) : undefined
    return isMap(inner) ? member(inner, name) : undefined
  },
})

const resolveRaw = (value: TemplateValue, names: Names): Resolved => {
  if (isUnresolved(value)) return value
  if (isList(value))
    return value.flatMap((item): readonly TemplateValue[] => {
      const resolved = resolveRaw(item, names)
      return resolved === NO_VALUE ? [] : [resolved]
    })
  if (!isMap(value)) return value
  const [key, argument] = onlyMember(value) ?? []
  if (key === undefined || argument === undefined) return resolveMembers(value, names)
  if (key === 'Ref' && typeof argument === 'string') return refOf(argument, names)
  if (
    key === 'Condition' &&
    typeof argument === 'string' &&
    member(names.conditions, argument) !== undefined
  )
    return conditionOf(argument, names)
  if (!key.startsWith('Fn::')) return resolveMembers(value, names)
  const intrinsic = Object.hasOwn(intrinsics, key) ? intrinsics[key] : undefined
  return intrinsic === undefined
    ? unresolved('function', `${key} ${JSON.stringify(argument)}`)
    : intrinsic(argument, solverOf(names))
}

/** A value with all that the template says itself put in; no value is null. */
const resolveValue = (value: TemplateValue, names: Names): TemplateValue => {
  const resolved = resolveRaw(value, names)
  return resolved === NO_VALUE ? null : resolved
}
