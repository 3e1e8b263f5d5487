import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mendedSelectors } from '../../../src/act/fix/parts/mended-selectors.ts'
import { withStatements } from '../../../src/act/fix/parts/statements.ts'
import { withData, withManagement } from '../../../src/act/fix/parts/wider-selectors.ts'
import type { Selectors } from '../../../src/model/selector.ts'
import { mixedWords, point, selectors, valuesFor } from './arbitraries.ts'
import { type AwsEvent, behaviours, type Resource, records } from './aws.ts'
import { eventOf } from './points.ts'

const arn = fc.constantFrom(...mixedWords.arns)
const type = fc.constantFrom('AWS::S3::Object', 'AWS::DynamoDB::Table')
const resource: fc.Arbitrary<Resource> = fc.record({ type, arn })
const event: fc.Arbitrary<AwsEvent> = fc
  .tuple(point(valuesFor(mixedWords, true)), fc.array(resource, { maxLength: 2 }))
  .map(([p, resources]) => eventOf(p, resources))

/** What was recorded is recorded, however AWS behaves. */
const losesNothing = (before: Selectors, after: Selectors, e: AwsEvent): void => {
  for (const b of behaviours) if (records(before, e, b)) expect(records(after, e, b)).toBe(true)
}

test('selectors that fix widens lose nothing that they recorded', () => {
  let changed = 0
  fc.assert(
    fc.property(
      selectors(mixedWords),
      event,
      fc.array(arn, { minLength: 1, maxLength: 2 }),
      (s, e, arns) => {
        const wider = [
          withManagement(s),
          withData(s, { type: 'AWS::S3::Object', operator: 'StartsWith', arns }),
        ]
        for (const after of wider) {
          if ('why' in after) continue
          changed++
          losesNothing(s, after, e)
        }
      },
    ),
    { numRuns: 3000 },
  )
  expect(changed).toBeGreaterThan(3000)
})

test('a policy that fix adds to keeps every statement as it came, and adds none twice', () => {
  const statement = fc.record({
    Sid: fc.constantFrom('a', 'b', 'a2'),
    Effect: fc.constant('Allow'),
  })
  fc.assert(
    fc.property(fc.array(statement), fc.array(statement), (had, added) => {
      const once = withStatements({ Id: 'p', Statement: had }, added)
      const all = [once.Statement].flat()
      expect(all.slice(0, had.length)).toEqual(had)
      expect(once.Id).toBe('p')
      const fresh = all.slice(had.length).map((s) => (s as { Sid: string }).Sid)
      expect(new Set(fresh).size).toBe(fresh.length)
      expect(had.filter((s) => fresh.includes(s.Sid))).toEqual([])
    }),
  )
})

test('mending a selector of a bucket adds the slash, and keeps the buckets that were taken in by its lack', () => {
  const before: Selectors = {
    AdvancedEventSelectors: [
      {
        FieldSelectors: [
          { Field: 'eventCategory', Equals: ['Data'] },
          { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
          { Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::pay'] },
        ],
      },
    ],
  }
  const like = () => ['arn:aws:s3:::pay', 'arn:aws:s3:::payroll']
  expect(
    mendedSelectors(before, like, () => false)?.AdvancedEventSelectors?.[0]?.FieldSelectors[2],
  ).toEqual({
    Field: 'resources.ARN',
    StartsWith: ['arn:aws:s3:::pay/', 'arn:aws:s3:::payroll/'],
  })
})
