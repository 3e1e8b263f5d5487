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

/** Who each event is by, for the closure of the key, which assumed a role once. */
const events = {
  'its own key': ['yes', user()],
  'a session that it opened': ['yes', session(keyOf(1))],
  'another key of the same session': ['yes', session(keyOf(7))],
  'a service for its user': ['yes', user(keyOf(6), { invokedBy: 'athena.amazonaws.com' })],
  'a service for its session': ['yes', session(keyOf(5), 'run', undefined, { invokedBy: 'x' })],
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
