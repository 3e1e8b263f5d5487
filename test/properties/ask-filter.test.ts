import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { join, type Query, type Row, sql } from '../../src/engine/sql.ts'
import type { EventRow } from '../../src/model/lake.ts'
import type { Constraint, Filter, Scope, ScopeField, Ternary } from '../../src/model/scope.ts'
import type { Operator } from '../../src/model/selector.ts'
import { parseInstant } from '../../src/model/time.ts'
import { coarseSql } from '../../src/reason/ask/filter/coarse.ts'
import { literal } from '../../src/reason/ask/filter/pattern.ts'
import { evaluate, scopeSql } from '../../src/reason/ask/filter/scope.ts'
import { memoryLake } from '../fixtures/memory-lake.ts'

const hostile = ["'; DROP TABLE events; --", '"', '\\', '%', '_', '*', '\u202e', 'é', 'İ', '$1', '']
const one = (...values: string[]) => fc.constantFrom(...values)
const account = one('111122223333', '444455556666')
const region = one('us-east-1', 'eu-west-1', 'cn-north-1', 'us-gov-west-1')
const name = one('GetObject', 'ListObjects', 'RunInstances', 'getobject', ...hostile)
const source = one('s3.amazonaws.com', 'ec2.amazonaws.com', 'sts.amazonaws.com')
const bucket = one('data', 'data2', 'ap-x-s3alias', 'arn:aws:s3:::x', ...hostile)
const key = one(
  'a/b',
  'a/',
  'b',
  'a%2Fb',
  '%2fa+b',
  '%ff',
  '%',
  '%e2%82%ac',
  'a%zz',
  '%00a',
  '%EF%BB%BFa',
  ...hostile,
)
const arn = fc
  .tuple(one('aws', 'aws-cn'), bucket, key)
  .map(([p, b, k]) => `arn:${p}:s3:::${b}/${k}`)
const anyArn = fc.oneof(
  { weight: 6, arbitrary: arn },
  one(
    '',
    'arn:aws:s3:eu-west-1:111122223333:accesspoint/ap/object/a/b',
    'arn:aws:s3::111122223333:accesspoint/m1.mrap/object/a/b',
    'arn:aws:s3:::data/x:accesspoint/y',
    'arn:aws:s3:eu-west-1:111122223333:data/a/b',
    's3://data/a/b',
    'ARN:aws:s3:::data/a/b',
    'arn:aws-eusc:s3:::data/a/b',
  ),
)
const type = one('AWS::S3::Object', 'AWS::S3::Bucket', 'AWS::DynamoDB::Table')
const who = one(
  'arn:aws:iam::111122223333:user/Bob',
  'arn:aws:iam::111122223333:user/bob',
  ...hostile,
)
const principal = one(
  'AROA1:s',
  'AROA1:s:t',
  'AROA1:é',
  'AROA1',
  'AROA2:s',
  ':s',
  'é:s',
  ...hostile,
)
const accessKey = one('AKIAQ2A3B4C5D6E7F2A3', 'ASIAIOSFODNN7EXAMPLE', '', '****')

const maybe = <T>(arbitrary: fc.Arbitrary<T>, nil: unknown = undefined) =>
  fc.option(arbitrary, { nil: nil as undefined, freq: 3 })

const resource = fc.record(
  { type, ARN: anyArn, ARNPrefix: arn.map((a) => a.slice(0, 18)), accountId: account },
  { requiredKeys: [] },
)
const record = fc
  .record(
    {
      eventTime: one('2026-03-01T00:00:00Z', '2026-03-01T00:00:01Z'),
      eventID: fc.uuid(),
      eventCategory: one('Management', 'Data', 'NetworkActivity', 'data', 'New'),
      managementEvent: fc.boolean(),
      eventSource: source,
      eventName: name,
      eventType: one('AwsApiCall', 'AwsServiceEvent'),
      readOnly: fc.boolean(),
      awsRegion: region,
      recipientAccountId: account,
      errorCode: one('AccessDenied', 'NoSuchKey', 'Client.UnauthorizedOperation', ''),
      errorMessage: one('is not authorized to perform: x', 'none', ''),
      userIdentity: fc.record(
        {
          type: one('IAMUser', 'AWSService'),
          arn: who,
          accessKeyId: accessKey,
          principalId: principal,
          sessionContext: fc.constant({ attributes: { creationDate: '2026-03-01T00:00:00Z' } }),
        },
        { requiredKeys: [] },
      ),
      requestParameters: fc.oneof(
        fc.constant(null),
        fc.record(
          { bucketName: bucket, key, roleArn: who, flag: fc.boolean() },
          { requiredKeys: [] },
        ),
      ),
      resources: fc.oneof(fc.constant(null), fc.array(resource, { maxLength: 3 })),
    },
    { requiredKeys: [] },
  )
  .map((r) => JSON.parse(JSON.stringify(r)) as object)

/** With so many others a list is compared in another way. */
const others = Array.from({ length: 60 }, (_, i) => `other${i}`)
const few = (value: fc.Arbitrary<string>) => fc.array(value, { maxLength: 2 })
const values = (value: fc.Arbitrary<string>, ends = '') =>
  fc
    .tuple(few(value), fc.constantFrom([], [], [], others))
    .map(([some, more]) => [...some, ...more.map((text) => `${text}${ends}`)])
const piece = (value: fc.Arbitrary<string>) =>
  fc.oneof(
    value,
    fc.tuple(value, fc.nat(30)).map(([v, n]) => v.slice(0, n)),
  )
const pick = <T extends object>(
  all: { [K in keyof T]: fc.Arbitrary<T[K]> },
  most: number,
): fc.Arbitrary<Partial<T>> =>
  fc
    .subarray(Object.keys(all) as (keyof T)[], { maxLength: most })
    .chain((keys) =>
      fc.record(Object.fromEntries(keys.map((k) => [k, all[k]])) as typeof all),
    ) as fc.Arbitrary<Partial<T>>
const constraint = (value: fc.Arbitrary<string>): fc.Arbitrary<Constraint> =>
  pick<Record<Operator, string[]>>(
    {
      Equals: values(value),
      StartsWith: values(piece(value), ':'),
      EndsWith: few(piece(value)),
      NotEquals: values(value),
      NotStartsWith: values(piece(value), ':'),
      NotEndsWith: few(piece(value)),
    },
    2,
  )
const missing = fc.constantFrom<'unknown' | 'no'>('unknown', 'no')
const decoding = fc.constantFrom<'percent' | 'plain'>('percent', 'plain')
const lists = one('resource_arns', 'resource_accounts', 'resource_types')
const moment = one('2026-03-01T00:00:00Z', '2026-03-01T00:00:01Z', '2026-03-01T00:00:02Z').map(
  parseInstant,
)
const session = fc.record({ principalId: principal, createdAt: moment })
const manySessions = others.map((principalId) => ({ principalId, createdAt: 0 }))
const leaf: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({
    sessions: fc
      .tuple(fc.array(session, { maxLength: 3 }), fc.constantFrom([], manySessions))
      .map(([some, more]) => [...some, ...more]),
  }),
  fc.record({
    column: fc.constant('principal_id'),
    is: constraint(fc.oneof(principal, one('AROA1:', 'é:', ':'))),
    missing,
  }),
  fc.record(
    { column: one('event_time', 'session_created_at'), from: moment, to: moment, missing },
    { requiredKeys: ['column', 'from', 'missing'] },
  ),
  fc.record({
    column: one('access_key_id', 'identity_arn', 'bucket', 'outcome', 'error_code', 'read_only'),
    is: constraint(fc.oneof(accessKey, who, bucket, one('success', 'denied', 'true'))),
    missing,
    ignoreCase: fc.boolean(),
  }),
  fc.record({
    column: fc.constant('request_parameters'),
    path: one('roleArn', 'flag', 'none', '"', "'").map((p) => [p]),
    is: constraint(fc.oneof(who, one('true', 'false'))),
    missing,
  }),
  fc.record({
    column: fc.constant('request_parameters'),
    path: one('key', 'roleArn').map((p) => [p]),
    is: constraint(fc.oneof(who, key)),
    missing,
    decoded: decoding,
  }),
  fc.record({ column: lists, is: constraint(fc.oneof(arn, account)), missing }),
  fc.record({
    column: fc.oneof(lists, one('request_parameters', 'error_code', 'identity_arn')),
    pattern: fc
      .oneof(arn, name, one('denied', ':data/', 'a/'))
      .map((text) => `(^|[^a-z0-9])${literal(text)}($|[/"])`),
    missing,
    ignoreCase: fc.boolean(),
  }),
  fc.record({
    column: fc.constant('request_parameters'),
    path: one('key', 'none').map((p) => [p]),
    pattern: one('^/?[a-z/]+$', '%', ' '),
    missing,
    decoded: decoding,
  }),
  fc.record({ constant: fc.constantFrom<Ternary>('yes', 'no', 'unknown') }),
  fc.record({ column: one('access_key_id', 'error_code'), present: fc.boolean() }),
  fc.record({ column: fc.constant('resource_arns'), contains: arn, missing }),
  fc.record({
    column: one('request_parameters', 'event_name'),
    contains: fc.oneof(name, bucket),
    missing,
  }),
  fc.record({
    column: fc.constant('session_created_at'),
    is: fc.constant({ Equals: ['2026-03-01T00:00:00Z'] }),
    missing,
  }),
)
const filter = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    leaf,
    fc.record({ all: fc.array(tie('filter'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('filter'), { maxLength: 3 }) }),
    fc.record({ not: tie('filter') }),
  ),
})).filter

const fields = pick<{ [F in ScopeField]: Constraint }>(
  {
    account: constraint(account),
    region: constraint(region),
    eventCategory: constraint(one('Management', 'Data', 'NetworkActivity')),
    eventSource: constraint(source),
    eventName: constraint(name),
    readOnly: constraint(one('true', 'false')),
    eventType: constraint(one('AwsApiCall')),
    'resources.type': constraint(type),
    'resources.ARN': constraint(arn),
    'userIdentity.arn': constraint(who),
    errorCode: constraint(one('AccessDenied')),
    sessionCredentialFromConsole: constraint(one('true')),
    vpcEndpointId: constraint(one('vpce-1')),
  },
  3,
)
const scope: fc.Arbitrary<Scope> = fc.record({
  boxes: fc.array(
    fc.tuple(fields, maybe(filter)).map(([f, rest]) => ({
      fields: f,
      ...(rest === undefined ? {} : { filter: rest }),
    })),
    { maxLength: 2 },
  ),
})

const asTernary = (value: Row[string] | undefined): Ternary =>
  value === null ? 'unknown' : value === true ? 'yes' : 'no'

describe('R6 what is found is what was asked', () => {
  let query: Query
  let close: () => Promise<void>
  let rows: EventRow[]

  beforeAll(async () => {
    const lake = await memoryLake(fc.sample(record, { numRuns: 400, seed: 6 }))
    query = lake.query
    close = lake.close
    rows = (await query(sql`SELECT * FROM events ORDER BY event_id, content_hash`)) as EventRow[]
  })
  afterAll(() => close())

  /** What comes first must let through whatever is, or may be, in the scope. */
  const holdsCoarse = async (scopes: readonly Scope[], brute: readonly Ternary[][]) => {
    const columns = join(
      scopes.map((s) => coarseSql([s])),
      ', ',
    )
    const through = await query(sql`SELECT ${columns} FROM events ORDER BY event_id, content_hash`)
    through.forEach((row, r) => {
      Object.values(row).forEach((passed, s) => {
        if (passed !== true) expect([r, scopes[s], brute[r]?.[s]]).toEqual([r, scopes[s], 'no'])
      })
    })
  }

  test('R6 SQL rows equal brute-force matching on random events with random missing fields', async () => {
    const seen = { yes: 0, no: 0, unknown: 0 }
    await fc.assert(
      fc.asyncProperty(fc.array(scope, { minLength: 20, maxLength: 20 }), async (scopes) => {
        const columns = join(
          scopes.map((s) => scopeSql(s)),
          ', ',
        )
        const answered = await query(
          sql`SELECT ${columns} FROM events ORDER BY event_id, content_hash`,
        )
        const fromSql = answered.map((row) => Object.values(row).map(asTernary))
        const brute = rows.map((row) => scopes.map((s) => evaluate(s, row)))
        for (const t of brute.flat()) seen[t]++
        expect(fromSql).toEqual(brute)
        await holdsCoarse(scopes, brute)
      }),
      { numRuns: 150 },
    )
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(10_000)
  })
})
