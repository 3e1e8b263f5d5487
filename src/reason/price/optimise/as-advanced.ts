import type {
  AdvancedSelector,
  BasicSelector,
  FieldSelector,
  Selectors,
} from '../../../model/selector.ts'

const equals = (Field: string, ...Equals: string[]): FieldSelector => ({ Field, Equals })

const access = ({ ReadWriteType }: BasicSelector): readonly FieldSelector[] => {
  if (ReadWriteType === 'ReadOnly') return [equals('readOnly', 'true')]
  return ReadWriteType === 'WriteOnly' ? [equals('readOnly', 'false')] : []
}

const selector = (...fields: readonly FieldSelector[]): AdvancedSelector => ({
  FieldSelectors: [...fields],
})

const management = (basic: BasicSelector): readonly AdvancedSelector[] => {
  if (basic.IncludeManagementEvents === false) return []
  const excluded = basic.ExcludeManagementEventSources ?? []
  const sources = excluded.length === 0 ? [] : [{ Field: 'eventSource', NotEquals: excluded }]
  return [selector(equals('eventCategory', 'Management'), ...access(basic), ...sources)]
}

/** Whole services as the basic form names them, and the types of the advanced form (facts/aws.md 3.2). */
const whole: Readonly<Record<string, readonly [pattern: RegExp, types: readonly string[]]>> = {
  'AWS::S3::Object': [/^arn:aws[\w-]*:s3(:::)?$/, ['AWS::S3::Object']],
  'AWS::Lambda::Function': [/^arn:aws[\w-]*:lambda$/, ['AWS::Lambda::Function']],
  'AWS::DynamoDB::Table': [
    /^arn:aws[\w-]*:dynamodb$/,
    ['AWS::DynamoDB::Table', 'AWS::DynamoDB::Stream'],
  ],
}

const OBJECTS = /^arn:aws[\w-]*:s3:::[^/]+\//

type DataResource = NonNullable<BasicSelector['DataResources']>[number]

const data = (basic: BasicSelector, { Type, Values }: DataResource) => {
  const [pattern, types] = (Object.hasOwn(whole, Type) ? whole[Type] : undefined) ?? []
  if (pattern === undefined || types === undefined || Values === undefined) return undefined
  const of = (type: string, ...more: readonly FieldSelector[]) =>
    selector(
      equals('eventCategory', 'Data'),
      equals('resources.type', type),
      ...more,
      ...access(basic),
    )
  if (Values.length === 0) return []
  if (Values.some((value) => pattern.test(value))) return types.map((type) => of(type))
  const isObjects = Type === 'AWS::S3::Object' && Values.every((value) => OBJECTS.test(value))
  return isObjects ? [of(Type, { Field: 'resources.ARN', StartsWith: Values })] : undefined
}

/**
 * Selectors in the advanced form, where that is known to mean the same; undefined where it is not: single functions and
 * tables, and buckets without a slash, whose basic form is not wholly documented (facts/aws.md 3.2, R5).
 */
export const asAdvanced = (selectors: Selectors): readonly AdvancedSelector[] | undefined => {
  const { EventSelectors = [], AdvancedEventSelectors = [] } = selectors
  if (AdvancedEventSelectors.length > 0)
    return EventSelectors.length > 0 ? undefined : AdvancedEventSelectors
  const made: AdvancedSelector[] = []
  for (const basic of EventSelectors) {
    made.push(...management(basic))
    for (const resource of basic.DataResources ?? []) {
      const own = data(basic, resource)
      if (own === undefined) return undefined
      made.push(...own)
    }
  }
  return made
}
