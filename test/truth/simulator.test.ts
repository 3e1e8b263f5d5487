import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { Selectors } from '../../src/model/selector.ts'
import { snapshotSchema } from '../../src/model/snapshot.ts'
import { stored } from './aws/damage.ts'
import { selects } from './aws/selects.ts'
import { simulate } from './aws/simulate.ts'
import { accessKey } from './ids.ts'
import { random } from './random.ts'
import { objectCall } from './world/actions/s3.ts'
import type { Caller } from './world/caller.ts'
import { generate } from './world/generate.ts'
import type { Undocumented } from './world/undocumented.ts'
import type { Bucket } from './world/world.ts'

const KEY =
  /^(?:.+\/)?AWSLogs\/(?:o-[a-z0-9]{10}\/)?(\d{12})\/CloudTrail\/([a-z0-9-]+)\/\d{4}\/\d\d\/\d\d\/\1_CloudTrail_\2_\d{8}T\d{4}Z_[A-Za-z0-9]{16}\.json\.gz$/

const some = Array.from({ length: 200 }, (_, i) => simulate(generate(i + 1)))

test('the same seed gives the same world and the same files', () => {
  const text = () =>
    JSON.stringify(simulate(generate(7)), (_, v) => (v instanceof Set ? [...v] : v))
  expect(text()).toBe(text())
})

test('log files lie where CloudTrail puts them and hold what was recorded', () => {
  for (const s of some) {
    for (const f of s.handover.files) {
      expect(f.key).toMatch(KEY)
      if (f.fate !== 'read') continue
      const [file] = stored(f, random('x'))
      const text = gunzipSync(file?.bytes ?? new Uint8Array()).toString()
      expect(JSON.parse(text)).toEqual({ Records: f.copies.map((c) => c.record) })
    }
  }
})

test('snapshots are those of the documented form', () => {
  for (const s of some) for (const x of s.snapshots) snapshotSchema.parse(x)
})

test('no two copies share an event id, within a world or across', () => {
  const ids = some.flatMap((s) => s.copies.map((c) => c.eventId))
  expect(new Set(ids).size).toBe(ids.length)
})

test('what is visible was recorded by a trail and delivered in a file', () => {
  for (const s of some) {
    const delivered = new Set(s.handover.files.flatMap((f) => f.copies.map((c) => c.eventId)))
    for (const id of s.visible) expect(delivered.has(id)).toBe(true)
  }
})

test('R15 keys carry their account', () => {
  const key = accessKey(random('k'), 'ASIA', '029608264753')
  const digits = [...key.slice(4)].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c))
  const bits = digits.reduce((n, d) => (n << 5n) | BigInt(d), 0n)
  expect(((bits >> 32n) & 0x7fffffffff80n) >> 7n).toBe(29608264753n)
})

describe('selectors', () => {
  const bucket = (name: string): Bucket => ({
    name,
    account: '1',
    region: 'us-east-1',
    createdAt: 0,
  })
  const caller: Caller = { type: 'IAMUser', account: '1', arn: 'arn:u', keys: [], principals: [] }
  const open: Undocumented = {
    arnPrefix: 'never',
    ignoresCase: false,
    noSlash: 'nothing',
    missingArnMatchesNegative: false,
    copySource: 'nothing',
    severalResources: 'any',
    headBucket: 'Data',
    signInGlobal: true,
    stsGlobal: true,
    ownerSeesDenied: true,
  }
  const read = (name: string, key: string) => {
    const happening = objectCall(0, caller, 'GetObject', bucket(name), key)
    const record = { userIdentity: { arn: 'arn:u' } }
    return { happening, eventId: 'e', account: '1', record }
  }
  const advanced = (arn: Record<string, string[]>): Selectors => ({
    AdvancedEventSelectors: [
      {
        FieldSelectors: [
          { Field: 'eventCategory', Equals: ['Data'] },
          { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
          { Field: 'resources.ARN', ...arn },
        ],
      },
    ],
  })
  const basic = (value: string): Selectors => ({
    EventSelectors: [{ DataResources: [{ Type: 'AWS::S3::Object', Values: [value] }] }],
  })

  test.each([
    [
      'R5 StartsWith without a slash takes in b2',
      advanced({ StartsWith: ['arn:aws:s3:::b'] }),
      true,
    ],
    ['StartsWith with a slash does not', advanced({ StartsWith: ['arn:aws:s3:::b/'] }), false],
    ['R5 Equals on a bucket matches no object', advanced({ Equals: ['arn:aws:s3:::b2'] }), false],
    ['negatives must all hold', advanced({ NotStartsWith: ['arn:x'], NotEndsWith: ['k'] }), false],
    ['positives are alternatives', advanced({ Equals: ['arn:x'], EndsWith: ['k'] }), true],
    ['a basic value of everything', basic('arn:aws:s3'), true],
    ['a basic prefix', basic('arn:aws:s3:::b2/k'), true],
    ['a basic value of another bucket', basic('arn:aws:s3:::b/'), false],
  ] as const)('%s', (_, selectors, expected) => {
    expect(selects(selectors, read('b2', 'k'), open)).toBe(expected)
  })

  test('where AWS is silent the world decides', () => {
    const selectors = basic('arn:aws:s3:::b')
    expect(selects(selectors, read('b2', 'k'), { ...open, noSlash: 'prefix' })).toBe(true)
    expect(selects(selectors, read('b2', 'k'), { ...open, noSlash: 'bucket' })).toBe(false)
    expect(selects(selectors, read('b', 'k'), { ...open, noSlash: 'bucket' })).toBe(true)
    expect(selects(selectors, read('b', 'k'), open)).toBe(false)
  })
})
