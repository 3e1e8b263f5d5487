import { expect, test } from 'vitest'
import type { AdvancedSelector } from '../../../../src/model/selector.ts'
import { type Cut, withoutCuts } from '../../../../src/reason/price/optimise/cut.ts'

const BUCKET = 'arn:aws:s3:::b/'
const objects = (...StartsWith: readonly string[]): AdvancedSelector => ({
  Name: 'Objects',
  FieldSelectors: [
    { Field: 'eventCategory', Equals: ['Data'] },
    { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
    { Field: 'resources.ARN', StartsWith: [...StartsWith] },
  ],
})
const cut: Cut = {
  category: 'Data',
  type: 'AWS::S3::Object',
  fields: [
    ['eventName', { Equals: ['GetObject'] }],
    ['resources.ARN', { StartsWith: [BUCKET] }],
    ['userIdentity.arn', { StartsWith: ['arn:aws:sts::1:assumed-role/x/'] }],
  ],
}

const arnsOf = (selectors: readonly AdvancedSelector[] | undefined) =>
  selectors?.map(({ FieldSelectors }) => FieldSelectors.find((f) => f.Field === 'resources.ARN'))

test('no selector wants a prefix and shuts it out: it would match nothing', () => {
  const made = withoutCuts([objects(BUCKET)], [cut], [])?.AdvancedEventSelectors
  expect(made).toHaveLength(2)
  expect(arnsOf(made)).toEqual([1, 2].map(() => ({ Field: 'resources.ARN', StartsWith: [BUCKET] })))
})

test('of several prefixes those that are shut out go, the others stay', () => {
  const made = withoutCuts([objects(BUCKET, 'arn:aws:s3:::c/')], [cut], [])?.AdvancedEventSelectors
  expect(arnsOf(made)?.[1]).toEqual({
    Field: 'resources.ARN',
    NotStartsWith: [BUCKET],
    StartsWith: ['arn:aws:s3:::c/'],
  })
})

test('the pieces of a selector are told apart by their names', () => {
  const made = withoutCuts([objects(BUCKET)], [cut], [])?.AdvancedEventSelectors
  expect(made?.map((s) => s.Name)).toEqual(['Objects', 'Objects (2)'])
})
