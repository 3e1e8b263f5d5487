import { deepStrictEqual } from 'node:assert'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonical, contentHash } from '../../src/gather/ingest/record/canonical.ts'
import { rebuild } from '../../src/gather/ingest/record/rebuild.ts'
import { shred } from '../../src/gather/ingest/record/shred.ts'
import { isWellFormed, isWellFormedJson, minify } from '../../src/gather/ingest/record/slices.ts'
import { endOfJson, skipSpace } from '../../src/gather/ingest/record/validate.ts'
import { jsonText, recordText, respelled } from '../fixtures/hostile-records.ts'

const data = new URL('../../../shared/data/', import.meta.url).pathname

describe('shred and rebuild', () => {
  it('give back every record deep-equal, hostile ones too', () => {
    fc.assert(
      fc.property(recordText, (text) => {
        deepStrictEqual(rebuild(shred(text)), JSON.parse(text))
      }),
      { numRuns: 5000 },
    )
  })

  it('leave nothing in a column that UTF-8 or DuckDB cannot hold', () => {
    fc.assert(
      fc.property(recordText, (text) => {
        for (const value of Object.values(shred(text))) {
          if (typeof value !== 'string') continue
          expect(isWellFormed(value)).toBe(true)
          if (value.startsWith('{')) expect(isWellFormedJson(value)).toBe(true)
        }
      }),
      { numRuns: 3000 },
    )
  })

  it('store no value twice: a member is in its column or in the JSON, not in both', () => {
    const text = JSON.stringify({
      eventTime: '2026-01-01T00:00:00Z',
      eventName: 'GetObject',
      userIdentity: { type: 'IAMUser', arn: 'arn:1', sessionContext: { sessionIssuer: {} } },
      requestParameters: { bucketName: 'b', key: 'k', Host: 'h' },
      resources: [{ type: 'AWS::S3::Object', ARN: 'arn:2' }],
    })
    expect(shred(text)).toEqual({
      event_time: 1_767_225_600_000_000,
      event_name: 'GetObject',
      identity_type: 'IAMUser',
      identity_arn: 'arn:1',
      user_identity: '{"sessionContext":{"sessionIssuer":{}}}',
      bucket_name: 'b',
      object_key: 'k',
      request_parameters: '{"Host":"h"}',
      resource_types: ['AWS::S3::Object'],
      resource_arns: ['arn:2'],
      resource_arn_prefixes: [null],
      resource_accounts: [null],
    })
  })

  it('find an event by its time also where the time is spelled in another way', () => {
    const text = '{"eventTime":"2026-01-01T01:00:00.500+01:00"}'
    expect(shred(text)).toEqual({
      event_time: 1_767_225_600_500_000,
      other: '{"eventTime":"2026-01-01T01:00:00.500+01:00"}',
    })
  })

  it.skipIf(!existsSync(`${data}invictus`))('hold for real records (../shared/data)', () => {
    const folder = `${data}invictus/CloudTrail/`
    for (const name of readdirSync(folder)) {
      const { Records } = JSON.parse(readFileSync(folder + name, 'utf8'))
      for (const record of Records) deepStrictEqual(rebuild(shred(JSON.stringify(record))), record)
    }
  })
})

describe('R20 the content hash', () => {
  it('is one for all ways to write a record', () => {
    fc.assert(
      fc.property(respelled, ([text, other]) => {
        expect(contentHash(other)).toBe(contentHash(text))
      }),
      { numRuns: 3000 },
    )
  })

  it('is SHA-256 of the JSON with its keys in one order: as CloudTrail has them, then by code point', () => {
    const record = {
      b: [1, { d: 'é"', c: null }],
      a: true,
      eventContext: { x: 1 },
      eventTime: 't',
      eventVersion: '1.11',
    }
    const text = '{"eventVersion":"1.11","eventTime":"t","a":true,"b":[1,{"c":null,"d":"é\\""}]}'
    const hex = createHash('sha256').update(text).digest('hex').slice(0, 32)
    expect(contentHash(JSON.stringify(record))).toBe(hex)
  })

  it('tells values apart that JSON.parse tells apart', () => {
    fc.assert(
      fc.property(jsonText, jsonText, (a, b) => {
        const same = JSON.stringify(JSON.parse(a)) === JSON.stringify(JSON.parse(b))
        if (!same && canonical(a) === canonical(b))
          expect(JSON.parse(canonical(a))).toEqual(JSON.parse(canonical(b)))
      }),
      { numRuns: 2000 },
    )
    expect(contentHash('{"a":12345678901234567890}')).not.toBe(
      contentHash('{"a":12345678901234567891}'),
    )
  })
})

describe('the strict reader', () => {
  it('accepts exactly what JSON.parse accepts', () => {
    const mutated = fc
      .tuple(fc.oneof(jsonText, recordText), fc.nat(), fc.nat(3), fc.string({ maxLength: 2 }))
      .map(([text, at, gone, put]) => {
        const i = at % (text.length + 1)
        return text.slice(0, i) + put + text.slice(i + gone)
      })
    fc.assert(
      fc.property(fc.oneof(jsonText, mutated), (text) => {
        const bytes = Buffer.from(text)
        const plain = bytes.toString()
        let accepted = true
        try {
          JSON.parse(plain)
        } catch {
          accepted = false
        }
        const start = skipSpace(bytes, 0)
        const end = endOfJson(bytes, start)
        expect(end >= 0 && skipSpace(bytes, end) === bytes.length).toBe(accepted)
      }),
      { numRuns: 10_000 },
    )
  })

  it('reads any depth', () => {
    const deep = Buffer.from('['.repeat(200_000) + ']'.repeat(200_000))
    expect(endOfJson(deep, 0)).toBe(deep.length)
    const record = `{"eventName":"x","requestParameters":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`
    const row = shred(record)
    expect(row.event_name).toBe('x')
    expect(contentHash(record)).toHaveLength(32)
    expect(JSON.stringify(Object.keys(rebuild(row)).sort())).toBe(
      '["eventName","requestParameters"]',
    )
  })

  it('minifies without a change', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const spaced = JSON.stringify(JSON.parse(text), null, 3)
        expect(minify(spaced)).toBe(JSON.stringify(JSON.parse(text)))
      }),
      { numRuns: 2000 },
    )
  })
})
