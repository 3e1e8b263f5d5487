import type { AdvancedSelector, BasicSelector, Selectors } from '../../model/selector.ts'
import { hasPositive } from './constraint.ts'
import { normalise } from './normalise.ts'
import { isDocumented } from './validity.ts'

/** A selector that probably does not do what its author meant. */
export interface SelectorWarning {
  readonly kind: (typeof warningKinds)[number]
  /** The value or the selector concerned. */
  readonly value: string
  readonly sentence: string
}

export const warningKinds = [
  'over-broad-prefix',
  'bucket-arn',
  'no-slash',
  'wildcard',
  'no-values',
  'undocumented',
  'selects-nothing',
] as const

const BUCKET_ONLY = /^arn:aws[\w-]*:s3:::[^/*]+$/

const S3_TYPE = 'AWS::S3::Object'

const warn = (kind: SelectorWarning['kind'], value: string, sentence: string): SelectorWarning => ({
  kind,
  value,
  sentence,
})

const wildcards = (values: readonly string[]): readonly SelectorWarning[] =>
  values
    .filter((value) => value.includes('*'))
    .map((value) =>
      warn('wildcard', value, `${value} is taken to the letter: there are no wildcards`),
    )

const ofBasic = (selector: BasicSelector): readonly SelectorWarning[] =>
  (selector.DataResources ?? []).flatMap(({ Type, Values }) => [
    ...(Values?.length === 0
      ? [warn('no-values', Type, `${Type} with an empty list of values selects no events`)]
      : []),
    ...(Values ?? [])
      .filter((value) => Type === S3_TYPE && BUCKET_ONLY.test(value))
      .map((value) =>
        warn(
          'no-slash',
          value,
          `${value} lacks the slash after the bucket: whether it selects is not documented`,
        ),
      ),
    ...wildcards(Values ?? []),
  ])

const ofAdvanced = (selector: AdvancedSelector): readonly SelectorWarning[] => {
  const field = (name: string) => selector.FieldSelectors.filter((s) => s.Field === name)
  const isS3 = field('resources.type').some((s) => s.Equals?.includes(S3_TYPE))
  const arns = field('resources.ARN')
  const buckets = (values: readonly string[] | undefined) =>
    isS3 ? (values ?? []).filter((value) => BUCKET_ONLY.test(value)) : []
  return [
    ...arns
      .flatMap((s) => buckets(s.StartsWith))
      .map((value) =>
        warn(
          'over-broad-prefix',
          value,
          `StartsWith ${value} takes in every bucket whose name begins so`,
        ),
      ),
    ...arns
      .flatMap((s) => buckets(s.NotStartsWith))
      .map((value) =>
        warn(
          'over-broad-prefix',
          value,
          `NotStartsWith ${value} leaves out every bucket whose name begins so`,
        ),
      ),
    ...arns
      .flatMap((s) => [...buckets(s.Equals), ...buckets(s.NotEquals)])
      .map((value) =>
        warn('bucket-arn', value, `${value} is the ARN of a bucket and equals that of no object`),
      ),
    ...wildcards(arns.flatMap((s) => Object.values(s).flat().slice(1))),
    ...selector.FieldSelectors.filter(
      (s) => hasPositive(s) && Object.values(s).some((v) => v.length === 0),
    ).map((s) => warn('no-values', s.Field, `${s.Field} has an operator without values`)),
    ...(isDocumented(selector)
      ? []
      : [
          warn(
            'undocumented',
            selector.Name ?? JSON.stringify(selector.FieldSelectors),
            'the selector uses a form that AWS does not document: it counts as recording nothing',
          ),
        ]),
  ]
}

/** Likely mistakes in the selectors of one trail, as data (facts/aws.md 3.2, 3.3, 5.6; R5). */
export const selectorWarnings = (selectors: Selectors): readonly SelectorWarning[] => [
  ...(selectors.EventSelectors ?? []).flatMap(ofBasic),
  ...(selectors.AdvancedEventSelectors ?? []).flatMap(ofAdvanced),
  ...(normalise(selectors).may.length === 0
    ? [
        warn(
          'selects-nothing',
          '',
          'the selectors select no events at all, though the trail may be logging',
        ),
      ]
    : []),
]
