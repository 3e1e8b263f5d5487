import { describe, expect, test } from 'vitest'
import { parseInstant } from '../../../../src/model/time.ts'
import { actorsOf } from '../../../../src/reason/identity/graph/actors.ts'
import { loadGraph } from '../../../../src/reason/identity/graph/load.ts'
import { roleAttributions } from '../../../../src/reason/identity/graph/roles.ts'
import { memoryLake } from '../../../fixtures/memory-lake.ts'
import { linksIn, rootsIn, traced } from '../../trace/given.ts'
import { A, assume, B, call, KEY, keyOf, ROLE, ROLE_ID, session, USER, user } from '../given.ts'

const uses = (identity: object, over: object = {}) =>
  call('GetCallerIdentity', identity, { eventTime: '2026-03-07T12:05:00Z', ...over })

describe('what joins and what does not', () => {
  test('a key id that was given out twice, days apart, is two sessions', async () => {
    const t = await traced(
      [
        assume(user(), keyOf(1)),
        assume(
          user('AKIAQNZGKIQYBOBBOBBO', {
            arn: `arn:aws:iam::${A}:user/Bob`,
            principalId: 'AIDABOBBOBBOBBOBBOB2',
          }),
          keyOf(1),
          'run',
          { eventTime: '2026-03-17T12:00:00Z' },
        ),
        uses(session(keyOf(1))),
        uses(session(keyOf(1), 'run', '2026-03-17T12:00:00Z'), {
          eventTime: '2026-03-17T12:05:00Z',
        }),
      ],
      { text: keyOf(1), at: parseInstant('2026-03-07T12:03:00Z') },
    )
    expect(rootsIn(t)).toEqual(['user Mallory certain'])
    expect(t.conflicts[0]?.sentence).toContain('was also handed out for another session')
  })

  test('three seconds between a call and a session are too many, two are not', async () => {
    const at = (creationDate: string) =>
      traced([assume(user(), keyOf(1)), uses(session(keyOf(1), 'run', creationDate))], keyOf(1))
    expect(rootsIn(await at('2026-03-07T12:00:02Z'))).toEqual(['user Mallory certain'])
    expect(rootsIn(await at('2026-03-07T12:00:03Z'))).toEqual(['role-session Deploy/run null'])
  })

  test('masked and placeholder keys are nobody: sessions with them are not joined by them', async () => {
    const masked = 'HIDDEN_DUE_TO_SECURITY_REASONS'
    const t = await traced(
      [
        assume(user(masked), masked),
        uses(session(masked, 'other', '2026-03-08T12:00:00Z'), {
          eventTime: '2026-03-08T12:01:00Z',
        }),
      ],
      `arn:aws:sts::${B}:assumed-role/Deploy/other`,
    )
    expect(rootsIn(t)).toEqual(['role-session Deploy/other null'])
    expect(t.edges).toEqual([])
  })

  test('without the key in the answer, principal and second make a likely link', async () => {
    const hidden = call('AssumeRole', user(), {
      requestParameters: { roleArn: ROLE, roleSessionName: 'run' },
      responseElements: { assumedRoleUser: { assumedRoleId: `${ROLE_ID}:run` } },
    })
    const t = await traced([hidden, uses(session(keyOf(1)))], keyOf(1))
    expect(linksIn(t)).toContain(`${KEY} -AssumeRole-> Deploy/run likely`)
  })

  test('a call that issued another key to the same name in the same second joins nobody', async () => {
    const t = await traced(
      [assume(user(), keyOf(1)), uses(session(keyOf(1))), uses(session(keyOf(2)))],
      keyOf(2),
    )
    expect(rootsIn(t)).toEqual(['role-session Deploy/run null'])
    expect(t.missing).toHaveLength(1)
  })

  test('R12 what a service does for a session is its own, under whatever key', async () => {
    const t = await traced(
      [
        assume(user(), keyOf(1)),
        uses(session(keyOf(1))),
        uses({ ...session(keyOf(9)), invokedBy: 'cloudformation.amazonaws.com' }),
      ],
      keyOf(9),
    )
    expect(rootsIn(t)).toEqual(['user Mallory certain'])
    expect(t.nodes.find((n) => n.keyId === keyOf(1))?.used?.count).toBe(2)
  })

  test('names of users are compared without case', async () => {
    const t = await traced(
      [uses(user())],
      USER.toUpperCase().replace('ARN:AWS:IAM', 'arn:aws:iam').replace(':USER/', ':user/'),
    )
    expect(t.seen).toBe(true)
  })

  test('everything that a leaked key gave rise to: sessions, a user, his key', async () => {
    const made = 'AKIAQNZGKIQYNEWNEWNE'
    const newUser = {
      type: 'IAMUser',
      principalId: 'AIDANEWNEWNEWNEWNEW2',
      arn: `arn:aws:iam::${A}:user/backup`,
      accountId: A,
      userName: 'backup',
    }
    const t = await traced(
      [
        assume(user(), keyOf(1)),
        assume(session(keyOf(1)), keyOf(2), 'two', { eventTime: '2026-03-07T12:01:00Z' }),
        call('CreateUser', user(), {
          responseElements: {
            user: { arn: newUser.arn, userId: newUser.principalId, userName: 'backup' },
          },
        }),
        call('CreateAccessKey', user(), {
          responseElements: { accessKey: { accessKeyId: made, userName: 'backup' } },
        }),
        uses({ ...newUser, accessKeyId: made }),
      ],
      KEY,
    )
    const labels = t.derived.map((id) => t.nodes.find((n) => n.id === id)?.label)
    expect(labels.sort()).toEqual([made, 'Deploy/run', 'Deploy/two', 'backup'].sort())
  })
})

describe('who is behind sessions', () => {
  const records = [
    assume(user(), keyOf(1), 'ci'),
    uses(session(keyOf(1), 'ci')),
    assume(
      user('AKIAQNZGKIQYBOBBOBBO', {
        arn: `arn:aws:iam::${A}:user/Bob`,
        principalId: 'AIDABOBBOBBOBBOBBOB2',
      }),
      keyOf(2),
      'ci',
      { eventTime: '2026-03-07T13:00:00Z' },
    ),
    uses(session(keyOf(2), 'ci', '2026-03-07T13:00:00Z'), { eventTime: '2026-03-07T13:05:00Z' }),
    uses(session(keyOf(3), 'botocore-session-17', '2026-03-07T14:00:00Z'), {
      eventTime: '2026-03-07T14:05:00Z',
    }),
  ]

  test('each session has its own actor, and an unknown one says why', async () => {
    const lake = await memoryLake(records)
    const sessions = [1, 2, 3].map((n) => ({
      key: keyOf(n),
      principalId: `${ROLE_ID}:${n === 3 ? 'botocore-session-17' : 'ci'}`,
      createdAt: parseInstant(`2026-03-07T${11 + n}:00:00Z`),
      arn: null,
    }))
    const graph = await loadGraph(lake.query, { sessions })
    const actors = actorsOf(graph, sessions)
    await lake.close()
    expect(actors.map((a) => [a.label, a.known])).toEqual([
      ['Mallory', true],
      ['Bob', true],
      ['Deploy/botocore-session-17', false],
    ])
    expect(actors[2]?.because).toContain('no record of AssumeRole')
  })

  test('a key that was seen in use at a time is followed alike, without a look at other times', async () => {
    const later = { eventTime: '2026-03-09T03:00:00Z' }
    const lake = await memoryLake([...records, uses(session(keyOf(2), 'forged'), later)])
    const at = parseInstant('2026-03-07T13:05:00Z')
    const ref = { key: keyOf(2), principalId: `${ROLE_ID}:ci`, createdAt: null, arn: null }
    const asked = async (seen?: { from: number; to: number }) => {
      const graph = await loadGraph(lake.query, { sessions: [{ ...ref, seen }] })
      return { uses: [...graph.uses.rows()].length, actor: actorsOf(graph, [ref])[0] }
    }
    const [bounded, whole] = [await asked({ from: at, to: at }), await asked()]
    await lake.close()
    expect(bounded.actor).toMatchObject({ label: 'Bob', known: true })
    expect(bounded.uses).toBeLessThan(whole.uses)
  })

  test('a role is as opaque as its sessions: shared names, default names, missing records', async () => {
    const lake = await memoryLake(records)
    const [role, ...others] = roleAttributions(await loadGraph(lake.query))
    await lake.close()
    expect(others).toEqual([])
    expect(role).toMatchObject({
      role: ROLE,
      account: B,
      sessions: 3,
      attributed: 2,
      lost: { 'issuing call not recorded': 1, 'chain lost further up': 0 },
      defaultNames: 1,
      sharedNames: [{ name: 'ci', sessions: 2, callers: 2 }],
    })
  })
})
