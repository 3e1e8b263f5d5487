import { describe, expect, test } from 'vitest'
import { parseInstant } from '../../../../src/model/time.ts'
import type { Actor, RoleAttribution, Trace } from '../../../../src/model/trace.ts'
import { actorsOf } from '../../../../src/reason/identity/graph/actors.ts'
import { loadGraph } from '../../../../src/reason/identity/graph/load.ts'
import { roleAttributions } from '../../../../src/reason/identity/graph/roles.ts'
import { traceExit } from '../../../../src/show/trace/outcome.ts'
import { memoryLake } from '../../../fixtures/memory-lake.ts'
import { rootsIn, traced } from '../../trace/given.ts'
import { A, assume, B, call, KEY, keyOf, ROLE, ROLE_ID, session, user } from '../given.ts'

const NOON = '2026-03-07T12:00:00Z'
const used = (identity: object, over: object = {}) =>
  call('DescribeInstances', identity, { eventTime: '2026-03-07T12:05:00Z', ...over })

const named = (name: string, over: object = {}) =>
  user(`AKIA${name.toUpperCase().padEnd(16, '7')}`, {
    principalId: `AIDA${name.toUpperCase().padEnd(16, 'Q')}`,
    arn: `arn:aws:iam::${A}:user/${name}`,
    userName: name,
    ...over,
  })

const bearing = (sourceIdentity: string, key = keyOf(1)) => {
  const s = session(key) as { sessionContext: object }
  return { ...s, sessionContext: { ...s.sessionContext, sourceIdentity } }
}

const without = (record: object): object => {
  const { responseElements: r, ...rest } = record as { responseElements: Record<string, unknown> }
  const { credentials: _, ...response } = r
  return { ...rest, responseElements: response }
}

const actorBehind = async (records: readonly object[], key: string): Promise<Actor | undefined> => {
  const lake = await memoryLake(records)
  const ref = {
    key,
    principalId: `${ROLE_ID}:run`,
    createdAt: parseInstant(NOON),
    arn: null,
  }
  const [actor] = actorsOf(await loadGraph(lake.query, { sessions: [ref] }), [ref])
  await lake.close()
  return actor
}

const attributed = async (records: readonly object[]): Promise<RoleAttribution | undefined> => {
  const lake = await memoryLake(records)
  const [role] = roleAttributions(await loadGraph(lake.query))
  await lake.close()
  return role
}

const nobodyIsSure = (t: Trace) => {
  expect(t.roots.filter((r) => r.confidence === 'certain' || r.confidence === 'likely')).toEqual([])
  expect(traceExit(t)).toBe(3)
}

describe('a source identity is a claim of the caller', () => {
  const called = assume(named('mallory'), keyOf(1), 'run', {
    requestParameters: {
      roleArn: ROLE,
      roleSessionName: 'run',
      sourceIdentity: 'alice@example.com',
    },
  })
  const records = [called, used(bearing('alice@example.com'))]

  test('who called stands first and is certain, the claim beside it', async () => {
    const t = await traced(records, keyOf(1))
    expect(rootsIn(t)).toEqual(['user mallory certain', 'person alice@example.com possible'])
    expect(traceExit(t)).toBe(0)
  })

  test('an answer names the caller, and tells the claim', async () => {
    const actor = await actorBehind(records, keyOf(1))
    expect(actor).toMatchObject({ label: 'mallory', confidence: 'certain' })
    expect(actor?.facts['source identity']).toBe('alice@example.com')
  })

  test('alone it makes nobody known, and attributes no session', async () => {
    const alone = [used(bearing('alice@example.com'))]
    const t = await traced(alone, keyOf(1))
    expect(rootsIn(t)).toContain('person alice@example.com possible')
    nobodyIsSure(t)
    const begun = used(named('bob', { accountId: B }), { eventTime: '2026-03-06T12:00:00Z' })
    expect(await attributed([begun, ...alone])).toMatchObject({ sessions: 1, attributed: 0 })
  })

  test('two of one session, or one that only some of its records bear, contradict', async () => {
    const plain = assume(named('mallory'), keyOf(1))
    for (const other of [session(keyOf(1)), bearing('bob@example.com')]) {
      const t = await traced([plain, used(other), used(bearing('aaron@example.com'))], keyOf(1))
      nobodyIsSure(t)
      expect(t.conflicts.map((c) => c.sentence).join()).toContain('source identit')
    }
  })
})

describe('several sessions of one name in the same second', () => {
  const switched = call(
    'SwitchRole',
    { ...session(''), accessKeyId: undefined },
    {
      eventSource: 'signin.amazonaws.com',
      responseElements: { SwitchRole: 'Success' },
      additionalEventData: { SwitchFrom: `arn:aws:iam::${A}:user/ci` },
      recipientAccountId: B,
    },
  ) as { userIdentity: { sessionContext?: object } }
  delete switched.userIdentity.sessionContext

  test('what a console did is not that of who took the role by AssumeRole', async () => {
    const t = await traced(
      [
        assume(named('ci-bot'), keyOf(1)),
        used(session(keyOf(1))),
        switched,
        used(session(keyOf(2)), { sessionCredentialFromConsole: 'true' }),
        used(named('ci')),
      ],
      keyOf(2),
    )
    nobodyIsSure(t)
    expect(rootsIn(t)).toContain('user ci possible')
    expect(t.conflicts).not.toEqual([])
  })

  const twins = [
    assume(named('bob'), keyOf(1)),
    assume(named('alice'), keyOf(2)),
    used(session(keyOf(1))),
    used(session(keyOf(3), 'run', NOON, { invokedBy: 's3.amazonaws.com' })),
  ]

  test('what a service did may be for either, and is no session of the first', async () => {
    const t = await traced(twins, keyOf(3))
    nobodyIsSure(t)
    expect(rootsIn(t).sort()).toEqual(['user alice possible', 'user bob possible'])
    expect(await attributed(twins)).toMatchObject({
      sessions: 2,
      attributed: 1,
      lost: { 'contradicting records': 1 },
    })
    const actor = await actorBehind(twins, keyOf(3))
    expect(actor).toMatchObject({ label: 'alice or bob', confidence: 'possible' })
  })

  test('of one caller it is his, whichever it was', async () => {
    const own = [assume(named('bob'), keyOf(1)), assume(named('bob'), keyOf(2)), ...twins.slice(2)]
    expect(rootsIn(await traced(own, keyOf(3)))).toEqual(['user bob likely'])
  })
})

describe('a switch from a session name that several bear', () => {
  const portal = (key: string | undefined, created: string) => ({
    type: 'AssumedRole',
    principalId: 'AROAPORTALPORTALPORT:ops',
    arn: `arn:aws:sts::${A}:assumed-role/Portal/ops`,
    accountId: A,
    accessKeyId: key,
    sessionContext: { attributes: { creationDate: created, mfaAuthenticated: 'false' } },
  })
  const saml = (subject: string, key: string, eventTime: string) =>
    call(
      'AssumeRoleWithSAML',
      { type: 'SAMLUser', principalId: `nq:${subject}`, userName: subject },
      {
        eventTime,
        recipientAccountId: A,
        requestParameters: {
          roleArn: `arn:aws:iam::${A}:role/Portal`,
          roleSessionName: 'ops',
          principalArn: `arn:aws:iam::${A}:saml-provider/corp`,
        },
        responseElements: {
          credentials: { accessKeyId: key },
          subject,
          assumedRoleUser: {
            assumedRoleId: 'AROAPORTALPORTALPORT:ops',
            arn: `arn:aws:sts::${A}:assumed-role/Portal/ops`,
          },
        },
      },
    )
  const early = '2026-03-07T11:55:00Z'
  const rest = [
    saml('bob@corp', keyOf(2), early),
    used(portal(keyOf(4), early), { eventTime: early, sessionCredentialFromConsole: 'true' }),
    call(
      'SwitchRole',
      { ...session(''), accessKeyId: undefined, sessionContext: undefined },
      {
        eventSource: 'signin.amazonaws.com',
        recipientAccountId: B,
        additionalEventData: { SwitchFrom: `arn:aws:sts::${A}:assumed-role/Portal/ops` },
      },
    ),
    used(session(keyOf(5)), { sessionCredentialFromConsole: 'true' }),
  ]

  test('leads to the one console only where nobody else was given the name', async () => {
    expect(rootsIn(await traced(rest, keyOf(5)))).toEqual(['person bob@corp likely'])
    nobodyIsSure(
      await traced([saml('alice@corp', keyOf(1), '2026-03-07T11:50:00Z'), ...rest], keyOf(5)),
    )
  })

  test('the same person twice is one', async () => {
    const again = saml('bob@corp', keyOf(1), '2026-03-07T11:50:00Z')
    expect(rootsIn(await traced([again, ...rest], keyOf(5)))).toEqual(['person bob@corp likely'])
  })
})

describe('R14 a copy that hides the caller and contradicts the one that shows him', () => {
  const hidden = (over: object) =>
    assume({ type: 'AWSAccount', accountId: '333333333333', ...over }, keyOf(1), 'run', {
      recipientAccountId: B,
      sharedEventID: 'S',
    })
  const shown = assume(named('alice'), keyOf(1), 'run', { sharedEventID: 'S' })

  test('is no copy of it: another principal, another account', async () => {
    for (const copy of [hidden({ principalId: 'AIDAVICTIMVICTIMVICT' }), hidden({})]) {
      const t = await traced([copy, shown, used(session(keyOf(1)))], keyOf(1))
      nobodyIsSure(t)
      expect(t.conflicts).not.toEqual([])
    }
  })

  test('nor is it where no key is named', async () => {
    const t = await traced([without(shown), without(hidden({})), used(session(keyOf(1)))], keyOf(1))
    nobodyIsSure(t)
  })
})

describe('records of one credential that bear several names', () => {
  test('a key that two users bear makes neither certain, nor what it opened', async () => {
    const mine = named('mallory', { accessKeyId: KEY })
    const forged = used(named('alice', { accessKeyId: KEY }))
    nobodyIsSure(await traced([used(mine), forged], KEY))
    nobodyIsSure(
      await traced([used(mine), forged, assume(mine, keyOf(1)), used(session(keyOf(1)))], keyOf(1)),
    )
  })

  test('a user who bears two names is called by both, and neither is certain', async () => {
    const bob = named('bob', { accessKeyId: KEY })
    const zed = { ...bob, arn: `arn:aws:iam::${A}:user/zed`, userName: 'zed' }
    const t = await traced(
      [used(bob, { eventTime: NOON }), used(zed), assume(zed, keyOf(1)), used(session(keyOf(1)))],
      keyOf(1),
    )
    nobodyIsSure(t)
    expect(rootsIn(t)).toEqual(['user bob or zed possible'])
    expect(t.conflicts.map((c) => c.sentence).join()).toContain('renamed')
  })

  test('a path that changed is no other name', async () => {
    const bob = named('bob', { accessKeyId: KEY })
    const moved = { ...bob, arn: `arn:aws:iam::${A}:user/team/bob` }
    expect(rootsIn(await traced([used(bob), used(moved)], KEY))).toEqual(['user bob certain'])
  })

  test('a session is no user, whatever ARN a record gives it', async () => {
    const arn = `arn:aws:iam::${A}:user/aaron`
    const forged = session(keyOf(1), 'run', NOON, { arn })
    nobodyIsSure(await traced([used(session(keyOf(1))), used(forged)], keyOf(1)))
    nobodyIsSure(await traced([used(forged)], keyOf(1)))
  })

  test('a key handed out twice in one session makes neither caller certain', async () => {
    const other = assume(named('alice'), keyOf(1), 'other')
    const t = await traced(
      [assume(named('mallory'), keyOf(1)), used(session(keyOf(1))), other],
      keyOf(1),
    )
    nobodyIsSure(t)
  })
})

describe('what is not said is not certain', () => {
  test('subjects that differ in case are two people', async () => {
    const token = (subject: string, key: string, eventTime: string) =>
      call(
        'AssumeRoleWithWebIdentity',
        { type: 'WebIdentityUser', userName: subject },
        {
          eventTime,
          recipientAccountId: B,
          requestParameters: { roleArn: ROLE, roleSessionName: 'run' },
          responseElements: {
            credentials: { accessKeyId: key },
            assumedRoleUser: { assumedRoleId: `${ROLE_ID}:run` },
            subjectFromWebIdentityToken: subject,
            provider: 'idp.example.com',
          },
        },
      )
    const later = '2026-03-07T12:10:00Z'
    const role = await attributed([
      token('auth0|AbC', keyOf(1), NOON),
      token('auth0|aBc', keyOf(2), later),
      used(session(keyOf(1))),
      used(session(keyOf(2), 'run', later), { eventTime: later }),
    ])
    expect(role?.sharedNames).toEqual([{ name: 'run', sessions: 2, callers: 2 }])
  })

  test('a call that issued another key two seconds away joins nobody to a console or a service', async () => {
    const later = '2026-03-07T12:00:02Z'
    const issued = assume(named('bob'), keyOf(2))
    const console = used(session(keyOf(1), 'run', later), { sessionCredentialFromConsole: 'true' })
    const served = used(session(keyOf(1), 'run', later, { invokedBy: 's3.amazonaws.com' }))
    expect((await traced([issued, used(session(keyOf(2))), console], keyOf(1))).edges).toEqual([])
    nobodyIsSure(await traced([issued, console], keyOf(1)))
    nobodyIsSure(await traced([issued, served], keyOf(1)))
  })

  test('a call without a time, a use without a session, a service without an identity', async () => {
    const timeless = assume(named('alice'), keyOf(1), 'run', { eventTime: undefined })
    nobodyIsSure(await traced([timeless, used(session(keyOf(1)))], keyOf(1)))
    const bare = { ...session(keyOf(1)), principalId: undefined, sessionContext: undefined }
    const t = await traced([assume(named('alice'), keyOf(1)), used(bare)], keyOf(1))
    expect(rootsIn(t)).toEqual(['user alice likely'])
    const nobody = assume({ invokedBy: 'ec2.amazonaws.com' }, keyOf(1))
    nobodyIsSure(await traced([nobody, used(session(keyOf(1)))], keyOf(1)))
  })

  test('whoever made a key for another is likely, used or not', async () => {
    const root = { type: 'Root', principalId: A, arn: `arn:aws:iam::${A}:root`, accountId: A }
    const made = call('CreateAccessKey', root, {
      requestParameters: { userName: 'bob' },
      responseElements: { accessKey: { userName: 'bob', accessKeyId: KEY } },
    })
    expect(rootsIn(await traced([made], KEY))).toContain(`root root of ${A} likely`)
  })
})
