import type {
  AdvancedSelector,
  BasicSelector,
  FieldSelector,
  Selectors,
} from '../../../model/selector.ts'

/** Stands for the ARN prefix that is asked about, whatever it is. */
export const THIS = 'arn:aws:s3:::this/'
/** Stands for everything that has nothing to do with it. */
const ELSEWHERE = 'arn:aws:s3:::elsewhere/'
const EVERY_OBJECT = 'arn:aws:s3'
const OBJECT = 'AWS::S3::Object'

/** Whether values take in all texts below a prefix, none of them, or tell them apart (differing in case counts). */
type Side = 'all' | 'none' | 'mixed'

const beginning = (values: readonly string[], prefix: string): Side => {
  if (values.some((v) => prefix.startsWith(v))) return 'all'
  const folded = prefix.toLowerCase()
  const meets = (v: string) => folded.startsWith(v) || v.startsWith(folded)
  return values.some((v) => meets(v.toLowerCase())) ? 'mixed' : 'none'
}

const equalling = (values: readonly string[], prefix: string): Side =>
  values.some((v) => v.toLowerCase().startsWith(prefix.toLowerCase())) ? 'mixed' : 'none'

const anyOf = (sides: readonly Side[]): Side =>
  sides.find((s) => s === 'all') ?? sides.find((s) => s === 'mixed') ?? 'none'

const placeholder = (side: Side): string[] => [side === 'all' ? THIS : ELSEWHERE]

const arnField = (field: FieldSelector, prefix: string): FieldSelector | undefined => {
  const { Equals, StartsWith, EndsWith, NotEquals, NotStartsWith, NotEndsWith } = field
  if (EndsWith !== undefined || NotEndsWith !== undefined) return undefined
  const isEmpty = [Equals, StartsWith, NotEquals, NotStartsWith].some((v) => v?.length === 0)
  const yes = anyOf([equalling(Equals ?? [], prefix), beginning(StartsWith ?? [], prefix)])
  const no = anyOf([equalling(NotEquals ?? [], prefix), beginning(NotStartsWith ?? [], prefix)])
  if (isEmpty || yes === 'mixed' || no === 'mixed') return undefined
  const hasPositive = Equals !== undefined || StartsWith !== undefined
  const hasNegative = NotEquals !== undefined || NotStartsWith !== undefined
  return {
    Field: field.Field,
    ...(hasPositive ? { StartsWith: placeholder(yes) } : {}),
    ...(hasNegative ? { NotStartsWith: placeholder(no) } : {}),
  }
}

const advanced = (selector: AdvancedSelector, prefix: string): AdvancedSelector | undefined => {
  const fields = selector.FieldSelectors.map((field) =>
    field.Field === 'resources.ARN' ? arnField(field, prefix) : field,
  )
  const known = fields.filter((f) => f !== undefined)
  return known.length === fields.length ? { FieldSelectors: known } : undefined
}

const isSure = (value: string): boolean =>
  /^arn:aws[\w-]*:s3(:::)?$/.test(value) || /^arn:aws[\w-]*:s3:::[^/]+\//.test(value)

const basic = (selector: BasicSelector, prefix: string): BasicSelector | undefined => {
  const objects = (selector.DataResources ?? []).filter((d) => d.Type === OBJECT)
  if (objects.some((d) => d.Values === undefined)) return undefined
  const values = objects.flatMap((d) => d.Values ?? [])
  const every = values.some((v) => isSure(v) && !v.includes('/'))
  const side = beginning(values, prefix)
  const isDocumented = values.some((v) => prefix.startsWith(v) && isSure(v))
  if (side === 'mixed' || (side === 'all' && !isDocumented)) return undefined
  const Values = every ? [EVERY_OBJECT] : placeholder(side)
  return {
    ...(selector.ReadWriteType === undefined ? {} : { ReadWriteType: selector.ReadWriteType }),
    IncludeManagementEvents: false,
    DataResources: values.length === 0 ? [] : [{ Type: OBJECT, Values }],
  }
}

const all = <T>(items: readonly (T | undefined)[]): T[] | undefined => {
  const known = items.filter((item) => item !== undefined)
  return known.length === items.length ? known : undefined
}

/**
 * Selectors with the prefix of one bucket renamed to `THIS`, and what does not concern it to a bucket elsewhere:
 * thousands of buckets then share one judgement. `undefined` where they tell things below the prefix apart, so that
 * the bucket has to be judged by itself. For data events on S3 objects below the prefix, and for nothing else.
 */
export const narrowedTo = (selectors: Selectors, prefix: string): Selectors | undefined => {
  const { EventSelectors, AdvancedEventSelectors } = selectors
  const basics = all((EventSelectors ?? []).map((s) => basic(s, prefix)))
  const advanceds = all((AdvancedEventSelectors ?? []).map((s) => advanced(s, prefix)))
  if (basics === undefined || advanceds === undefined) return undefined
  return {
    ...(EventSelectors === undefined ? {} : { EventSelectors: basics }),
    ...(AdvancedEventSelectors === undefined ? {} : { AdvancedEventSelectors: advanceds }),
  }
}
