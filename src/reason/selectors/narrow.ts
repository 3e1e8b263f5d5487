import type { EventVariant } from '../../model/catalogue/event.ts'
import { lookupEvent } from '../../model/catalogue/lookup.ts'
import type { Box, BoxFields, Constraint, Scope } from '../../model/scope.ts'
import { intersectBoxes } from './intersect.ts'

/** The values of a constraint that names them all; `undefined` for any other. */
const namedBy = (c: Constraint | undefined): readonly string[] | undefined =>
  c?.Equals !== undefined && Object.keys(c).length === 1 ? c.Equals : undefined

const fieldsOf = (variant: EventVariant, withTypes: boolean): BoxFields => ({
  eventCategory: { Equals: [variant.category] },
  ...(variant.readOnly === undefined ? {} : { readOnly: { Equals: [`${variant.readOnly}`] } }),
  ...(variant.resourceTypes === undefined || !withTypes
    ? {}
    : { 'resources.type': { Equals: variant.resourceTypes } }),
})

/** The catalogue says nothing of network activity and insights, which any call may leave beside its own event. */
const OTHER_CATEGORIES: BoxFields = { eventCategory: { NotEquals: ['Management', 'Data'] } }

/** Fields that the catalogue gives for one event: none, when it may have forms that are not listed. */
const formsOf = (source: string, name: string, withTypes: boolean): readonly BoxFields[] => {
  const group = lookupEvent(source, name)
  if (group === undefined || !group.exclusive) return [{}]
  return [...group.variants.map((variant) => fieldsOf(variant, withTypes)), OTHER_CATEGORIES]
}

const namesByForms = (
  source: string,
  names: readonly string[],
  withTypes: boolean,
): readonly { readonly forms: readonly BoxFields[]; readonly names: readonly string[] }[] => {
  const groups = new Map<string, { forms: readonly BoxFields[]; names: string[] }>()
  for (const name of names) {
    const forms = formsOf(source, name, withTypes)
    const key = JSON.stringify(forms)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { forms, names: [name] })
    else group.names.push(name)
  }
  return [...groups.values()]
}

/**
 * A box that names its events (eventSource and eventName by Equals) as boxes with the category, readOnly and resource
 * types in which those are recorded (R4). An event that is not in the catalogue, or not marked exclusive there, stays
 * as it is. Resource types are added only where the box asks for no resource: one record has several.
 */
export const narrowBox = (box: Box): readonly Box[] => {
  const sources = namedBy(box.fields.eventSource)
  const names = namedBy(box.fields.eventName)
  if (sources === undefined || names === undefined) return [box]
  const layers = [box.fields, ...(box.also ?? [])]
  const withTypes = !layers.some((f) => f['resources.type'] ?? f['resources.ARN'])
  return sources.flatMap((source) =>
    namesByForms(source, names, withTypes).flatMap((group) => {
      const event: BoxFields = {
        eventSource: { Equals: [source] },
        eventName: { Equals: group.names },
      }
      const one: Box = { ...box, fields: { ...box.fields, ...event } }
      return group.forms.flatMap((fields) => intersectBoxes(one, { fields }))
    }),
  )
}

/** Every box of a scope narrowed: the same events, for those that AWS can record. */
export const narrow = (scope: Scope): Scope => ({ boxes: scope.boxes.flatMap(narrowBox) })
