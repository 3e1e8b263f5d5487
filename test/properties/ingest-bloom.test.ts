import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { eventsHolding, type Held } from '../../src/engine/holding.ts'
import { identifier, oneOf, type Sql, sql } from '../../src/engine/sql.ts'
import { BLOCK, makeFilter, mayHold, placeOf, seal } from '../../src/gather/ingest/bloom/blocks.ts'
import { hashOfText } from '../../src/gather/ingest/bloom/hash.ts'
import { openLake } from '../../src/gather/ingest/lake/open.ts'
import { type NamingColumn, namingColumns } from '../../src/model/lake.ts'
import { aRecord, filesIn } from '../gather/ingest/support/files.ts'
import { folder, ingested } from '../gather/ingest/support/workspace.ts'

const START = { file: 7, at: 1000 }

const filterOf = (texts: readonly string[]): Uint8Array =>
  seal(makeFilter(texts.map((text) => hashOfText(text, 0))), START)

const has = (filter: Uint8Array, text: string, { file, at } = START): boolean => {
  const hash = hashOfText(text, 0)
  const from = placeOf(hash, filter.length)
  return filter.length > 0 && mayHold(filter, from, hash, { file, at: at + from })
}

describe('a filter', () => {
  test('holds what was put into it, whatever bit of it is lost', () => {
    const texts = fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { minLength: 1 })
    fc.assert(
      fc.property(texts, fc.nat(), (all, bit) => {
        const filter = filterOf(all)
        expect(all.every((text) => has(filter, text))).toBe(true)
        const at = bit % (filter.length * 8)
        filter[at >> 3] = (filter[at >> 3] as number) ^ (1 << (at & 7))
        expect(all.every((text) => has(filter, text))).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  test('says of nothing that it is not there where it stands in another file or place', () => {
    const filter = filterOf(Array.from({ length: 500 }, (_, i) => `AKIA${i}`))
    const others = Array.from({ length: 500 }, (_, i) => `ASIA${i}`)
    const { file, at } = START
    expect(others.some((text) => has(filter, text))).toBe(false)
    expect(others.every((text) => has(filter, text, { file, at: at + BLOCK }))).toBe(true)
    expect(others.every((text) => has(filter, text, { file: file + 1, at }))).toBe(true)
  })

  test('says of few others that they may be there', () => {
    const filter = filterOf(Array.from({ length: 20_000 }, (_, i) => `AKIA${i}`))
    const others = Array.from({ length: 20_000 }, (_, i) => `ASIA${i}`)
    expect(others.filter((text) => has(filter, text)).length).toBeLessThan(100)
    expect(filter.length / 20_000).toBeLessThan(3)
    expect(filter.length % BLOCK).toBe(0)
  })
})

const some = (...texts: string[]) => fc.constantFrom(...texts)
const odd = ['', "it's", 'é', '\u{1f4a9}', 'a\\b', '%', ':', '*', 'AROA1:', 'x'.repeat(500)]
const key = some('AKIAA', 'ASIAB', 'ASIAC', ...odd)
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const arn = some('arn:aws:s3:::b', 'arn:aws:s3:::b/k', 'arn:aws:iam::1:role/r', ...odd)

const named = fc.record({
  eventName: maybe(fc.oneof(some('GetObject', 'AssumeRole', ...odd), fc.constant(7))),
  eventType: maybe(some('AwsApiCall', 'AwsServiceEvent')),
  userIdentity: fc.record({
    type: maybe(some('IAMUser', 'AWSService')),
    accessKeyId: maybe(key),
    principalId: maybe(some('AROA1:s', 'AROA1:t', 'AROA2:s', 'AIDA1', 'a:b:c', ...odd)),
  }),
  requestParameters: maybe(fc.record({ bucketName: maybe(some('b', 'c', ...odd)) })),
  responseElements: maybe(
    fc.record({
      credentials: maybe(fc.record({ accessKeyId: key })),
      accessKey: maybe(fc.record({ accessKeyId: key })),
    }),
  ),
  // The first kind has columns of its own, the others stay as they are and are worked out.
  resources: maybe(
    fc.oneof(
      fc.array(fc.record({ ARN: arn }), { maxLength: 3 }),
      fc.array(fc.record({ arn }), { maxLength: 3 }),
      fc.array(fc.record({ ARN: arn, more: fc.nat(3) }), { maxLength: 3 }),
    ),
  ),
})

/** More files of one day than are left alone: they are made into one, and the last of them are not. */
const files = fc.array(fc.array(named, { minLength: 1, maxLength: 4 }), {
  minLength: 9,
  maxLength: 11,
})

const ingestEach = async (records: readonly (readonly object[])[]): Promise<string> => {
  const workspace = folder()
  for (const [f, own] of records.entries()) {
    const Records = own.map((record, i) => aRecord(`${f}-${i}`, record))
    const name = `${f}.json.gz`
    await ingested([filesIn(folder(), { [name]: gzipSync(JSON.stringify({ Records })) })], {
      workspace,
    })
  }
  return workspace
}

const isHeld = ({ column, texts, orMissing }: Held): Sql => {
  const of = identifier(column)
  const listed = column === 'resource_arns'
  const one = listed
    ? sql`len(list_filter(${of}, lambda a: ${oneOf(sql`a`, texts)})) > 0`
    : oneOf(of, texts)
  if (orMissing === undefined) return one
  return orMissing === 'any'
    ? sql`(${one} OR ${of} IS NULL)`
    : sql`(${one} OR (${of} IS NULL AND identity_type IS DISTINCT FROM 'AWSService'
        AND event_type IS DISTINCT FROM 'AwsServiceEvent'))`
}

const valuesOf = (column: NamingColumn): Sql =>
  column === 'resource_arns'
    ? sql`SELECT DISTINCT unnest(resource_arns) AS name FROM events`
    : sql`SELECT DISTINCT ${identifier(column)} AS name FROM events`

describe('what files are left out', () => {
  test('no row is lost, by any text of any column, in files as written and as compacted', async () => {
    let left = 0
    await fc.assert(
      fc.asyncProperty(files, async (records) => {
        const lake = await openLake(await ingestEach(records))
        try {
          expect(lake.manifest.events).toBe(records.flat().length)
          const count = async (from: Sql, where: Sql) =>
            (await lake.query(sql`SELECT count(*) AS n FROM ${from} WHERE ${where}`))[0]?.n
          for (const column of namingColumns) {
            const rows = await lake.query(valuesOf(column))
            const names = rows.flatMap(({ name }) => (typeof name === 'string' ? [name] : []))
            for (const texts of [...names.map((name) => [name]), names.slice(0, 12), ['none']])
              for (const orMissing of [undefined, 'any', 'not of services'] as const) {
                const held = { column, texts, ...(orMissing && { orMissing }) }
                const all = await count(sql`events`, isHeld(held))
                expect(await count(eventsHolding(held), isHeld(held))).toBe(all)
                if ((await count(eventsHolding(held), sql`true`)) !== lake.manifest.events) left++
              }
          }
          const session = { column: 'principal_id', texts: ['AROA1:'] } as const
          const ofRole = sql`starts_with(principal_id, 'AROA1:')`
          expect(await count(eventsHolding(session), ofRole)).toBe(await count(sql`events`, ofRole))
        } finally {
          await lake.close()
        }
      }),
      { numRuns: 3 },
    )
    expect(left).toBeGreaterThan(0)
  })

  test('a text that begins with a byte order mark is found in a compacted file too', async () => {
    const key = '\ufeffAKIAA'
    const records = Array.from({ length: 9 }, () => [{ userIdentity: { accessKeyId: key } }])
    const lake = await openLake(await ingestEach(records))
    try {
      const [row] = await lake.query(sql`
        SELECT count(*) AS n
        FROM ${eventsHolding({ column: 'access_key_id', texts: [key] })}
        WHERE access_key_id = ${key}`)
      expect(row?.n).toBe(9)
    } finally {
      await lake.close()
    }
  })
})
