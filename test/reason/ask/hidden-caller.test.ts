import { describe, expect, test } from 'vitest'
import { A, askOf, at, B, EVERYTHING, KEY, record, USER, USER_ID, type World } from './given.ts'

const ROLE_ID = 'AROADEPLOYDEPLOYDEP2'
const [K1, K2] = ['ASIAQNZGKIQYYYYYYYYY', 'ASIAQNZGKIQYZZZZZZZZ']
const two = { [A]: EVERYTHING, [B]: EVERYTHING }
const DAY = { from: at('08'), to: at('09') }
const ISSUED = '2026-03-07T23:30:00Z'

const session = (accessKeyId: string | undefined, createdAt: string, name = 'run') => ({
  type: 'AssumedRole',
  principalId: `${ROLE_ID}:${name}`,
  arn: `arn:aws:sts::${B}:assumed-role/Deploy/${name}`,
  accountId: B,
  accessKeyId,
  sessionContext: {
    sessionIssuer: {
      type: 'Role',
      principalId: ROLE_ID,
      arn: `arn:aws:iam::${B}:role/Deploy`,
      accountId: B,
      userName: 'Deploy',
    },
    attributes: { creationDate: createdAt, mfaAuthenticated: 'false' },
  },
})

const assumed = (accessKeyId: string, eventTime: string, over: object, name = 'run') =>
  record('AssumeRole', {
    eventSource: 'sts.amazonaws.com',
    readOnly: true,
    eventTime,
    requestParameters: { roleArn: `arn:aws:iam::${B}:role/Deploy`, roleSessionName: name },
    responseElements: {
      credentials: { accessKeyId },
      assumedRoleUser: {
        assumedRoleId: `${ROLE_ID}:${name}`,
        arn: `arn:aws:sts::${B}:assumed-role/Deploy/${name}`,
      },
    },
    ...over,
  })

const by = (userIdentity: { accountId: string }) => ({
  userIdentity,
  recipientAccountId: userIdentity.accountId,
})

const own = record('DescribeInstances', { readOnly: true })
const stop = (who: ReturnType<typeof session>, over: object = {}) =>
  record('StopLogging', { eventTime: '2026-03-08T02:00:00Z', ...by(who), ...over })
const keyless = { type: 'IAMUser', principalId: USER_ID, arn: USER, accountId: A }
const bob = {
  type: 'IAMUser',
  principalId: 'AIDABOBBOBBOBBOBBOB2',
  arn: `arn:aws:iam::${A}:user/bob`,
  accountId: A,
  userName: 'bob',
}
const bobsKey = 'AKIAQNZGKIQYBOBBOBB2'

const activity = (records: readonly object[], over: World = {}, question = DAY) =>
  askOf({ trails: two, records, ...over }, 'key-activity', { key: KEY }, question)

const verdicts = (answer: Awaited<ReturnType<typeof activity>>) =>
  Object.fromEntries(answer.parts.map((p) => [p.name, p.verdict]))

const HIDDEN: readonly (readonly [string, object])[] = [
  [
    'the copy of the role’s account',
    {
      userIdentity: { type: 'AWSAccount', principalId: USER_ID, accountId: A },
      recipientAccountId: B,
    },
  ],
  [
    'a copy without the principal',
    { userIdentity: { type: 'AWSAccount', accountId: A }, recipientAccountId: B },
  ],
  ['a record without the key', { userIdentity: keyless }],
  ['a record without anyone', { userIdentity: {} }],
  ['a masked key', { userIdentity: { ...keyless, accessKeyId: 'AKIA****************' } }],
]

describe('R14 R1 an issuing call that hides its caller, before the window', () => {
  test.each(HIDDEN)('%s: what its session did may be the key’s', async (_, over) => {
    const issuing = assumed(K1, ISSUED, over)
    const answer = await activity([own, issuing, stop(session(K1, ISSUED))])
    expect(verdicts(answer)['management-writes']).toBe('cannot-know')
    expect(answer.verdict).toBe('cannot-know')
    const { eventID } = issuing as { eventID: string }
    expect(answer.blindSpots.map((b) => b.detail).join('\n')).toContain(
      `AssumeRole (event ${eventID})`,
    )
  })

  test('only the part in which its session acted is touched', async () => {
    const records = [own, assumed(K1, ISSUED, { userIdentity: keyless }), stop(session(K1, ISSUED))]
    expect(verdicts(await activity(records))['s3-objects']).toBe('no')
    expect((await activity(records.slice(0, 2))).verdict).toBe('no')
  })

  test('in the window, the part of what its session did is touched too', async () => {
    const issued = '2026-03-08T01:30:00Z'
    const issuing = assumed(K1, issued, { userIdentity: keyless })
    const answer = await activity([own, issuing, stop(session(K1, issued))])
    expect(verdicts(answer)['management-writes']).toBe('cannot-know')
  })

  test('what its session issued in turn may be the key’s as well', async () => {
    const later = '2026-03-07T23:40:00Z'
    const answer = await activity([
      own,
      assumed(K1, ISSUED, { userIdentity: keyless }),
      assumed(K2, later, by(session(K1, ISSUED)), 'next'),
      stop(session(K2, later, 'next')),
    ])
    expect(verdicts(answer)['management-writes']).toBe('cannot-know')
  })

  test('CreateAccessKey for another user', async () => {
    const made = record('CreateAccessKey', {
      eventSource: 'iam.amazonaws.com',
      userIdentity: keyless,
      requestParameters: { userName: 'bob' },
      responseElements: { accessKey: { userName: 'bob', accessKeyId: bobsKey } },
    })
    const used = record('RunInstances', {
      eventTime: '2026-03-08T02:00:00Z',
      ...by({ ...bob, ...{ accessKeyId: bobsKey } }),
    })
    expect(verdicts(await activity([own, made, used]))['management-writes']).toBe('cannot-know')
  })

  test('another copy says that somebody else called: no', async () => {
    const copy = { userIdentity: { type: 'AWSAccount', accountId: A }, recipientAccountId: B }
    const his = { userIdentity: { ...bob, accessKeyId: bobsKey } }
    const answer = await activity([
      own,
      assumed(K1, ISSUED, copy),
      assumed(K1, ISSUED, his),
      stop(session(K1, ISSUED)),
    ])
    expect(answer.verdict).toBe('no')
  })

  test.each([
    ['another principal', { type: 'AWSAccount', principalId: bob.principalId, accountId: A }],
    ['another account', { type: 'AWSAccount', principalId: USER_ID, accountId: '444444444444' }],
    ['a service', { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' }],
  ])('of %s: no', async (_, userIdentity) => {
    const issuing = assumed(K1, ISSUED, { userIdentity, recipientAccountId: B })
    expect((await activity([own, issuing, stop(session(K1, ISSUED))])).verdict).toBe('no')
  })

  test('a token of an identity provider is no key: no', async () => {
    const issuing = record('AssumeRoleWithSAML', {
      eventSource: 'sts.amazonaws.com',
      eventTime: ISSUED,
      userIdentity: { type: 'SAMLUser', principalId: 'x:bob', userName: 'bob' },
      recipientAccountId: B,
      responseElements: { credentials: { accessKeyId: K1 } },
    })
    expect((await activity([own, issuing, stop(session(K1, ISSUED))])).verdict).toBe('no')
  })

  test('--no-derived asks about the key alone: no', async () => {
    const records = [own, assumed(K1, ISSUED, { userIdentity: keyless }), stop(session(K1, ISSUED))]
    const params = { key: KEY, derived: false }
    const answer = await askOf({ trails: two, records }, 'key-activity', params, DAY)
    expect(answer.verdict).toBe('no')
  })
})

const SWITCHED = '2026-03-07T23:59:00Z'
const switched = (SwitchFrom: string | undefined, eventTime = SWITCHED) => {
  const { sessionContext: _, ...who } = session(undefined, eventTime, 'bob')
  return record('SwitchRole', {
    eventSource: 'signin.amazonaws.com',
    eventType: 'AwsConsoleSignIn',
    eventTime,
    ...by(who),
    responseElements: { SwitchRole: 'Success' },
    additionalEventData: { SwitchFrom },
  })
}
const password = record('UpdateLoginProfile', {
  eventSource: 'iam.amazonaws.com',
  eventTime: '2026-03-07T12:01:00Z',
  requestParameters: { userName: 'bob' },
})
const stopped = stop(session(K2, SWITCHED, 'bob'), { sessionCredentialFromConsole: 'true' })

describe('facts 6.1 SwitchRole', () => {
  test('by a user for whom the key made a password: its session is followed', async () => {
    const answer = await activity([own, password, switched(bob.arn), stopped])
    expect(answer.found.events.map((e) => e.eventName)).toEqual(['StopLogging'])
  })

  test('two of them an hour apart: both sessions are followed', async () => {
    const early = switched(bob.arn, '2026-03-07T22:59:00Z')
    const answer = await activity([own, password, early, switched(bob.arn), stopped])
    expect(answer.verdict).toBe('yes')
  })

  test('is a call of that user itself', async () => {
    const answer = await activity([own, password, switched(bob.arn, '2026-03-08T01:00:00Z')])
    expect(answer.found.events.map((e) => e.eventName)).toEqual(['SwitchRole'])
  })

  test('that does not say who switched: cannot know', async () => {
    const answer = await activity([own, password, switched(undefined), stopped])
    expect(verdicts(answer)['management-writes']).toBe('cannot-know')
  })

  test('of a user of that name in another account: no', async () => {
    const other = switched('arn:aws:iam::444444444444:user/bob')
    expect((await activity([own, password, other, stopped])).verdict).toBe('no')
  })

  test('from a console that was opened with a session of the key: never no', async () => {
    const jump = {
      ...session(K1, '2026-03-07T23:00:00Z', 'x'),
      principalId: 'AROAJUMPJUMPJUMPJUM2:x',
      arn: `arn:aws:sts::${B}:assumed-role/Jump/x`,
    }
    const issuing = assumed(K1, '2026-03-07T23:00:00Z', {
      responseElements: {
        credentials: { accessKeyId: K1 },
        assumedRoleUser: { assumedRoleId: jump.principalId, arn: jump.arn },
      },
    })
    const token = record('GetSigninToken', {
      eventSource: 'signin.amazonaws.com',
      eventTime: '2026-03-07T23:01:00Z',
      ...by(jump),
      responseElements: { credentials: { accessKeyId: 'ASIAQNZGKIQYWWWWWWWW' } },
    })
    const answer = await activity([own, issuing, token, switched(jump.arn), stopped])
    expect(verdicts(answer)['management-writes']).toBe('cannot-know')
  })

  test('R13 it must have been recorded wherever somebody with a console may switch to', async () => {
    const world: World = { trails: two, records: [own, password] }
    const lost = {
      ...world,
      change: (s: Parameters<NonNullable<World['change']>>[0]) => ({
        ...s,
        trails: s.trails.filter((t) => !t.arn.includes(B)),
      }),
    }
    expect((await askOf(world, 'key-activity', { key: KEY }, DAY)).verdict).toBe('no')
    expect((await askOf(lost, 'key-activity', { key: KEY }, DAY)).verdict).toBe('cannot-know')
  })
})

describe('facts 6.1 AssumeRoot', () => {
  const root = (accessKeyId: string, creationDate: string) => ({
    type: 'Root',
    principalId: B,
    arn: `arn:aws:iam::${B}:root`,
    accountId: B,
    accessKeyId,
    invokedBy: 's3.amazonaws.com',
    sessionContext: {
      attributes: { creationDate, mfaAuthenticated: 'false' },
      assumedRoot: 'true',
    },
  })
  const issuing = record('AssumeRoot', {
    eventSource: 'sts.amazonaws.com',
    eventTime: SWITCHED,
    requestParameters: { targetPrincipal: B },
    responseElements: { credentials: { accessKeyId: K1 } },
  })
  const decrypted = (creationDate: string) =>
    record('Decrypt', { eventTime: '2026-03-08T00:01:00Z', ...by(root(K2, creationDate)) })

  test('what a service does for its session, under another key, is the session’s', async () => {
    expect((await activity([own, issuing, decrypted(SWITCHED)])).verdict).toBe('yes')
  })

  test('what one does for another session of the root is not', async () => {
    const answer = await activity([own, issuing, decrypted('2026-03-07T09:00:00Z')])
    expect(answer.verdict).toBe('no')
  })
})
