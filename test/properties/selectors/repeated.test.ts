import fc from 'fast-check'
import { expect, test } from 'vitest'
import { selectsAlone } from '../../../src/act/fix/parts/selects-alone.ts'
import type { Operator, Selectors } from '../../../src/model/selector.ts'
import { mixedWords, point, selectors, valuesFor } from './arbitraries.ts'
import { type AwsEvent, behaviours, type Resource, records } from './aws.ts'
import { eventOf } from './points.ts'

const arn = fc.constantFrom(...mixedWords.arns)
const name = fc.constantFrom(...mixedWords.names)
const type = fc.constantFrom('AWS::S3::Object', 'AWS::DynamoDB::Table')
const resource: fc.Arbitrary<Resource> = fc.record({ type, arn })
const event: fc.Arbitrary<AwsEvent> = fc
  .tuple(point(valuesFor(mixedWords, true)), fc.array(resource, { maxLength: 2 }))
  .map(([p, resources]) => eventOf(p, resources))

/** The same selectors, but each with the fields that are kept: with fewer of them it takes in more. */
const widened = ({ AdvancedEventSelectors = [] }: Selectors, kept: number): Selectors => ({
  AdvancedEventSelectors: AdvancedEventSelectors.map(({ FieldSelectors }) => ({
    FieldSelectors: FieldSelectors.slice(0, kept),
  })),
})

/** The same selectors, but without a name: less than was taken in, or another. */
const narrowed = (
  { AdvancedEventSelectors = [] }: Selectors,
  name: string,
  operator: Operator,
): Selectors => ({
  AdvancedEventSelectors: AdvancedEventSelectors.map(({ FieldSelectors }) => ({
    FieldSelectors: FieldSelectors.map((f) =>
      f.Field === 'eventName' ? { ...f, [operator]: [name] } : f,
    ),
  })),
})

/** Two lists of selectors that often have some in common, as they are or wider. */
const pair: fc.Arbitrary<readonly [Selectors, Selectors]> = fc
  .tuple(selectors(mixedWords), selectors(mixedWords), fc.integer({ min: 2, max: 9 }), name)
  .map(([a, b, kept, name]) => [
    a,
    {
      AdvancedEventSelectors: [
        ...(
          (kept > 7 ? narrowed(a, name, kept > 8 ? 'Equals' : 'NotEquals') : widened(a, kept))
            .AdvancedEventSelectors ?? []
        ).slice(-1),
        ...(b.AdvancedEventSelectors ?? []),
      ],
    },
  ])

test('what a trail is said not to have alone the other records, however AWS behaves', () => {
  let judged = 0
  fc.assert(
    fc.property(pair, event, ([goes, stays], e) => {
      const left = selectsAlone(goes, stays)
      if (left === goes) return
      for (const b of behaviours) {
        if (!records(goes, e, b) || (left !== undefined && records(left, e, b))) continue
        judged++
        expect(records(stays, e, b)).toBe(true)
      }
    }),
    { numRuns: 6000 },
  )
  expect(judged).toBeGreaterThan(500)
})
