import { describe, expect, test } from 'vitest'
import type { Snapshot } from '../../../src/model/snapshot.ts'
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

  test('R12 by a call whose time cannot be read, and no other', async () => {
    const untimed = assume(user(), keyOf(1), 'run', { eventTime: 'yesterday' })
    expect(keys(await closureOf([untimed]))).toEqual([KEY, keyOf(1)])
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

  const recreated = (creation = '2026-03-05T00:00:00Z') => [
    call('DeleteRole', user('AKIAQNZGKIQYADMINADM', { accountId: B }), {
      eventTime: '2026-03-04T00:00:00Z',
      requestParameters: { roleName: 'Deploy' },
    }),
    call('CreateRole', user('AKIAQNZGKIQYADMINADM', { accountId: B }), {
      eventTime: creation,
      requestParameters: { roleName: 'Deploy' },
      responseElements: { role: { arn: ROLE, roleName: 'Deploy', roleId: ROLE_ID } },
    }),
  ]
  const created = Date.UTC(2026, 2, 5) * 1000
  const inSnapshot = (id: string | undefined, createdAt: number | undefined) =>
    ({
      identities: [
        {
          account: B,
          arn: ROLE,
          ...(id && { id }),
          ...(createdAt && { createdAt }),
          accessKeys: [],
        },
      ],
      trailsListed: [],
      organization: { known: null },
    }) as unknown as Snapshot
  const sinceOf = async (records: readonly object[], snapshots: readonly Snapshot[] = []) =>
    (await closureOf(records, ROLE, snapshots)).accounts.map((a) => a.since)

  test('R26 a name that was created, and deleted after, is as old as its creation', async () => {
    const [, make = {}] = recreated()
    expect(await sinceOf([make])).toEqual([created])
    expect(await sinceOf(recreated('2026-03-01T00:00:00Z'))).toEqual([Date.UTC(2026, 2, 1) * 1000])
  })

  test('R26 a name that was somebody else’s before is of no known age', async () => {
    expect(await sinceOf(recreated())).toEqual([undefined])
    expect(await sinceOf(recreated(), [inSnapshot(ROLE_ID, created)])).toEqual([undefined])
  })

  test('R26 of two who bore a name the first counts, where both are known', async () => {
    const before = Date.UTC(2026, 1, 1) * 1000
    expect(await sinceOf(recreated(), [inSnapshot('AROAOLDOLDOLDOLD', before)])).toEqual([before])
    expect(await sinceOf(recreated(), [inSnapshot('AROAOLDOLDOLDOLD', undefined)])).toEqual([
      undefined,
    ])
  })

  test('R26 acts before a creation, or of an id that nothing explains, make the age unknown', async () => {
    const [, make = {}] = recreated()
    const early = call('ListBuckets', session(keyOf(1)), { eventTime: '2026-03-04T00:00:00Z' })
    const strange = session(keyOf(1))
    Object.assign(
      (strange as { sessionContext: { sessionIssuer: object } }).sessionContext.sessionIssuer,
      {
        principalId: 'AROASTRANGER',
      },
    )
    expect(await sinceOf([make, early])).toEqual([undefined])
    expect(await sinceOf([make, call('ListBuckets', strange)])).toEqual([undefined])
  })

  test('R14 the unique ids of a name are those of everyone who bore it', async () => {
    const closure = await closureOf(recreated(), ROLE, [inSnapshot('AROAOLDOLDOLDOLD', created)])
    expect(closure.names[0]?.ids).toEqual([ROLE_ID, 'AROAOLDOLDOLDOLD'].sort())
  })
})

describe('R12 what cannot be followed leaves the closure open', () => {
  test.each([
    ['CreateLoginProfile', null, {}],
    ['CreateServiceSpecificCredential', { userName: 'bob' }, {}],
    ['UploadSSHPublicKey', { userName: 'bob' }, {}],
    ['UploadSigningCertificate', { userName: 'bob' }, {}],
    ['UpdateAccessKey', { userName: 'bob', status: 'Active' }, {}],
  ])('R12 %s', async (name, requestParameters, responseElements) => {
    const closure = await closureOf([call(name, user(), { requestParameters, responseElements })])
    expect(closure.missing[0]).toMatch(new RegExp(`^${name} .* does not say`))
  })

  test('R12 a key that was shut is no way in', async () => {
    const requestParameters = { userName: 'bob', status: 'Inactive' }
    const closure = await closureOf([call('UpdateAccessKey', user(), { requestParameters })])
    expect(closure.missing).toEqual([])
  })

  test('R12 a password of the caller himself is named by its answer', async () => {
    const responseElements = { loginProfile: { userName: 'Mallory' } }
    const closure = await closureOf([call('CreateLoginProfile', user(), { responseElements })])
    expect(closure.consoleUsers).toEqual([{ account: A, name: 'Mallory' }])
  })

  const renamed = call('UpdateUser', user('AKIAQNZGKIQYADMINADM'), {
    eventTime: '2026-03-08T00:00:00Z',
    requestParameters: { userName: 'carol', newUserName: 'svc' },
  })
  const password = call('CreateLoginProfile', user(), { requestParameters: { userName: 'carol' } })
  const make = call('CreateUser', user(), {
    requestParameters: { userName: 'carol' },
    responseElements: {
      user: { arn: `arn:aws:iam::${A}:user/carol`, userName: 'carol', userId: 'AIDACAROLCAROL22' },
    },
  })

  test('R12 a user who was renamed is followed by his unique id, where that is known', async () => {
    expect((await closureOf([password, renamed])).missing).toHaveLength(1)
    const closure = await closureOf([make, password, renamed])
    expect(closure.missing).toEqual([])
    expect(closure.names[0]?.ids).toEqual(['AIDACAROLCAROL22'])
  })

  test('R12 a bare name is looked up in the accounts that were seen, and the others are named', async () => {
    const snapshot = {
      identities: [],
      trailsListed: [{ account: B }],
      organization: { known: null },
    } as unknown as Snapshot
    expect((await closureOf([call('ListBuckets', user())], 'mallory')).notLookedUp).toEqual([])
    const closure = await closureOf([call('ListBuckets', user())], 'mallory', [snapshot])
    expect(closure.notLookedUp).toEqual([B])
  })
})
