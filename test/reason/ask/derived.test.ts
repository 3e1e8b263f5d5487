import { describe, expect, test } from 'vitest'
import type { Selectors } from '../../../src/model/selector.ts'
import {
  A,
  askOf,
  B,
  EVERYTHING,
  KEY,
  objectCall,
  record,
  SESSION_KEY,
  USER_ID,
  type World,
} from './given.ts'

const C = '444444444444'
const ROLE_ID = 'AROADEPLOYDEPLOYDEP2'

const sessionOf = (accessKeyId: string, account = B, createdAt = '2026-03-07T12:00:00Z') => ({
  type: 'AssumedRole',
  principalId: `${ROLE_ID}:run`,
  arn: `arn:aws:sts::${account}:assumed-role/Deploy/run`,
  accountId: account,
  accessKeyId,
  sessionContext: {
    sessionIssuer: {
      type: 'Role',
      principalId: ROLE_ID,
      arn: `arn:aws:iam::${account}:role/Deploy`,
      accountId: account,
      userName: 'Deploy',
    },
    attributes: { creationDate: createdAt, mfaAuthenticated: 'false' },
  },
})

const sts = { eventSource: 'sts.amazonaws.com', readOnly: true } as const

const assumed = (accessKeyId: string, account: string, over: object = {}) =>
  record('AssumeRole', {
    ...sts,
    requestParameters: {
      roleArn: `arn:aws:iam::${account}:role/Deploy`,
      roleSessionName: 'run',
    },
    responseElements: {
      credentials: { accessKeyId },
      assumedRoleUser: {
        assumedRoleId: `${ROLE_ID}:run`,
        arn: `arn:aws:sts::${account}:assumed-role/Deploy/run`,
      },
    },
    ...over,
  })

const by = (userIdentity: { accountId: string }) => ({
  userIdentity,
  recipientAccountId: userIdentity.accountId,
})

const own = record('DescribeInstances', { readOnly: true })
const issued = assumed(SESSION_KEY, B)
const done = record('RunInstances', {
  ...by(sessionOf(SESSION_KEY)),
  eventTime: '2026-03-07T12:05:00Z',
})
const two = { [A]: EVERYTHING, [B]: EVERYTHING }

const S3_ONLY: Selectors = {
  AdvancedEventSelectors: [
    {
      FieldSelectors: [
        { Field: 'eventCategory', Equals: ['Data'] },
        { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
      ],
    },
  ],
}

const activity = (world: World, params: Record<string, string | boolean> = {}, parts?: string[]) =>
  askOf(world, 'key-activity', { key: KEY, ...params }, parts === undefined ? {} : { parts })

describe('key-activity --derived, the default', () => {
  const world = { trails: two, records: [own, issued, done] }

  test('counts what was done with every session that derives from the key', async () => {
    const answer = await activity(world)
    expect(answer.found.events.map((e) => e.eventName)).toEqual([
      'DescribeInstances',
      'AssumeRole',
      'RunInstances',
    ])
    const said = await activity(world, { derived: true })
    expect(said.found).toEqual(answer.found)
    expect(said.notes).toEqual(answer.notes)
  })

  test('R13 the scope is that of the calls which issue credentials too', async () => {
    const world = { trails: { [A]: S3_ONLY } }
    const answer = await activity(world, {}, ['s3-objects'])
    expect(answer.verdict).toBe('cannot-know')
  })
})

describe('key-activity --no-derived', () => {
  const world = { trails: two, records: [own, issued, done] }

  test('counts the key alone, and says what it leaves out', async () => {
    const answer = await activity(world, { derived: false })
    expect(answer.found.events.map((e) => e.eventName)).toEqual(['DescribeInstances', 'AssumeRole'])
    expect(answer.question.sentence).toContain('itself')
    expect(answer.notes.join('\n')).toContain(
      `left out: 1 call with 1 credential that ${KEY} obtained, in the account ${B}`,
    )
    expect(answer.next.map((n) => n.command)).toContain(
      `wholetrail ask key-activity --key ${KEY} --from 2026-03-05T00:00:00Z --to 2026-03-10T00:00:00Z`,
    )
  })

  test('needs no record of the calls that issue credentials', async () => {
    const world = { trails: { [A]: S3_ONLY } }
    const answer = await activity(world, { derived: false }, ['s3-objects'])
    expect(answer.verdict).toBe('no')
    expect(answer.notes.join('\n')).toContain('left out: whatever was done with credentials')
    const read = objectCall('GetObject', 'arn:aws:s3:::data/a')
    const yes = await activity({ ...world, records: [read] }, { derived: false }, ['s3-objects'])
    expect(yes.verdict).toBe('yes')
  })

  test('what a service does for the user of the key is the key’s own, whatever key it carries', async () => {
    const served = record('Decrypt', {
      userIdentity: {
        type: 'IAMUser',
        principalId: USER_ID,
        arn: `arn:aws:iam::${A}:user/Mallory`,
        accountId: A,
        accessKeyId: 'ASIAQNZGKIQYZZZZZZZZ',
        invokedBy: 'athena.amazonaws.com',
      },
    })
    const answer = await activity({ ...world, records: [own, served] }, { derived: false })
    expect(answer.found.count).toBe(2)
  })

  test('a session that takes its own role again is another session', async () => {
    const juggled = 'ASIAQNZGKIQYTTTTTTTT'
    const first = sessionOf(SESSION_KEY, A)
    const records = [
      record('RunInstances', by(first)),
      assumed(juggled, A, { ...by(first), eventTime: '2026-03-07T13:00:00Z' }),
      record('StopInstances', {
        ...by(sessionOf(juggled, A, '2026-03-07T13:00:00Z')),
        eventTime: '2026-03-07T13:05:00Z',
      }),
    ]
    const params = { key: SESSION_KEY }
    const all = await askOf({ records }, 'key-activity', params)
    expect(all.found.count).toBe(3)
    const alone = await askOf({ records }, 'key-activity', { ...params, derived: false })
    expect(alone.found.events.map((e) => e.eventName)).toEqual(['RunInstances', 'AssumeRole'])
  })

  test('other accounts that sessions reached need not have been recorded', async () => {
    const records = [record('DescribeInstances', { eventTime: '2026-03-02T00:00:00Z' }), issued]
    const world = { records: [records[0] ?? {}, assumed(SESSION_KEY, B)] }
    const quiet = { ...world, trails: { [A]: EVERYTHING } }
    const parts = ['s3-objects']
    expect((await activity(quiet, {}, parts)).verdict).toBe('cannot-know')
    expect((await activity(quiet, { derived: false }, parts)).verdict).toBe('no')
  })

  test('a key that nobody ever saw stays unknown', async () => {
    const answer = await askOf({ records: [own] }, 'key-activity', {
      key: 'AKIAQNZGKIQYNEVERSEE',
      derived: false,
    })
    expect(answer.verdict).toBe('cannot-know')
    expect(answer.blindSpots.map((b) => b.reason)).toContain('subject unknown')
  })
})

describe('R13 over several hops, accounts and the console', () => {
  const MIDDLE = sessionOf(SESSION_KEY, B)
  const LAST_KEY = 'ASIAQNZGKIQYWWWWWWWW'
  const hops = [
    assumed(SESSION_KEY, B, { eventTime: '2026-03-04T12:00:00Z' }),
    assumed(LAST_KEY, C, { ...by(MIDDLE), eventTime: '2026-03-04T12:10:00Z' }),
  ]
  const blindIn = async (trails: NonNullable<World['trails']>, records: readonly object[]) => {
    const answer = await askOf({ trails, records }, 'key-activity', { key: KEY })
    return {
      verdict: answer.verdict,
      blind: answer.blindSpots.map((b) => JSON.stringify(b.scope)).join('\n'),
    }
  }
  const everywhere = { [A]: EVERYTHING, [B]: EVERYTHING, [C]: EVERYTHING }

  test('R13 each account of the chain must have recorded what its sessions issued', async () => {
    expect((await blindIn(everywhere, hops)).verdict).toBe('no')
    for (const account of [B, C]) {
      const { verdict, blind } = await blindIn({ ...everywhere, [account]: S3_ONLY }, hops)
      expect(verdict).toBe('cannot-know')
      expect(blind).toContain(account)
      expect(blind).toContain('AssumeRole')
    }
  })

  test('R13 a session whose record hides its account by the key is looked for in the account of the role', async () => {
    // Old key ids name no account, and the answer to a service lacks assumedRoleUser (facts/aws.md 6.1).
    const hidden = assumed('ASIAAAAAAAAAAAAAAAAA', B, {
      eventTime: '2026-03-04T12:00:00Z',
      responseElements: { credentials: { accessKeyId: 'ASIAAAAAAAAAAAAAAAAA' } },
    })
    const { verdict, blind } = await blindIn({ [A]: EVERYTHING }, [hidden])
    expect(verdict).toBe('cannot-know')
    expect(blind).toContain(B)
  })

  test('R13 AssumeRoot reaches the account that it names', async () => {
    const root = record('AssumeRoot', {
      eventTime: '2026-03-04T12:00:00Z',
      eventSource: 'sts.amazonaws.com',
      requestParameters: { targetPrincipal: B, taskPolicyArn: { arn: 'arn:aws:iam::aws:x' } },
      responseElements: { credentials: { accessKeyId: 'ASIAAAAAAAAAAAAAAAAA' } },
    })
    const { verdict, blind } = await blindIn({ [A]: EVERYTHING }, [root])
    expect(verdict).toBe('cannot-know')
    expect(blind).toContain(B)
  })

  test('R13 a node of EKS is given the credentials of its pods', async () => {
    const pod = record('AssumeRoleForPodIdentity', {
      ...by(MIDDLE),
      eventTime: '2026-03-04T12:10:00Z',
      eventSource: 'eks-auth.amazonaws.com',
      responseElements: { credentials: { accessKeyId: LAST_KEY } },
    })
    const ran = record('RunInstances', by(sessionOf(LAST_KEY, B, '2026-03-04T12:10:00Z')))
    const records = [...hops.slice(0, 1), pod, ran]
    const answer = await askOf({ trails: two, records }, 'key-activity', { key: KEY })
    expect(answer.found.events.map((e) => e.eventName)).toContain('RunInstances')
    const { blind } = await blindIn({ [A]: EVERYTHING, [B]: S3_ONLY }, records)
    expect(blind).toContain('AssumeRoleForPodIdentity')
  })

  test('R13 a console that was opened with the key issues credentials of its own', async () => {
    const console = record('GetSigninToken', {
      eventTime: '2026-03-04T12:00:00Z',
      eventSource: 'signin.amazonaws.com',
      eventType: 'AwsConsoleSignIn',
      responseElements: {
        credentials: { accessKeyId: 'ASIAQNZGKIQYVVVVVVVV' },
        GetSigninToken: 'Success',
      },
    })
    const clicked = {
      type: 'IAMUser',
      principalId: USER_ID,
      arn: `arn:aws:iam::${A}:user/Mallory`,
      accountId: A,
      accessKeyId: 'ASIAQNZGKIQYUUUUUUUU',
      sessionContext: { attributes: { creationDate: '2026-03-04T12:00:30Z' } },
    }
    const switched = assumed(LAST_KEY, C, {
      ...by(clicked),
      sessionCredentialFromConsole: 'true',
      eventVersion: '1.11',
      eventTime: '2026-03-04T12:20:00Z',
    })
    const { verdict, blind } = await blindIn({ [A]: EVERYTHING }, [console, switched])
    expect(verdict).toBe('cannot-know')
    expect(blind).toContain(C)
    const ran = record('RunInstances', by(sessionOf(LAST_KEY, C, '2026-03-04T12:20:00Z')))
    const answer = await askOf({ records: [console, switched, ran] }, 'key-activity', { key: KEY })
    expect(answer.found.events.map((e) => e.eventName)).toContain('RunInstances')
  })
})
