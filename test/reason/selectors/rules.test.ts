import { describe, expect, test } from 'vitest'
import { DEFAULT_SELECTORS } from '../../../src/model/selector.ts'
import { covers } from '../../../src/reason/selectors/covers.ts'
import { matches } from '../../../src/reason/selectors/matches.ts'
import type { SelectableEvent } from '../../../src/reason/selectors/types.ts'
import {
  advanced,
  dataResource,
  MANAGEMENT,
  objects,
  readsOf,
  recorders,
  scopeOf,
} from './helpers.ts'

const read: SelectableEvent = {
  eventCategory: 'Data',
  eventSource: 's3.amazonaws.com',
  eventName: 'GetObject',
  readOnly: true,
  resources: [
    { type: 'AWS::S3::Object', arn: 'arn:aws:s3:::b/logs/k' },
    { type: 'AWS::S3::Bucket', arn: 'arn:aws:s3:::b' },
  ],
  userIdentityArn: 'arn:aws:iam::111122223333:user/alice',
}
const onArn = (c: object) => advanced(objects({ 'resources.ARN': c }))

describe('R1 three values', () => {
  const listing: SelectableEvent = {
    ...read,
    eventName: 'ListObjects',
    resources: [{ type: 'AWS::S3::Object', arnPrefix: 'arn:aws:s3:::b/' }],
  }
  test('an ARNPrefix against resources.ARN is unknown, of another bucket no, without the field yes', () => {
    expect(matches(onArn({ StartsWith: ['arn:aws:s3:::b/'] }), listing)).toBe('unknown')
    expect(matches(onArn({ StartsWith: ['arn:aws:s3:::b/logs/'] }), listing)).toBe('unknown')
    expect(matches(onArn({ NotStartsWith: ['arn:aws:s3:::c/'] }), listing)).toBe('unknown')
    expect(matches(onArn({ EndsWith: ['.csv'] }), listing)).toBe('unknown')
    expect(matches(onArn({ StartsWith: ['arn:aws:s3:::c/'] }), listing)).toBe('no')
    expect(matches(advanced(objects()), listing)).toBe('yes')
  })
  test('case that differs is unknown', () => {
    expect(matches(onArn({ StartsWith: ['arn:aws:s3:::b/Logs/'] }), read)).toBe('unknown')
    expect(matches(onArn({ NotStartsWith: ['arn:aws:s3:::b/Logs/'] }), read)).toBe('unknown')
    expect(matches(onArn({ NotStartsWith: ['arn:aws:s3:::b/logs/'] }), read)).toBe('no')
  })
  test('a missing userIdentity.arn against a negative operator is unknown', () => {
    const { userIdentityArn: _, ...anonymous } = read
    const s = advanced(objects({ 'userIdentity.arn': { NotStartsWith: ['arn:aws:sts::'] } }))
    expect(matches(s, anonymous)).toBe('unknown')
    expect(matches(s, read)).toBe('yes')
  })
  test('a record without resources is unknown, one with none is no', () => {
    const { resources: _, ...denied } = read
    expect(matches(advanced(objects()), denied)).toBe('unknown')
    expect(matches(advanced(objects()), { ...read, resources: [] })).toBe('no')
  })
  test('several resources of one type: one that is asked for is enough, one to be left out is unknown', () => {
    const tables = ['a', 'b'].map((t) => ({ type: 'AWS::DynamoDB::Table', arn: `arn:${t}` }))
    const batch = { ...read, eventName: 'BatchGetItem', resources: tables }
    const on = (c: object) =>
      advanced({
        ...objects(),
        'resources.type': { Equals: ['AWS::DynamoDB::Table'] },
        'resources.ARN': c,
      })
    expect(matches(on({ Equals: ['arn:a'] }), batch)).toBe('yes')
    expect(matches(on({ NotEquals: ['arn:a'] }), batch)).toBe('unknown')
    expect(matches(on({ NotEquals: ['arn:c'] }), batch)).toBe('yes')
    expect(matches(on({ Equals: ['arn:c'] }), batch)).toBe('no')
  })
  test('a console session is left out by NotEquals true, which is documented', () => {
    const s = advanced(objects({ sessionCredentialFromConsole: { NotEquals: ['true'] } }))
    expect(matches(s, read)).toBe('yes')
    expect(matches(s, { ...read, sessionCredentialFromConsole: 'true' })).toBe('no')
  })
})

describe('R2 must and may', () => {
  test('listing a bucket is not surely recorded by a selector on its ARN, getting an object is', () => {
    const rs = recorders(onArn({ StartsWith: ['arn:aws:s3:::b/'] }))
    const lists = readsOf('arn:aws:s3:::b/', 'ListObjects')
    expect(covers(rs, readsOf('arn:aws:s3:::b/'), 'must')).toEqual({ covered: true })
    expect(covers(rs, lists, 'must').covered).toBe(false)
    expect(covers(rs, lists, 'may').covered).toBe(true)
    expect(covers(rs, readsOf('arn:aws:s3:::c/', 'ListObjects'), 'may').covered).toBe(false)
    expect(covers(recorders(advanced(objects())), lists, 'must').covered).toBe(true)
  })
  test('a copy names two objects: leaving out one bucket may leave out the copy', () => {
    const rs = recorders(onArn({ NotStartsWith: ['arn:aws:s3:::logs/'] }))
    expect(covers(rs, readsOf('arn:aws:s3:::b/'), 'must').covered).toBe(true)
    expect(covers(rs, readsOf('arn:aws:s3:::b/', 'CopyObject'), 'must').covered).toBe(false)
    expect(covers(rs, readsOf('arn:aws:s3:::b/', 'CopyObject'), 'may').covered).toBe(true)
  })
  test('a table left out is not surely left in for calls on several tables', () => {
    const table = { ...objects(), 'resources.type': { Equals: ['AWS::DynamoDB::Table'] } }
    const scope = scopeOf({ ...table, 'resources.ARN': { Equals: ['arn:t'] } })
    const out = recorders(advanced({ ...table, 'resources.ARN': { NotEquals: ['arn:u'] } }))
    expect(covers(out, scope, 'must').covered).toBe(false)
    expect(covers(out, scope, 'may').covered).toBe(true)
    const named = recorders(advanced({ ...table, 'resources.ARN': { Equals: ['arn:t'] } }))
    expect(covers(named, scope, 'must').covered).toBe(true)
  })
})

test('R3 a filter never reduces a residual', () => {
  const filter = { column: 'access_key_id', is: { Equals: ['AKIA'] }, missing: 'unknown' } as const
  const fields = { eventCategory: { Equals: ['Management'] } }
  const result = covers([], { boxes: [{ fields, filter }] }, 'must')
  expect(result).toEqual({ covered: false, residual: [{ fields }], more: 0, tooComplex: false })
})

describe('R5 ARNs and empty lists', () => {
  test('StartsWith without a slash takes in every bucket whose name begins so', () => {
    const rs = recorders(onArn({ StartsWith: ['arn:aws:s3:::b'] }))
    expect(covers(rs, readsOf('arn:aws:s3:::b/'), 'must').covered).toBe(true)
    expect(covers(rs, readsOf('arn:aws:s3:::b2/'), 'must').covered).toBe(true)
    expect(covers(rs, readsOf('arn:aws:s3:::a/'), 'may').covered).toBe(false)
  })
  test('Equals on a bucket matches no object', () => {
    const rs = recorders(onArn({ Equals: ['arn:aws:s3:::b'] }))
    expect(covers(rs, readsOf('arn:aws:s3:::b/'), 'may').covered).toBe(false)
    expect(matches(onArn({ Equals: ['arn:aws:s3:::b'] }), read)).toBe('no')
  })
  test('the basic form without a slash is unknown', () => {
    const s = dataResource('AWS::S3::Object', 'arn:aws:s3:::b')
    expect(covers(recorders(s), readsOf('arn:aws:s3:::b/'), 'must').covered).toBe(false)
    expect(covers(recorders(s), readsOf('arn:aws:s3:::b/'), 'may').covered).toBe(true)
    expect(matches(s, read)).toBe('unknown')
  })
  test('the object is found through all of resources[]', () => {
    const resources = [
      { type: 'AWS::S3::AccessPoint', arn: 'arn:aws:s3:eu-west-1:111122223333:accesspoint/p' },
      ...(read.resources ?? []).toReversed(),
    ]
    expect(matches(onArn({ StartsWith: ['arn:aws:s3:::b/'] }), { ...read, resources })).toBe('yes')
  })
  test('both lists empty or absent is unknown; the default must be said', () => {
    const all = scopeOf(MANAGEMENT)
    for (const s of [{}, { EventSelectors: [], AdvancedEventSelectors: [] }]) {
      expect(covers(recorders(s), all, 'must').covered).toBe(false)
      expect(covers(recorders(s), readsOf('arn:aws:s3:::b/'), 'may').covered).toBe(true)
      expect(matches(s, read)).toBe('unknown')
    }
    expect(covers(recorders(DEFAULT_SELECTORS), all, 'must').covered).toBe(true)
    expect(matches(DEFAULT_SELECTORS, read)).toBe('no')
  })
  test('both lists filled: surely what both select, possibly what either does', () => {
    const s = {
      ...DEFAULT_SELECTORS,
      ...advanced(objects(), { ...MANAGEMENT, readOnly: { Equals: ['true'] } }),
    }
    const reads = scopeOf({ ...MANAGEMENT, readOnly: { Equals: ['true'] } })
    expect(covers(recorders(s), reads, 'must').covered).toBe(true)
    expect(covers(recorders(s), scopeOf(MANAGEMENT), 'must').covered).toBe(false)
    expect(covers(recorders(s), scopeOf(MANAGEMENT), 'may').covered).toBe(true)
    expect(matches(s, read)).toBe('unknown')
  })
})
