import {
  type AdvancedSelector,
  type BasicSelector,
  type FieldSelector,
  type Operator,
  operators,
  type Selectors,
} from '../../model/selector.ts'
import { normalise } from './normalise.ts'
import { isDocumented } from './validity.ts'

/** Likely mistakes, and what is said of the value concerned (facts/aws.md 3.2, 3.3, 5.6; R5). */
export const selectorMistakes = {
  'over-broad-prefix': (v) => `${v} without a slash takes in every bucket whose name begins so`,
  'bucket-arn': (v) => `${v} is the ARN of a bucket and equals that of no object`,
  'no-slash': (v) => `${v} lacks the slash after the bucket: what it selects is not documented`,
  wildcard: (v) => `${v} is taken to the letter: there are no wildcards`,
  'no-values': (v) => `${v} has an empty list of values`,
  undocumented: (v) => `${v} has a form that AWS does not document: it proves no recording`,
  'selects-nothing': () => 'no event is selected at all, whether or not the trail is logging',
} as const satisfies Record<string, (value: string) => string>

export interface SelectorWarning {
  readonly kind: keyof typeof selectorMistakes
  /** The value or the selector concerned. */
  readonly value: string
  readonly sentence: string
}

const warn = (kind: SelectorWarning['kind'], values: readonly string[]): SelectorWarning[] =>
  values.map((value) => ({ kind, value, sentence: selectorMistakes[kind](value) }))

const isBucket = (value: string): boolean => /^arn:aws[\w-]*:s3:::[^/*]+$/.test(value)
const isWildcard = (value: string): boolean => value.includes('*')
const S3_OBJECT = 'AWS::S3::Object'

const ofBasic = ({ DataResources = [] }: BasicSelector): readonly SelectorWarning[] =>
  DataResources.flatMap(({ Type, Values }) => [
    ...warn('no-values', Values?.length === 0 ? [Type] : []),
    ...warn('no-slash', Type === S3_OBJECT ? (Values ?? []).filter(isBucket) : []),
    ...warn('wildcard', (Values ?? []).filter(isWildcard)),
  ])

const valuesOf = (selectors: readonly FieldSelector[], ...of: readonly Operator[]): string[] =>
  selectors.flatMap((selector) => of.flatMap((operator) => selector[operator] ?? []))

const ofAdvanced = (selector: AdvancedSelector): readonly SelectorWarning[] => {
  const named = (field: string) => selector.FieldSelectors.filter((s) => s.Field === field)
  const arns = named('resources.ARN')
  const objects = valuesOf(named('resources.type'), 'Equals').includes(S3_OBJECT) ? arns : []
  const empty = selector.FieldSelectors.filter((s) => operators.some((o) => s[o]?.length === 0))
  return [
    ...warn('over-broad-prefix', valuesOf(objects, 'StartsWith', 'NotStartsWith').filter(isBucket)),
    ...warn('bucket-arn', valuesOf(objects, 'Equals', 'NotEquals').filter(isBucket)),
    ...warn('wildcard', valuesOf(arns, ...operators).filter(isWildcard)),
    ...warn(
      'no-values',
      empty.map((s) => s.Field),
    ),
    ...warn('undocumented', isDocumented(selector) ? [] : [selector.Name ?? 'a selector']),
  ]
}

/** What is probably not meant in the selectors of one trail. */
export const selectorWarnings = (selectors: Selectors): readonly SelectorWarning[] => [
  ...(selectors.EventSelectors ?? []).flatMap(ofBasic),
  ...(selectors.AdvancedEventSelectors ?? []).flatMap(ofAdvanced),
  ...warn('selects-nothing', normalise(selectors).may.length === 0 ? ['selectors'] : []),
]
