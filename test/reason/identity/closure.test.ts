import { describe, expect, test } from 'vitest'
import {
  A,
  assume,
  B,
  call,
  closureOf,
  KEY,
  keyOf,
  ROLE,
  ROLE_ID,
  session,
  USER,
  USER_ID,
  user,
} from './given.ts'

const keys = (c: { keys: readonly { id: string }[] }) => c.keys.map((k) => k.id)

describe('R12 keys that were issued', () => {
  test('R12 by AssumeRole, hop by hop, into another account', async () => {
    const closure = await closureOf([
      assume(user(), keyOf(1)),
      assume(session(keyOf(1)), keyOf(2), 'second'),
      assume(user('AKIAQNZGKIQYBOBBOBBO'), keyOf(3), 'other'),
    ])
    expect(keys(closure)).toEqual([KEY, keyOf(1), keyOf(2)])
    expect(closure.accounts.map((a) => a.id)).toEqual([A, B])
    expect(closure.evidence).toHaveLength(2)
    expect(closure.missing).toEqual([])
  })

  test('R12 by GetSessionToken and GetFederationToken', async () => {
    const closure = await closureOf([
      call('GetSessionToken', user(), {
        responseElements: { credentials: { accessKeyId: keyOf(1) } },
      }),
      call('GetFederationToken', user(), {
        responseElements: {
          credentials: { accessKeyId: keyOf(2) },
          federatedUser: {
            arn: `arn:aws:sts::${A}:federated-user/guest`,
            federatedUserId: `${A}:guest`,
          },
        },
      }),
    ])
    expect(keys(closure)).toEqual([KEY, keyOf(1), keyOf(2)])
    expect(closure.keys[1]?.principalId).toBe(USER_ID)
    expect(closure.keys[2]?.principalId).toBe(`${A}:guest`)
  })

  test('R12 by CreateAccessKey, CreateUser and CreateLoginProfile', async () => {
    const made = `arn:aws:iam::${A}:user/backdoor`
    const closure = await closureOf([
      call('CreateAccessKey', user(), {
        requestParameters: { userName: 'bob' },
        responseElements: { accessKey: { accessKeyId: 'AKIAQNZGKIQYBOBBOBBO', userName: 'bob' } },
      }),
      call('CreateUser', user(), {
        responseElements: { user: { arn: made, userName: 'backdoor' } },
      }),
      call('CreateLoginProfile', user(), { requestParameters: { userName: 'carol' } }),
    ])
    expect(keys(closure)).toContain('AKIAQNZGKIQYBOBBOBBO')
    expect(closure.keys.find((k) => k.id !== KEY)?.bearer).toBe('/bob')
    expect(closure.names.map((n) => n.arn)).toEqual([made])
    expect(closure.consoleUsers).toEqual([{ account: A, name: 'carol' }])
  })

  test('R12 a refused call issues nothing', async () => {
    const closure = await closureOf([
      assume(user(), keyOf(1), 'run', { errorCode: 'AccessDenied', responseElements: null }),
    ])
    expect([keys(closure), closure.missing]).toEqual([[KEY], []])
  })

  test.each([null, {}, { credentials: { accessKeyId: '****' } }])(
    'R12 a call that hides what it issued (%j) leaves the closure open',
    async (responseElements) => {
      const closure = await closureOf([assume(user(), keyOf(1), 'run', { responseElements })])
      expect(keys(closure)).toEqual([KEY])
      expect(closure.missing[0]).toMatch(/^AssumeRole .* does not say which key it issued$/)
    },
  )

  test('R12 a session that was issued after the window is of no interest', async () => {
    const closure = await closureOf([
      assume(user(), keyOf(1), 'run', { eventTime: '2026-05-01T00:00:00Z' }),
    ])
    expect([keys(closure), closure.seen]).toEqual([[KEY], true])
  })
})

describe('R12 sessions and service calls', () => {
  test('R12 a session is its principal id and its creation, whatever the key', async () => {
    const closure = await closureOf([call('ListBuckets', session(keyOf(1)))], keyOf(1))
    expect(closure.sessions.map((s) => s.principalId)).toEqual([`${ROLE_ID}:run`])
  })

  test('R12 what a service did for a user and issued counts', async () => {
    const closure = await closureOf([
      call('ListBuckets', user()),
      assume(user(keyOf(8), { invokedBy: 'athena.amazonaws.com' }), keyOf(9)),
    ])
    expect(keys(closure)).toContain(keyOf(9))
  })
})

describe('R12 names', () => {
  test('R12 a role by ARN takes in its sessions, whose ARNs lack the path', async () => {
    const closure = await closureOf([assume(session(keyOf(1)), keyOf(2), 'second')], ROLE)
    expect(closure.seen).toBe(true)
    expect(closure.names).toEqual([{ arn: ROLE, ids: [ROLE_ID] }])
    expect(keys(closure)).toEqual([keyOf(2)])
  })

  test('R12 names of IAM are compared without case', async () => {
    const closure = await closureOf([assume(user(), keyOf(1))], USER.toLowerCase())
    expect([closure.seen, keys(closure)]).toEqual([true, [keyOf(1)]])
  })

  test('R12 a bare name is looked up', async () => {
    const closure = await closureOf([assume(user(), keyOf(1))], 'mallory')
    expect(closure.names).toEqual([{ arn: USER, ids: [USER_ID] }])
  })

  test('R12 a unique id is a name too', async () => {
    const closure = await closureOf([assume(user(), keyOf(1))], USER_ID)
    expect([closure.seen, keys(closure)]).toEqual([true, [keyOf(1)]])
  })

  test('R28 a name that nobody bears was not seen', async () => {
    expect((await closureOf([assume(user(), keyOf(1))], 'malory')).seen).toBe(false)
  })
})

describe('R26 since when something was possible', () => {
  test('R26 a key is as old as the call that created it', async () => {
    const closure = await closureOf([
      call('CreateAccessKey', user('AKIAQNZGKIQYBOBBOBBO'), {
        eventTime: '2026-03-01T00:00:00Z',
        responseElements: { accessKey: { accessKeyId: KEY, userName: 'Mallory' } },
      }),
    ])
    expect(closure.accounts).toEqual([{ id: A, since: Date.UTC(2026, 2, 1) * 1000 }])
    expect(closure.seen).toBe(true)
  })

  test('R26 a session is as old as it says itself', async () => {
    const closure = await closureOf([call('ListBuckets', session(keyOf(1)))], keyOf(1))
    expect(closure.accounts).toEqual([{ id: B, since: Date.UTC(2026, 2, 7, 12) * 1000 }])
  })

  test('R26 an age that nothing tells is not known', async () => {
    const closure = await closureOf([call('ListBuckets', user())])
    expect(closure.accounts).toEqual([{ id: A, since: undefined }])
  })
})
