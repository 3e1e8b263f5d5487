import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Constraint, Scope } from '../../../src/model/scope.ts'
import type { FieldSelector, Selectors } from '../../../src/model/selector.ts'
import { covers } from '../../../src/reason/selectors/covers.ts'
import { matches } from '../../../src/reason/selectors/matches.ts'
import type { Mode } from '../../../src/reason/selectors/types.ts'
import { behaviours, type Resource, records } from './aws.ts'
import { eventOf } from './points.ts'

const BUCKETS = ['b', 'b2', 'logs']
const KEYS = ['', 'k', 'pre/k', 'pre', 'Pre/k']
const objectArns = BUCKETS.flatMap((b) => KEYS.map((k) => `arn:aws:s3:::${b}/${k}`))
const functions = [
  'arn:aws:lambda:eu-west-1:111122223333:function:f',
  'arn:aws:lambda:eu-west-1:111122223333:function:f:1',
]
const tables = [
  'arn:aws:dynamodb:eu-west-1:111122223333:table/t',
  'arn:aws:dynamodb:eu-west-1:111122223333:table/t/stream/1',
]

const readWrite = fc.constantFrom('All', 'ReadOnly', 'WriteOnly', undefined)
const some = (values: readonly string[]) =>
  fc.uniqueArray(fc.constantFrom(...values), { maxLength: 3 })
const withoutUndefined = <T extends object>(value: T) =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined))

const readOnlyField = (type: string | undefined): FieldSelector[] =>
  type === 'ReadOnly' || type === 'WriteOnly'
    ? [{ Field: 'readOnly', Equals: [type === 'ReadOnly' ? 'true' : 'false'] }]
    : []

const data = (type: string, more: readonly FieldSelector[]) => ({
  FieldSelectors: [
    { Field: 'eventCategory', Equals: ['Data'] },
    { Field: 'resources.type', Equals: [type] },
    ...more,
  ],
})

interface Pair {
  readonly basic: Selectors
  readonly advanced: Selectors
}

/** Basic selectors and what AWS says that they mean, in advanced ones (facts/aws.md 3.2). */
const management: fc.Arbitrary<Pair> = fc
  .tuple(readWrite, some(['kms.amazonaws.com', 'rdsdata.amazonaws.com']))
  .map(([ReadWriteType, excluded]) => ({
    basic: {
      EventSelectors: [
        withoutUndefined({ ReadWriteType, ExcludeManagementEventSources: excluded }) as object,
      ],
    },
    advanced: {
      AdvancedEventSelectors: [
        {
          FieldSelectors: [
            { Field: 'eventCategory', Equals: ['Management'] },
            ...readOnlyField(ReadWriteType),
            ...(excluded.length === 0 ? [] : [{ Field: 'eventSource', NotEquals: excluded }]),
          ],
        },
      ],
    },
  }))

const objects: fc.Arbitrary<Pair> = fc
  .tuple(
    readWrite,
    fc.constantFrom('arn:aws:s3', 'arn:aws:s3:::', 'arn:aws-us-gov:s3', ...objectArns),
  )
  .map(([ReadWriteType, value]) => ({
    basic: {
      EventSelectors: [
        withoutUndefined({
          ReadWriteType,
          IncludeManagementEvents: false,
          DataResources: [{ Type: 'AWS::S3::Object', Values: [value] }],
        }) as object,
      ],
    },
    advanced: {
      AdvancedEventSelectors: [
        data('AWS::S3::Object', [
          ...(value.includes('/') ? [{ Field: 'resources.ARN', StartsWith: [value] }] : []),
          ...readOnlyField(ReadWriteType),
        ]),
      ],
    },
  }))

const constraint = (values: readonly string[]): fc.Arbitrary<Constraint | undefined> =>
  fc.option(
    fc
      .tuple(fc.constantFrom('Equals', 'StartsWith', 'NotEquals'), fc.constantFrom(...values))
      .map(([operator, value]): Constraint => ({ [operator]: [value] })),
    { nil: undefined },
  )

const scope: fc.Arbitrary<Scope> = fc
  .record({
    eventCategory: fc.constantFrom<Constraint>({ Equals: ['Management'] }, { Equals: ['Data'] }),
    eventSource: constraint(['kms.amazonaws.com', 'iam.amazonaws.com', 'rdsdata.amazonaws.com']),
    eventName: constraint(['GetObject', 'ListObjects', 'CopyObject']),
    readOnly: constraint(['true', 'false']),
    'resources.type': constraint(['AWS::S3::Object', 'AWS::Lambda::Function']),
    'resources.ARN': constraint(objectArns),
  })
  .map((fields) => ({ boxes: [{ fields: withoutUndefined(fields) }] }))

const recording = (selectors: Selectors) => [{ id: 'r', limits: [{ fields: {} }], selectors }]

describe('basic selectors', () => {
  test('cover what their advanced translation covers', () => {
    fc.assert(
      fc.property(
        fc.oneof(management, objects),
        scope,
        fc.constantFrom<Mode>('must', 'may'),
        ({ basic, advanced }, s, mode) => {
          expect(covers(recording(basic), s, mode)).toEqual(covers(recording(advanced), s, mode))
        },
      ),
      { numRuns: 5000 },
    )
  })

  test('R1 are matched as AWS may read them, and never surely where it is silent', () => {
    const resource: fc.Arbitrary<Resource> = fc.oneof(
      fc.constantFrom(...objectArns).map((arn) => ({ type: 'AWS::S3::Object', arn })),
      fc
        .constantFrom(...BUCKETS)
        .map((b) => ({ type: 'AWS::S3::Object', arnPrefix: `arn:aws:s3:::${b}/` })),
      fc.constantFrom(...functions).map((arn) => ({ type: 'AWS::Lambda::Function', arn })),
      fc.constantFrom(...tables).map((arn) => ({ type: 'AWS::DynamoDB::Table', arn })),
    )
    const dataResource = fc.oneof(
      fc.record({
        Type: fc.constant('AWS::S3::Object'),
        Values: some(['arn:aws:s3', 'arn:aws:s3:::', 'arn:aws:s3:::b', ...objectArns]),
      }),
      fc.record({
        Type: fc.constant('AWS::Lambda::Function'),
        Values: some(['arn:aws:lambda', ...functions]),
      }),
      fc.record({
        Type: fc.constant('AWS::DynamoDB::Table'),
        Values: some(['arn:aws:dynamodb', ...tables]),
      }),
    )
    const selector = fc
      .record({
        ReadWriteType: readWrite,
        IncludeManagementEvents: fc.constantFrom(true, false, undefined),
        ExcludeManagementEventSources: some(['kms.amazonaws.com']),
        DataResources: fc.array(dataResource, { maxLength: 2 }),
      })
      .map((s) => withoutUndefined(s) as object)
    const event = fc
      .tuple(
        fc.record({
          eventCategory: fc.constantFrom('Data', 'Data', 'Management', 'NetworkActivity'),
          eventSource: fc.constantFrom('kms.amazonaws.com', 's3.amazonaws.com'),
          readOnly: fc.constantFrom('true', 'false'),
        }),
        fc.array(resource, { maxLength: 2 }),
      )
      .map(([p, resources]) => eventOf(p, resources))
    const seen = { yes: 0, no: 0, unknown: 0 }
    fc.assert(
      fc.property(
        fc.array(selector, { minLength: 1, maxLength: 3 }),
        event,
        (EventSelectors, e) => {
          const selectors: Selectors = { EventSelectors }
          const answer = matches(selectors, e)
          seen[answer]++
          const outcomes = behaviours.map((b) => records(selectors, e, b))
          if (answer === 'yes') expect(outcomes).not.toContain(false)
          if (answer === 'no') expect(outcomes).not.toContain(true)
        },
      ),
      { numRuns: 8000 },
    )
    expect(Math.min(seen.yes, seen.no, seen.unknown)).toBeGreaterThan(100)
  })
})
