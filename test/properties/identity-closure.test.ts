import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Selectors } from '../../src/model/selector.ts'
import type { Closure } from '../../src/reason/identity/closure.ts'
import { grow } from '../../src/reason/identity/grow.ts'
import { seedOf } from '../../src/reason/identity/seed.ts'
import type { Trace } from '../../src/reason/identity/steps.ts'
import { askOf, EVERYTHING, objectCall, record } from '../reason/ask/given.ts'
import { assume, closureOf, keyOf, session, user } from '../reason/identity/given.ts'

const A = '029608264753'
const B = '222222222222'
const KEY = 'AKIAQNZGKIQY56JQ7WML'

const nullable = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 3 })
const some = (...values: string[]) => nullable(fc.constantFrom(...values))
const trace: fc.Arbitrary<Trace> = fc.record({
  acts: fc.boolean(),
  key: some(KEY, keyOf(1), keyOf(2), keyOf(3)),
  principalId: some('AIDA1', 'AROA1:run', 'AROA1:two'),
  arn: some(`arn:aws:iam::${A}:user/a`, `arn:aws:sts::${B}:assumed-role/R/run`),
  issuerArn: some(`arn:aws:iam::${B}:role/R`),
  issuerId: some('AROA1'),
  account: some(A, B),
  createdAt: nullable(fc.nat(5)),
  call: some(
    'AssumeRole',
    'GetSessionToken',
    'CreateAccessKey',
    'CreateUser',
    'CreateLoginProfile',
    'CreateRole',
    'DeleteRole',
    'DeleteUser',
    'GetSigninToken',
    'UpdateAccessKey',
    'UpdateUser',
  ),
  recipient: some(A, B),
  issuedKey: some(keyOf(1), keyOf(2), '****'),
  createdKey: some(keyOf(3), ''),
  issuedId: some('AROA1:run', 'AROA1:two'),
  issuedArn: some(`arn:aws:sts::${B}:assumed-role/R/run`),
  userName: some('bob', 'carol'),
  roleName: some('R'),
  newName: some('dave', 'a'),
  status: some('Active', 'Inactive'),
  role: some(`arn:aws:iam::${B}:role/R`),
  sessionName: some('run'),
  madeArn: some(`arn:aws:iam::${A}:user/new`),
  madeId: some('AIDA9'),
  eventId: some('e1', 'e2', 'e3'),
  first: nullable(fc.nat(9)),
})

const seeds = ['key', 'principal'] as const
const seed = fc
  .constantFrom(...seeds)
  .map((kind) => seedOf({ kind, text: kind === 'key' ? KEY : `arn:aws:iam::${B}:role/R` }, [], []))

const atLeast = (larger: Closure, smaller: Closure): void => {
  const ids = (c: Closure) => c.keys.map((k) => k.id)
  expect(ids(larger)).toEqual(expect.arrayContaining(ids(smaller)))
  expect(larger.sessions).toEqual(expect.arrayContaining([...smaller.sessions]))
  expect(larger.accounts.map((a) => a.id)).toEqual(
    expect.arrayContaining(smaller.accounts.map((a) => a.id)),
  )
}

describe('R12 the closure of an identity', () => {
  test('R12 the order of the traces, and seeing one twice, change nothing', () => {
    fc.assert(
      fc.property(
        seed,
        fc
          .array(trace, { maxLength: 8 })
          .chain((list) =>
            fc.tuple(
              fc.constant(list),
              fc.shuffledSubarray([...list, ...list], { minLength: 2 * list.length }),
            ),
          ),
        (start, [list, shuffled]) => {
          expect(grow(start, shuffled)).toEqual(grow(start, list))
        },
      ),
      { numRuns: 3000 },
    )
  })

  test('R12 more traces never make it smaller', () => {
    fc.assert(
      fc.property(seed, fc.array(trace, { maxLength: 6 }), trace, (start, list, one) => {
        atLeast(grow(start, [...list, one]), grow(start, list))
      }),
      { numRuns: 3000 },
    )
  })

  test('R12 the order and the number of deliveries of records change nothing', async () => {
    const chain = [
      assume(user(), keyOf(1), 'one'),
      assume(session(keyOf(1), 'one'), keyOf(2), 'two'),
      assume(session(keyOf(2), 'two'), keyOf(3), 'three'),
      assume(user('AKIAQNZGKIQYBOBBOBBO'), keyOf(4), 'other'),
    ]
    const plain = await closureOf(chain)
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...chain, ...chain], { minLength: 8 }),
        async (records) => {
          expect(await closureOf(records)).toEqual(plain)
        },
      ),
      { numRuns: 30 },
    )
  })
})

const select = (management: boolean, data: boolean): Selectors => ({
  EventSelectors: [
    {
      ReadWriteType: 'All',
      IncludeManagementEvents: management,
      DataResources: data ? [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }] : [],
    },
  ],
})

describe('R13 an issuing call that was not recorded', () => {
  const recorded = fc.record({ management: fc.boolean(), data: fc.boolean() })
  const reading = fc.constantFrom('first', 'last')

  /** A key in one account opens a session in the other, that one a second, and one of them reads an object there. */
  test('R13 never leads to a no', async () => {
    await fc.assert(
      fc.asyncProperty(recorded, recorded, reading, async (a, b, who) => {
        const first = assume(user(), keyOf(1), 'one')
        const second = assume(session(keyOf(1), 'one'), keyOf(2), 'two')
        const read = objectCall('GetObject', 'arn:aws:s3:::foreign/x', {
          userIdentity: who === 'first' ? session(keyOf(1), 'one') : session(keyOf(2), 'two'),
          recipientAccountId: B,
        })
        const records = [
          ...(a.management ? [first] : []),
          ...(b.management ? [second] : []),
          ...(b.data ? [read] : []),
          record('DescribeInstances', { eventTime: '2026-03-02T00:00:00Z' }),
        ]
        const trails = { [A]: select(a.management, a.data), [B]: select(b.management, b.data) }
        const answer = await askOf({ records, trails }, 'who-read-objects', { key: KEY })
        expect(answer.verdict).not.toBe('no')
        const linked = a.management && (who === 'first' || b.management)
        expect(answer.verdict === 'yes').toBe(linked && b.data)
      }),
      { numRuns: 60 },
    )
  })

  test('R13 and with all of them recorded a read is found, and none is a no', async () => {
    const trails = { [A]: EVERYTHING, [B]: EVERYTHING }
    const records = [assume(user(), keyOf(1), 'one')]
    const answer = await askOf({ records, trails }, 'who-read-objects', { key: KEY })
    expect(answer.verdict).toBe('no')
  })
})
