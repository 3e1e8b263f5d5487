import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withConstants } from '../../src/engine/duckdb/constants.ts'
import { type Database, openDatabase } from '../../src/engine/duckdb/driver.ts'
import { oneOf, type Sql, sql } from '../../src/engine/sql.ts'

let database: Database
beforeAll(async () => {
  database = await openDatabase({ threads: 1 })
})
afterAll(() => database.close())

const value = async (query: Sql) => (await database.query(query))[0]?.v

describe('values in the text of a query', () => {
  it('are constants where nothing in them could end the constant, and parameters elsewhere', () => {
    const query = sql`SELECT ${'plain $1 \\ "x"'}, ${"it's"}, ${'ü'}, ${7}, ${true}, ${null}, ${0.5}`
    expect(withConstants(query)).toMatchObject({
      text: `SELECT 'plain $1 \\ "x"', $1, $2, CAST(7 AS BIGINT), true, $3, $4`,
      parameters: ["it's", 'ü', null, 0.5],
    })
  })

  it('are whole numbers however large, as instants of odd records are', async () => {
    const year = await value(
      sql`SELECT CAST(year(make_timestamp(${253_402_300_799_000_000})) AS INTEGER) AS v`,
    )
    expect(year).toBe(9999)
  })

  it('are what they were, whatever is in them', async () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0')),
      fc.constantFrom("'; DROP VIEW events; --", "\\'", '$1', '$$', "''", '/*', '--', '\n', 'E\\'),
    )
    await fc.assert(
      fc.asyncProperty(hostile, hostile, fc.maxSafeInteger(), fc.boolean(), async (a, b, n, f) => {
        const [row] = await database.query(sql`SELECT ${a} AS a, ${n} AS n, ${b} AS b, ${f} AS f`)
        expect(row).toEqual({ a, n, b, f })
      }),
      { numRuns: 300 },
    )
  })
})

describe('one of several texts', () => {
  const texts = fc.array(fc.constantFrom('a', 'b', "c'", 'ä', ''), { maxLength: 7 })
  it('is true, false, or unknown where there is no text', async () => {
    await fc.assert(
      fc.asyncProperty(texts, fc.constantFrom('a', "c'", 'x', '', null), async (list, text) => {
        const is = await value(sql`SELECT ${oneOf(sql`CAST(${text} AS VARCHAR)`, list)} AS v`)
        const known = text === null && list.length > 0 ? null : list.some((t) => t === text)
        expect(is).toBe(known)
      }),
      { numRuns: 200 },
    )
  })
})
