import type { BoxFields, Constraint, Scope } from '../../../src/model/scope.ts'
import type { AdvancedSelector, Selectors } from '../../../src/model/selector.ts'
import type { Recording } from '../../../src/reason/selectors/types.ts'

/** One advanced selector from its fields. */
const selector = (fields: Readonly<Record<string, Constraint>>): AdvancedSelector => ({
  FieldSelectors: Object.entries(fields).map(([Field, c]) => ({
    Field,
    ...(structuredClone(c) as object),
  })),
})

export const advanced = (...all: Readonly<Record<string, Constraint>>[]): Selectors => ({
  AdvancedEventSelectors: all.map(selector),
})

export const MANAGEMENT = { eventCategory: { Equals: ['Management'] } }
export const objects = (more: Readonly<Record<string, Constraint>> = {}) => ({
  eventCategory: { Equals: ['Data'] },
  'resources.type': { Equals: ['AWS::S3::Object'] },
  ...more,
})

export const dataResource = (Type: string, ...Values: string[]): Selectors => ({
  EventSelectors: [{ IncludeManagementEvents: false, DataResources: [{ Type, Values }] }],
})

/** Recorders without limits of place, one for each of the selectors. */
export const recorders = (...all: Selectors[]): readonly Recording[] =>
  all.map((selectors, i) => ({ id: `trail-${i}`, limits: [{ fields: {} }], selectors }))

export const scopeOf = (...boxes: BoxFields[]): Scope => ({
  boxes: boxes.map((fields) => ({ fields })),
})

/** Reads of the objects of one bucket: a scope without undocumented behaviour. */
export const readsOf = (arn: string, name = 'GetObject'): Scope =>
  scopeOf({ ...objects({ 'resources.ARN': { StartsWith: [arn] } }), eventName: { Equals: [name] } })
