import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from '../../../src/engine/sql.ts'
import type { EventRow } from '../../../src/model/lake.ts'
import { passes } from '../../../src/reason/ask/filter/condition.ts'
import type { Closure } from '../../../src/reason/identity/closure.ts'
import { identityFilter } from '../../../src/reason/identity/filter.ts'
import { type MemoryLake, memoryLake } from '../../fixtures/memory-lake.ts'
import {
  A,
  assume,
  B,
  call,
  closureIn,
  KEY,
  keyOf,
  ROLE_ID,
  session,
  USER_ID,
  user,
} from './given.ts'

const elsewhere = { eventName: 'ListBuckets' }
const bob = user('AKIAQNZGKIQYBOBBOBBO', {
  principalId: 'AIDABOBBOBBOBBOBBOB2',
  arn: `arn:aws:iam::${A}:user/bob`,
})

const inSession = {
  sessionContext: {
    attributes: { creationDate: '2026-03-07T09:00:00Z', mfaAuthenticated: 'false' },
  },
}

/** Who each event is by, for the closure of the key, which assumed a role once. */
const events = {
  'its own key': ['yes', user()],
  'a session that it opened': ['yes', session(keyOf(1))],
  'another key of the same session': ['yes', session(keyOf(7))],
  'a service for its user': ['yes', user(keyOf(6), { invokedBy: 'athena.amazonaws.com' })],
  'a service for its user, in a session that the service made': [
    'yes',
    user(keyOf(6), { invokedBy: 'athena.amazonaws.com', ...inSession }),
  ],
  'a service for its session': ['yes', session(keyOf(5), 'run', undefined, { invokedBy: 'x' })],
  'another key a second beside its session': [
    'unknown',
    session(keyOf(5), 'run', '2026-03-07T12:00:02Z'),
  ],
  'a service a second beside its session': [
    'unknown',
    session(keyOf(5), 'run', '2026-03-07T12:00:01Z', { invokedBy: 'x' }),
  ],
  'the same session name at another time': ['no', session(keyOf(4), 'run', '2026-03-01T00:00:00Z')],
  'somebody else': ['no', bob],
  'another key of its user': ['no', user('AKIAQNZGKIQYCCCCCCCC')],
  'its user without a key': ['unknown', user(KEY, { accessKeyId: undefined })],
  'its user with a masked key': ['unknown', user('****************')],
  'an unknown caller': ['unknown', { type: 'Unknown' }],
  'an owner’s copy with its user': [
    'unknown',
    { type: 'AWSAccount', accountId: A, principalId: USER_ID },
  ],
  'an owner’s copy with its session': [
    'unknown',
    { type: 'AWSAccount', accountId: B, principalId: `${ROLE_ID}:run` },
  ],
  'an owner’s copy with somebody else': [
    'no',
    { type: 'AWSAccount', accountId: A, principalId: 'AIDABOBBOBBOBBOBBOB2' },
  ],
  'an owner’s copy of a third account': ['no', { type: 'AWSAccount', accountId: '333333333333' }],
  'a service for itself': ['no', { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' }],
} as const satisfies Record<string, readonly ['yes' | 'no' | 'unknown', object]>

const passed = async (records: readonly object[], last: object, key = KEY) => {
  const lake = await memoryLake([...records, { ...last, eventID: 'last' }])
  try {
    const closure = await closureIn(lake.query, { kind: 'key', text: key })
    const rows = (await lake.query(
      sql`SELECT * FROM events WHERE event_id = 'last'`,
    )) as unknown as EventRow[]
    return passes(identityFilter(closure), rows[0] as EventRow)
  } finally {
    await lake.close()
  }
}

describe('R12 consoles', () => {
  const opened = [
    assume(user(), keyOf(1)),
    call('GetSigninToken', session(keyOf(1)), {
      eventTime: '2026-03-07T12:10:00Z',
      eventType: 'AwsConsoleSignIn',
      responseElements: { credentials: { accessKeyId: keyOf(2) } },
    }),
  ]
  const fromConsole = { sessionCredentialFromConsole: 'true' }

  test.each([
    ['2026-03-07T12:10:20Z', fromConsole, 'yes'],
    ['2026-03-07T12:10:20Z', {}, 'unknown'],
    ['2026-03-07T18:00:00Z', fromConsole, 'unknown'],
  ])('R12 opened with a session: created %s %j is %s', async (created, over, expected) => {
    const later = call('GetObject', session(keyOf(9), 'run', created), over)
    expect(await passed(opened, later)).toBe(expected)
  })

  const password = call('CreateLoginProfile', user(), { requestParameters: { userName: 'carol' } })
  const carol = user(keyOf(3), { arn: `arn:aws:iam::${A}:user/carol`, principalId: 'AIDACAROL' })

  test.each([
    ['1.08', fromConsole, 'yes'],
    ['1.08', {}, 'no'],
    ['1.07', {}, 'unknown'],
  ])('R12 of a user with a new password: version %s %j is %s', async (eventVersion, over, is) => {
    expect(await passed([password], call('GetObject', carol, { eventVersion, ...over }))).toBe(is)
  })

  test('R14 an owner’s copy with a user who was given a password may be his', async () => {
    const copy = { type: 'AWSAccount', accountId: A, principalId: 'AIDACAROL' }
    expect(await passed([password], call('GetObject', copy))).toBe('unknown')
  })

  test('R12 a service for a user whose new key was never seen in use may act for that key', async () => {
    const made = call('CreateAccessKey', user(), {
      requestParameters: { userName: 'bob' },
      responseElements: { accessKey: { userName: 'bob', accessKeyId: keyOf(8) } },
    })
    const service = { ...bob, accessKeyId: keyOf(9), invokedBy: 'athena.amazonaws.com' }
    expect(await passed([made], call('GetObject', service))).toBe('unknown')
    expect(await passed([], call('GetObject', service))).toBe('no')
  })

  test('R12 a session of which only the request is known may be the one', async () => {
    const bare = assume(user(), keyOf(1), 'run', {
      responseElements: { credentials: { accessKeyId: keyOf(1) } },
    })
    const service = session(keyOf(4), 'run', undefined, { invokedBy: 'athena.amazonaws.com' })
    expect(await passed([bare], call('GetObject', service))).toBe('unknown')
  })

  test.each([
    ['says whose it is', {}, 'yes'],
    ['does not say whose it is', { assumedRoleUser: undefined }, 'unknown'],
  ])(
    'R12 a service acts for a session that never used its key, whose issuing record %s',
    async (_, over, is) => {
      const issued = assume({ type: 'AWSService', invokedBy: 'ec2.amazonaws.com' }, KEY, 'run')
      const record = { ...issued } as { responseElements: object }
      const service = session(keyOf(4), 'run', undefined, { invokedBy: 's3.amazonaws.com' })
      const records = [{ ...record, responseElements: { ...record.responseElements, ...over } }]
      expect(await passed(records, call('Decrypt', service))).toBe(is)
      const before = session(keyOf(4), 'run', '2026-03-07T06:00:00Z', { invokedBy: 'x' })
      expect(await passed(records, call('Decrypt', before))).toBe('no')
    },
  )
})

const athena = { invokedBy: 'athena.amazonaws.com' }
const bare = { sessionContext: {} }

describe('R12 what a service does for a session, with a key that no recorded call issued', () => {
  const assumed = assume(user(), keyOf(1))
  const token = call('GetSessionToken', user(), {
    responseElements: { credentials: { accessKeyId: keyOf(1) } },
  })
  const guest = {
    type: 'FederatedUser',
    principalId: `${A}:guest`,
    arn: `arn:aws:sts::${A}:federated-user/guest`,
    accountId: A,
    accessKeyId: keyOf(5),
  }
  const federation = call('GetFederationToken', user(), {
    responseElements: {
      credentials: { accessKeyId: keyOf(2) },
      federatedUser: { arn: guest.arn, federatedUserId: guest.principalId },
    },
  })
  const later = (by: object, eventTime = '2026-03-07T12:10:00Z') =>
    call('GetObject', by, { eventTime })
  const made = (created: string, over: object = athena) => session(keyOf(5), 'run', created, over)

  test.each([
    ['begun by the service', later(made('2026-03-07T12:09:58Z')), 'unknown'],
    ['whose beginning is not told', later({ ...made(''), ...bare }), 'unknown'],
    ['with a key of its own, whose beginning is not told', later(made('', bare)), 'unknown'],
    [
      'without a key',
      later({ ...made('2026-03-07T12:09:58Z'), accessKeyId: undefined }),
      'unknown',
    ],
    ['begun before the session', later(made('2026-03-07T11:00:00Z')), 'no'],
    ['long after the session', later(made('2026-03-09T12:00:00Z'), '2026-03-09T12:10:00Z'), 'no'],
    ['before the session', later({ ...made(''), ...bare }, '2026-03-07T11:00:00Z'), 'no'],
    ['of another name', later(session(keyOf(5), 'other', '2026-03-07T12:09:58Z', athena)), 'no'],
    ['by nobody but the session', later(made('2026-03-07T12:09:58Z', {})), 'no'],
  ])('R12 a call for a session of a role, %s', async (_, record, is) => {
    expect(await passed([assumed], record)).toBe(is)
  })

  test.each([
    ['begun by the service', later(made('2026-03-07T12:09:58Z')), 'unknown'],
    ['a second beside it', later(made('2026-03-07T12:00:01Z', {})), 'unknown'],
    ['begun before all of them', later(made('2026-03-07T11:00:00Z')), 'no'],
    ['of another name', later(session(keyOf(5), 'other', '2026-03-07T12:09:58Z', athena)), 'no'],
  ])('R12 a call for one of very many sessions, %s', async (_, record, is) => {
    const many = Array.from({ length: 30 }, (_, i) => assume(user(), keyOf(100 + i), `run-${i}`))
    expect(await passed([assumed, ...many], record)).toBe(is)
  })

  test('R12 a call for a federated user whose record tells no beginning', async () => {
    expect(await passed([federation], later({ ...guest, ...athena }))).toBe('unknown')
    expect(
      await passed([federation], later({ ...guest, principalId: `${A}:x`, arn: '', ...athena })),
    ).toBe('no')
  })

  test.each([
    ['never used', []],
    ['used', [call('ListBuckets', user(keyOf(1), inSession))]],
  ])('R12 a call for the user of a session token that was %s', async (_, used) => {
    const service = user(keyOf(5), { ...athena, ...inSession })
    const own = user('AKIAQNZGKIQYCCCCCCCC', athena)
    const asked = (by: object) => passed([token, ...used], later(by), keyOf(1))
    expect(await asked(service)).toBe(used.length === 0 ? 'no' : 'yes')
    const since = { sessionContext: { attributes: { creationDate: '2026-03-07T12:05:00Z' } } }
    expect(await asked({ ...service, ...since })).toBe('unknown')
    expect(await asked(own)).toBe('no')
  })

  test('R12 a call for a user who was given a password need not say that it came from the console', async () => {
    const password = call('CreateLoginProfile', user(), { requestParameters: { userName: 'bob' } })
    const service = { ...bob, accessKeyId: keyOf(5), ...athena }
    const version = { eventVersion: '1.11' }
    expect(await passed([password], call('GetObject', service, version))).toBe('unknown')
    const direct = { ...bob, accessKeyId: keyOf(5) }
    expect(await passed([password], call('GetObject', direct, version))).toBe('no')
  })
})

describe('R12 R14 who called', () => {
  let lake: MemoryLake
  let rows: EventRow[]
  let closure: Closure

  beforeAll(async () => {
    lake = await memoryLake([
      assume(user(), keyOf(1)),
      ...Object.entries(events).map(([name, [, identity]]) =>
        call('ListBuckets', identity, { ...elsewhere, eventID: name }),
      ),
    ])
    rows = (await lake.query(sql`SELECT * FROM events`)) as EventRow[]
    closure = await closureIn(lake.query, { kind: 'key', text: KEY })
  })
  afterAll(() => lake.close())

  test.each(Object.entries(events).map(([name, [expected]]) => [name, expected] as const))(
    '%s: %s',
    (name, expected) => {
      const row = rows.find((r) => r.event_id === name)
      expect(row).toBeDefined()
      expect(passes(identityFilter(closure), row as EventRow)).toBe(expected)
    },
  )
})
