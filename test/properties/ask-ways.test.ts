import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Query, sql } from '../../src/engine/sql.ts'
import type { Filter } from '../../src/model/scope.ts'
import { coarseFilter } from '../../src/reason/ask/filter/coarse.ts'
import { passesSql } from '../../src/reason/ask/filter/condition.ts'
import { ledBy } from '../../src/reason/identity/alternatives.ts'
import { rowsWhere } from '../../src/reason/identity/rows-where.ts'
import { withoutKey } from '../../src/reason/identity/without-key.ts'
import { memoryLake } from '../fixtures/memory-lake.ts'

const some = (...texts: string[]) => fc.constantFrom(...texts)
const key = some('AKIAQ2A3B4C5D6E7F2A3', 'ASIAQ2A3B4C5D6E7F2A4', 'ASIAIOSFODNN7EXAMPLE', '****', '')
const principal = some('AROA1:s', 'AROA1:t', 'AROA2:s', 'AIDA1', 'AROA1', ':', '')
const account = some('111122223333', '444455556666')
const name = some('AssumeRole', 'GetObject', '')

const record = fc.record(
  {
    eventName: name,
    eventType: some('AwsApiCall', 'AwsServiceEvent', 'AwsConsoleSignIn'),
    recipientAccountId: account,
    userIdentity: fc.record(
      {
        type: some('IAMUser', 'AWSService', 'AssumedRole'),
        accessKeyId: key,
        principalId: principal,
        accountId: account,
      },
      { requiredKeys: [] },
    ),
    responseElements: fc.record(
      { credentials: fc.record({ accessKeyId: key }) },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
)

const texts = <T>(of: fc.Arbitrary<T>) => fc.array(of, { maxLength: 2 })
const missing = fc.constantFrom<'unknown' | 'no'>('unknown', 'no')
const equals = (column: string, of: fc.Arbitrary<string>): fc.Arbitrary<Filter> =>
  fc.record({ column: fc.constant(column), is: fc.record({ Equals: texts(of) }), missing })
const leaf: fc.Arbitrary<Filter> = fc.oneof(
  equals('access_key_id', key),
  equals('principal_id', principal),
  equals('identity_account_id', account),
  equals('event_name', name),
  equals('issued_key_id', key),
  equals('event_id', some('1', '2')),
  fc.record({
    column: fc.constant('principal_id'),
    is: fc.record({ Equals: texts(principal), StartsWith: texts(some('AROA1:', 'AROA2:', 'AR')) }),
    missing,
  }),
  fc.constant<Filter>({ not: withoutKey }),
  fc.constant<Filter>({ column: 'invoked_by', present: true }),
)
const filter: fc.Arbitrary<Filter> = fc
  .array(
    fc.oneof(
      leaf,
      fc.record({ all: fc.array(leaf, { minLength: 1, maxLength: 3 }) }),
      fc
        .tuple(leaf, leaf)
        .map(([a, b]): Filter => ({ all: [{ any: [a, b] }, { not: withoutKey }, b] })),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((any) => ({ any }))

describe('the ways in which somebody shows himself', () => {
  let query: Query
  let close: () => Promise<void>

  beforeAll(async () => {
    const records = fc.sample(record, { numRuns: 300, seed: 6 })
    const lake = await memoryLake(records.map((r, i) => ({ ...r, eventID: String(i) })))
    query = lake.query
    close = lake.close
  })
  afterAll(() => close())

  test('together find each row once that is or may be his, where an engine leaves out all it may', async () => {
    let found = 0
    await fc.assert(
      fc.asyncProperty(filter, async (his) => {
        const ids = async (from: ReturnType<typeof sql>) =>
          (
            await query(sql`
            SELECT event_id AS id FROM (${from}) WHERE (${passesSql(his)}) IS NOT FALSE
            ORDER BY id`)
          ).map((row) => row.id)
        const all = await ids(sql`SELECT * FROM events`)
        found += all.length
        expect(await ids(rowsWhere(ledBy(his, coarseFilter)))).toEqual(all)
      }),
      { numRuns: 400 },
    )
    expect(found).toBeGreaterThan(10_000)
  })
})
