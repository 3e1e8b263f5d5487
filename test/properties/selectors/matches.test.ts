import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { covers } from '../../../src/reason/selectors/covers.ts'
import { matches } from '../../../src/reason/selectors/matches.ts'
import type { SelectableEvent } from '../../../src/reason/selectors/types.ts'
import { mixedWords, point, selectors, valuesFor } from './arbitraries.ts'
import { type AwsEvent, behaviours, type Resource, records } from './aws.ts'
import { boxAround, eventOf, type Point } from './points.ts'

const values = valuesFor(mixedWords, true)
const arn = fc.constantFrom(...mixedWords.arns)
const type = fc.constantFrom('AWS::S3::Object', 'AWS::S3::AccessPoint', 'AWS::DynamoDB::Table')
const resource: fc.Arbitrary<Resource> = fc.oneof(
  fc.record({ type, arn }),
  fc.record({ type, arn }),
  fc.record({ type, arnPrefix: arn }),
  fc.record({ type }),
)
const event: fc.Arbitrary<AwsEvent> = fc
  .tuple(point(values), fc.array(resource, { maxLength: 3 }))
  .map(([p, resources]) => eventOf(p, resources))

/** A value that the record may lack for other reasons than that the event had none (R1). */
const without = (e: AwsEvent, keys: readonly string[]): SelectableEvent =>
  Object.fromEntries(Object.entries(e).filter(([key]) => !keys.includes(key)))

describe('matches', () => {
  test('R1 yes and no hold however AWS behaves; unknown is not the answer to everything', () => {
    const seen = { yes: 0, no: 0, unknown: 0 }
    fc.assert(
      fc.property(selectors(mixedWords), event, (s, e) => {
        const answer = matches(s, e)
        seen[answer]++
        const outcomes = behaviours.map((b) => records(s, e, b))
        if (answer === 'yes') expect(outcomes).not.toContain(false)
        if (answer === 'no') expect(outcomes).not.toContain(true)
      }),
      { numRuns: 10_000 },
    )
    expect(seen.yes).toBeGreaterThan(500)
    expect(seen.unknown).toBeLessThan(4000)
  })

  test('R1 a record that lacks fields is answered as every event that it may be', () => {
    fc.assert(
      fc.property(
        selectors(mixedWords),
        event,
        fc.subarray(['resources', 'userIdentityArn', 'readOnly', 'eventCategory']),
        (s, e, lacking) => {
          const full = matches(s, e)
          const partial = matches(s, without(e, lacking))
          if (partial !== 'unknown') expect(full).toBe(partial)
        },
      ),
      { numRuns: 6000 },
    )
  })

  test('agrees with covers on an event with one resource', () => {
    fc.assert(
      fc.property(selectors(mixedWords), point(values), (s, p: Point) => {
        const own = p['resources.type']
        const resources: Resource[] =
          own === undefined
            ? []
            : [
                p['resources.ARN'] === undefined
                  ? { type: own }
                  : { type: own, arn: p['resources.ARN'] },
              ]
        const all = [{ id: 'r', limits: [{ fields: {} }], selectors: s }]
        const scope = { boxes: [boxAround(Object.keys(values) as [], p)] }
        const answer = matches(s, eventOf(p, resources))
        if (covers(all, scope, 'must').covered) expect(answer).toBe('yes')
        if (!covers(all, scope, 'may').covered) expect(answer).toBe('no')
      }),
      { numRuns: 6000 },
    )
  })
})
