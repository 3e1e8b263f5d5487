import { expect, test } from 'vitest'
import { DEFAULT_SELECTORS, type Selectors } from '../../../src/model/selector.ts'
import { selectorMistakes, selectorWarnings } from '../../../src/reason/selectors/warnings.ts'
import { advanced, dataResource, MANAGEMENT, objects } from './helpers.ts'

const onArn = (c: object) => advanced(objects({ 'resources.ARN': c }))

const cases: readonly (readonly [keyof typeof selectorMistakes, Selectors, Selectors])[] = [
  [
    'over-broad-prefix',
    onArn({ StartsWith: ['arn:aws:s3:::b'] }),
    onArn({ StartsWith: ['arn:aws:s3:::b/'] }),
  ],
  [
    'over-broad-prefix',
    onArn({ NotStartsWith: ['arn:aws:s3:::b'] }),
    onArn({ NotStartsWith: ['arn:aws:s3:::b/'] }),
  ],
  ['bucket-arn', onArn({ Equals: ['arn:aws:s3:::b'] }), onArn({ Equals: ['arn:aws:s3:::b/k'] })],
  [
    'no-slash',
    dataResource('AWS::S3::Object', 'arn:aws:s3:::b'),
    dataResource('AWS::S3::Object', 'arn:aws:s3:::'),
  ],
  [
    'wildcard',
    onArn({ StartsWith: ['arn:aws:s3:::b/*'] }),
    onArn({ StartsWith: ['arn:aws:s3:::b/'] }),
  ],
  [
    'wildcard',
    dataResource('AWS::S3::Object', 'arn:aws:s3:::*/'),
    dataResource('AWS::S3::Object', 'arn:aws:s3'),
  ],
  ['no-values', dataResource('AWS::S3::Object'), DEFAULT_SELECTORS],
  ['no-values', advanced({ ...MANAGEMENT, eventName: { Equals: [] } }), advanced(MANAGEMENT)],
  ['undocumented', advanced({ eventCategory: { Equals: ['Data'] } }), advanced(objects())],
  ['selects-nothing', { EventSelectors: [{ IncludeManagementEvents: false }] }, {}],
]

test.each(cases)('%s is flagged where it is and nowhere else', (kind, bad, good) => {
  expect(selectorWarnings(bad).map((w) => w.kind)).toContain(kind)
  expect(selectorWarnings(good).map((w) => w.kind)).not.toContain(kind)
})

test('every mistake has an example', () => {
  expect(new Set(cases.map(([kind]) => kind))).toEqual(new Set(Object.keys(selectorMistakes)))
})
