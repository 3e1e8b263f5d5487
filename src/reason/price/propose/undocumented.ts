import {
  type AdvancedSelector,
  type BasicSelector,
  operators,
  type Selectors,
} from '../../../model/selector.ts'

/** Fields that a selector of management events of a trail may name (facts/aws.md 3.3). */
const MANAGEMENT_FIELDS = ['eventCategory', 'readOnly', 'eventSource']
/** Sources that management events of a trail may leave out, in either form (facts/aws.md 3.2, 3.3). */
const SOURCES = ['kms.amazonaws.com', 'rdsdata.amazonaws.com', 'rds-data.amazonaws.com']
/** Types that basic selectors may name (facts/aws.md 3.2). */
const BASIC_TYPES = ['AWS::S3::Object', 'AWS::Lambda::Function', 'AWS::DynamoDB::Table']
/** Characters of a value (facts/aws.md 3.3). */
const LONGEST_VALUE = 2048

const refused = (what: string): string =>
  `${what}: AWS documents no such selector for a trail and is likely to refuse it, so that nothing of this would come true`

const ofManagement = ({ FieldSelectors }: AdvancedSelector): readonly string[] => {
  const isManagement = FieldSelectors.some(
    (f) => f.Field === 'eventCategory' && f.Equals?.includes('Management') === true,
  )
  if (!isManagement) return []
  return FieldSelectors.flatMap((field) => {
    if (!MANAGEMENT_FIELDS.includes(field.Field))
      return refused(`Management events are selected by ${field.Field}`)
    if (field.Field !== 'eventSource') return []
    const others = operators.filter((o) => o !== 'NotEquals' && field[o] !== undefined)
    const strange = (field.NotEquals ?? []).filter((source) => !SOURCES.includes(source))
    return others.length + strange.length === 0
      ? []
      : refused(
          `Management events are selected by eventSource ${others[0] ?? `NotEquals ${strange[0]}`}`,
        )
  })
}

const ofBasic = ({
  DataResources = [],
  ExcludeManagementEventSources = [],
}: BasicSelector): readonly string[] => [
  ...DataResources.filter(({ Type }) => !BASIC_TYPES.includes(Type)).map(({ Type }) =>
    refused(`${Type} stands in a basic event selector`),
  ),
  ...ExcludeManagementEventSources.filter((source) => !SOURCES.includes(source)).map((source) =>
    refused(`Management events of ${source} are left out`),
  ),
]

const valuesOf = (selectors: Selectors): readonly string[] => [
  ...(selectors.AdvancedEventSelectors ?? []).flatMap((s) =>
    s.FieldSelectors.flatMap((field) => operators.flatMap((o) => field[o] ?? [])),
  ),
  ...(selectors.EventSelectors ?? []).flatMap((s) =>
    (s.DataResources ?? []).flatMap((d) => d.Values ?? []),
  ),
]

/** What AWS documents for event data stores only, or for nothing, in the selectors of a trail. Sentences. */
export const undocumentedForTrails = (selectors: Selectors): readonly string[] => [
  ...(selectors.AdvancedEventSelectors ?? []).flatMap(ofManagement),
  ...(selectors.EventSelectors ?? []).flatMap(ofBasic),
  ...(valuesOf(selectors).some((value) => value.length > LONGEST_VALUE)
    ? [refused(`A value is longer than ${LONGEST_VALUE} characters`)]
    : []),
]
