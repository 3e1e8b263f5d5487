import type { TemplateContext, TemplateMap, TemplateValue } from './types.ts'
import { joined, member, unresolved } from './values.ts'

/** Where a template is deployed, as values: unresolved where the context does not say it. */
export interface Place {
  readonly account: TemplateValue
  readonly region: TemplateValue
  readonly partition: TemplateValue
}

export const placeOf = (
  context: TemplateContext,
  words: Readonly<Record<keyof Place, string>>,
): Place => ({
  account: context.account ?? unresolved('place', words.account),
  region: context.region ?? unresolved('place', words.region),
  partition: context.partition ?? unresolved('place', words.partition),
})

/** How an attribute of a resource follows from its properties, so that it is known before the resource is made. */
export type AttributeRule = (
  properties: TemplateMap,
  place: Place,
) => readonly (TemplateValue | undefined)[]

/** The value of a rule, or undefined where the resource does not give its own name: AWS will then make one. */
export const applyRule = (
  rule: AttributeRule,
  properties: TemplateMap,
  place: Place,
  expression: string,
): TemplateValue | undefined => {
  const parts = rule(properties, place)
  return parts.some((part) => part === undefined || part === null)
    ? undefined
    : joined(parts as readonly TemplateValue[], expression)
}

/** The property of that name. */
export const property =
  (name: string): AttributeRule =>
  (properties) => [member(properties, name)]

/** `arn:PARTITION:service:region:account:` and what follows; `global` leaves out region and account. */
export const arnRule =
  (
    service: string,
    scope: 'regional' | 'account' | 'global',
    before: string,
    name: string,
    after = '',
  ): AttributeRule =>
  (properties, { account, region, partition }) => [
    ...['arn:', partition, `:${service}:`, scope === 'regional' ? region : '', ':'],
    ...[scope === 'global' ? '' : account, `:${before}`, member(properties, name), after],
  ]
