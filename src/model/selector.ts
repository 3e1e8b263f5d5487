import { z } from 'zod'

/**
 * Event selectors, as `GetEventSelectors` answers them (member names as in the AWS API).
 * Source: facts/aws.md 3.2 and 3.3. Records of PutEventSelectors carry the same in lowerCamelCase.
 */
export const basicSelectorSchema = z.strictObject({
  ReadWriteType: z.enum(['All', 'ReadOnly', 'WriteOnly']).optional(),
  IncludeManagementEvents: z.boolean().optional(),
  DataResources: z
    .array(z.strictObject({ Type: z.string(), Values: z.array(z.string()).optional() }))
    .optional(),
  ExcludeManagementEventSources: z.array(z.string()).optional(),
})

export const operators = [
  'Equals',
  'StartsWith',
  'EndsWith',
  'NotEquals',
  'NotStartsWith',
  'NotEndsWith',
] as const
export type Operator = (typeof operators)[number]

const values = z.array(z.string()).optional()
export const fieldSelectorSchema = z.strictObject({
  Field: z.string(),
  Equals: values,
  StartsWith: values,
  EndsWith: values,
  NotEquals: values,
  NotStartsWith: values,
  NotEndsWith: values,
})
export const advancedSelectorSchema = z.strictObject({
  Name: z.string().optional(),
  FieldSelectors: z.array(fieldSelectorSchema),
})

export type BasicSelector = z.infer<typeof basicSelectorSchema>
export type FieldSelector = z.infer<typeof fieldSelectorSchema>
export type AdvancedSelector = z.infer<typeof advancedSelectorSchema>

/**
 * What one trail selects: one answer of `GetEventSelectors`. Both lists empty is unknown (R5) unless
 * `HasCustomEventSelectors` is known to be false, which means the default: all management events.
 */
export const selectorsSchema = z.strictObject({
  EventSelectors: z.array(basicSelectorSchema).optional(),
  AdvancedEventSelectors: z.array(advancedSelectorSchema).optional(),
})
export type Selectors = z.infer<typeof selectorsSchema>

/** The selectors of a trail made through the API and never changed (facts/aws.md 3.1). */
export const DEFAULT_SELECTORS: Selectors = {
  EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [] }],
}

/** AWS's limits of one trail (facts/aws.md 3.2, 3.3): values of advanced selectors, basic selectors, and their values. */
export const SELECTOR_LIMITS = { values: 500, basicSelectors: 5, basicValues: 250 } as const

/** How many values advanced selectors hold. */
export const valuesIn = ({ AdvancedEventSelectors = [] }: Selectors): number =>
  AdvancedEventSelectors.flatMap((s) => s.FieldSelectors).flatMap((field) =>
    operators.flatMap((operator) => field[operator] ?? []),
  ).length

/** How many values of data resources basic selectors hold. */
export const basicValuesIn = ({ EventSelectors = [] }: Selectors): number =>
  EventSelectors.flatMap((s) => s.DataResources ?? []).flatMap((d) => d.Values ?? []).length
