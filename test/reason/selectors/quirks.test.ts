import { describe, expect, test } from 'vitest'
import { DEFAULT_SELECTORS, type Selectors } from '../../../src/model/selector.ts'
import { covers } from '../../../src/reason/selectors/covers.ts'
import { matches } from '../../../src/reason/selectors/matches.ts'
import {
  advanced,
  dataResource,
  MANAGEMENT,
  objects,
  readsOf,
  recorders,
  scopeOf,
} from './helpers.ts'

const must = (s: Selectors[], scope = scopeOf(MANAGEMENT)) => covers(recorders(...s), scope, 'must')
const reading = (value: string) => ({ ...MANAGEMENT, readOnly: { Equals: [value] } })
const from = (source: string) => scopeOf({ ...MANAGEMENT, eventSource: { Equals: [source] } })
const NO_KMS = { ...MANAGEMENT, eventSource: { NotEquals: ['kms.amazonaws.com'] } }

describe('management events', () => {
  test('reads in one trail and writes in another are together all', () => {
    expect(must([advanced(reading('true')), advanced(reading('false'))])).toEqual({ covered: true })
    expect(must([advanced(reading('true'))])).toEqual({
      covered: false,
      residual: [{ fields: { ...MANAGEMENT, readOnly: { Equals: ['false'] } } }],
      more: 0,
      tooComplex: false,
    })
  })
  test('an excluded source is all that is left, writes of KMS included', () => {
    for (const s of [
      advanced(NO_KMS),
      { EventSelectors: [{ ExcludeManagementEventSources: ['kms.amazonaws.com'] }] },
    ]) {
      const result = must([s])
      expect(result.covered ? [] : result.residual).toEqual([
        { fields: { ...MANAGEMENT, eventSource: { Equals: ['kms.amazonaws.com'] } } },
      ])
      expect(must([s], from('iam.amazonaws.com')).covered).toBe(true)
    }
  })
  test('a custom name changes nothing', () => {
    const [one] = advanced(MANAGEMENT).AdvancedEventSelectors ?? []
    if (one === undefined) throw new Error('no selector')
    expect(must([{ AdvancedEventSelectors: [{ ...one, Name: 'my own selector' }] }]).covered).toBe(
      true,
    )
  })
  test('eventName StartsWith Describe, as event data stores allow', () => {
    const s = advanced({ ...MANAGEMENT, eventName: { StartsWith: ['Describe'] } })
    expect(must([s]).covered).toBe(false)
    expect(
      must([s], scopeOf({ ...MANAGEMENT, eventName: { Equals: ['DescribeTrails'] } })).covered,
    ).toBe(true)
  })
  test('the default and a selector without members are all management events and no data', () => {
    for (const s of [DEFAULT_SELECTORS, { EventSelectors: [{}] }]) {
      expect(must([s]).covered).toBe(true)
      expect(covers(recorders(s), readsOf('arn:aws:s3:::b/'), 'may').covered).toBe(false)
    }
  })
  test('of three basic selectors an empty one takes nothing from the others', () => {
    const nothing = { IncludeManagementEvents: false, DataResources: [] }
    const s = {
      EventSelectors: [
        { ReadWriteType: 'ReadOnly' as const },
        { ReadWriteType: 'WriteOnly' as const },
        nothing,
      ],
    }
    expect(must([s]).covered).toBe(true)
    expect(must([{ EventSelectors: [nothing] }]).covered).toBe(false)
  })
  test('values that are empty lists select nothing while logging stays on (the real record of 5.6)', () => {
    const s: Selectors = {
      EventSelectors: [
        {
          ReadWriteType: 'ReadOnly',
          IncludeManagementEvents: false,
          DataResources: [
            { Type: 'AWS::S3::Object', Values: [] },
            { Type: 'AWS::Lambda::Function', Values: [] },
          ],
        },
      ],
    }
    expect(covers(recorders(s), scopeOf(MANAGEMENT), 'may').covered).toBe(false)
    expect(covers(recorders(s), readsOf('arn:aws:s3:::b/'), 'may').covered).toBe(false)
  })
})

describe('data events', () => {
  test.each(['arn:aws:s3', 'arn:aws:s3:::', 'arn:aws-us-gov:s3', 'arn:aws-cn:s3:::'])(
    '%s is every object of every bucket, listings too',
    (value) => {
      const s = dataResource('AWS::S3::Object', value)
      expect(must([s], scopeOf(objects())).covered).toBe(true)
      expect(must([s], readsOf('arn:aws:s3:::b/', 'ListObjects')).covered).toBe(true)
    },
  )
  test('a prefix is not its bucket, a bucket is its prefixes, one bucket is not another', () => {
    const prefix = dataResource('AWS::S3::Object', 'arn:aws:s3:::b/pre')
    const bucket = dataResource('AWS::S3::Object', 'arn:aws:s3:::logs/')
    expect(must([prefix], readsOf('arn:aws:s3:::b/')).covered).toBe(false)
    expect(must([prefix], readsOf('arn:aws:s3:::b/prefix/')).covered).toBe(true)
    expect(must([bucket], readsOf('arn:aws:s3:::logs-archive/')).covered).toBe(false)
    expect(must([bucket], readsOf('arn:aws:s3:::logs/2026/')).covered).toBe(true)
  })
  test('a function is its exact ARN; a version of it is not documented', () => {
    const arn = 'arn:aws:lambda:eu-west-1:111122223333:function:f'
    const invoke = (of: string) => ({
      eventCategory: 'Data',
      eventSource: 'lambda.amazonaws.com',
      eventName: 'Invoke',
      readOnly: false,
      resources: [{ type: 'AWS::Lambda::Function', arn: of }],
    })
    const s = dataResource('AWS::Lambda::Function', arn)
    expect(matches(s, invoke(arn))).toBe('yes')
    expect(matches(s, invoke(`${arn}:1`))).toBe('unknown')
    expect(matches(s, invoke('arn:aws:lambda:eu-west-1:111122223333:function:g'))).toBe('no')
    expect(
      matches(dataResource('AWS::Lambda::Function', 'arn:aws:lambda'), invoke(`${arn}:1`)),
    ).toBe('yes')
  })
  test('all of DynamoDB includes streams', () => {
    const s = dataResource('AWS::DynamoDB::Table', 'arn:aws:dynamodb')
    const of = (type: string) => scopeOf({ ...objects(), 'resources.type': { Equals: [type] } })
    expect(must([s], of('AWS::DynamoDB::Stream')).covered).toBe(true)
    expect(must([s], of('AWS::S3::Object')).covered).toBe(false)
  })
  test('a type that basic selectors do not have, and values that are not there, prove nothing', () => {
    const outposts = dataResource('AWS::S3Outposts::Object', 'arn:aws:s3-outposts')
    const of = scopeOf({ ...objects(), 'resources.type': { Equals: ['AWS::S3Outposts::Object'] } })
    expect(must([outposts], of).covered).toBe(false)
    expect(covers(recorders(outposts), of, 'may').covered).toBe(true)
    const none: Selectors = { EventSelectors: [{ DataResources: [{ Type: 'AWS::S3::Object' }] }] }
    expect(must([none], scopeOf(objects())).covered).toBe(false)
  })
  test('a prefix and a suffix at once are left as two constraints', () => {
    const s = advanced(objects({ 'resources.ARN': { NotEndsWith: ['.log'] } }))
    const result = must([s], readsOf('arn:aws:s3:::b/'))
    expect(result.covered ? [] : result.residual).toEqual([
      {
        ...readsOf('arn:aws:s3:::b/').boxes[0],
        also: [{ 'resources.ARN': { EndsWith: ['.log'] } }],
      },
    ])
  })
  test('network activity needs its own selector', () => {
    const scope = scopeOf({
      eventCategory: { Equals: ['NetworkActivity'] },
      eventSource: { Equals: ['s3.amazonaws.com'] },
      errorCode: { Equals: ['VpceAccessDenied'] },
    })
    const s = advanced({
      eventCategory: { Equals: ['NetworkActivity'] },
      eventSource: { Equals: ['s3.amazonaws.com'] },
      errorCode: { Equals: ['VpceAccessDenied'] },
    })
    expect(must([DEFAULT_SELECTORS], scope).covered).toBe(false)
    expect(must([s], scope).covered).toBe(true)
  })
})

describe('selectors that AWS does not document prove nothing and may select', () => {
  const data = { eventCategory: { Equals: ['Data'] } }
  const cases: Readonly<Record<string, Selectors>> = {
    'no category': advanced({ 'resources.type': { Equals: ['AWS::S3::Object'] } }),
    'no resource type': advanced(data),
    'two resource types': advanced({
      ...data,
      'resources.type': { Equals: ['AWS::S3::Object', 'AWS::SQS::Queue'] },
    }),
    'an unknown field': advanced(objects({ 'resources.name': { Equals: ['x'] } })),
    'a field of another category': advanced(objects({ errorCode: { Equals: ['AccessDenied'] } })),
    'an empty list': advanced(objects({ eventName: { Equals: [] } })),
    'a field twice': {
      AdvancedEventSelectors: [
        {
          FieldSelectors: [
            { Field: 'eventCategory', Equals: ['Data'] },
            { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
            { Field: 'eventName', StartsWith: ['Get'] },
            { Field: 'eventName', StartsWith: ['Put'] },
          ],
        },
      ],
    },
    'an operator that we do not know': {
      AdvancedEventSelectors: [
        {
          FieldSelectors: [
            { Field: 'eventCategory', Equals: ['Data'] },
            { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
            { Field: 'eventName', Matches: ['Get.*'] } as { Field: string },
          ],
        },
      ],
    },
    'no fields at all': { AdvancedEventSelectors: [{ FieldSelectors: [] }] },
  }
  test.each(Object.entries(cases))('%s', (_, s) => {
    const scope = readsOf('arn:aws:s3:::b/')
    expect(must([s], scope).covered).toBe(false)
    const isFieldOfOthers = JSON.stringify(s).includes('errorCode')
    expect(covers(recorders(s), scope, 'may').covered).toBe(!isFieldOfOthers)
  })
})
