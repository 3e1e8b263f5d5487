import { describe, expect, test } from 'vitest'
import { DEFAULT_SETTINGS } from '../../../../src/model/settings.ts'
import { parseInstant } from '../../../../src/model/time.ts'
import { loadGraph } from '../../../../src/reason/identity/graph/load.ts'
import { roleAttributions } from '../../../../src/reason/identity/graph/roles.ts'
import { traceOf } from '../../../../src/reason/trace/trace.ts'
import { outcomeOf } from '../../../../src/show/trace/outcome.ts'
import { memoryLake } from '../../../fixtures/memory-lake.ts'
import { nothingKnown, rootsIn, traced, tracedInWhole } from '../../trace/given.ts'
import { A, assume, B, call, KEY, keyOf, session, user } from '../given.ts'

const uses = (identity: object, over: object = {}) =>
  call('GetCallerIdentity', identity, { eventTime: '2026-03-07T12:05:00Z', ...over })

const root = (over: object = {}): object => ({
  type: 'Root',
  principalId: B,
  arn: `arn:aws:iam::${B}:root`,
  accountId: B,
  accessKeyId: keyOf(9),
  sessionContext: {
    attributes: { creationDate: '2026-03-07T12:00:00Z', mfaAuthenticated: 'false' },
    ...over,
  },
})

describe('facts 6.1 a session that AssumeRoot opened is not the root user of the account', () => {
  test('without the call nobody knows who it was', async () => {
    const t = await traced([uses(root({ assumedRoot: 'true' }))], keyOf(9))
    expect(outcomeOf(t)).toBe('cannot-know')
    expect(t.missing[0]?.sentence).toContain('AssumeRoot')
  })

  test('the root user himself is known', async () => {
    expect(rootsIn(await traced([uses(root())], keyOf(9)))).toEqual([`root root of ${B} certain`])
  })
})

describe('a session is in use until it expires, not until its last recorded call', () => {
  const bob = user('AKIAQNZGKIQYBOBBOBBO', {
    arn: `arn:aws:iam::${A}:user/bob`,
    principalId: 'AIDABOBBOBBOBBOBBOB2',
    userName: 'bob',
  })
  const at = (minutes: string) => `2026-03-07T${minutes}:00Z`
  const records = [
    assume(user(), keyOf(1), 'run', { eventTime: at('12:00') }),
    assume(bob, keyOf(2), 'run', { eventTime: at('12:05') }),
    uses(session(keyOf(1), 'run', at('12:00')), { eventTime: at('12:10') }),
    uses(session(keyOf(2), 'run', at('12:05')), { eventTime: at('12:40') }),
  ]
  const text = `arn:aws:sts::${B}:assumed-role/Deploy/run`

  test('--at names every session that was valid then', async () => {
    const t = await traced(records, { text, at: parseInstant(at('12:20')) })
    expect(rootsIn(t).sort()).toEqual(['user Mallory certain', 'user bob certain'])
  })

  test('--from and --to do as well', async () => {
    const window = { from: parseInstant(at('12:15')), to: parseInstant(at('12:30')) }
    expect((await traced(records, { text, window })).starts).toHaveLength(2)
  })

  test('one that no session of a role can outlast is not among them', async () => {
    const t = await traced(records, { text, at: parseInstant('2026-03-08T00:03:00Z') })
    expect(rootsIn(t)).toEqual(['user bob certain'])
  })
})

test('a role that only has the name of one of Identity Center may be taken by anyone', async () => {
  const as = (path: string) => {
    const s = session(keyOf(1), 'ceo@corp.com')
    return JSON.parse(
      JSON.stringify(s)
        .replaceAll('role/team/Deploy', `role/${path}AWSReservedSSO_Admin_0123456789abcdef`)
        .replaceAll('role/Deploy', 'role/AWSReservedSSO_Admin_0123456789abcdef'),
    )
  }
  const of = async (path: string) => rootsIn(await traced([uses(as(path))], keyOf(1)))
  expect(await of('')).toEqual(['person ceo@corp.com possible'])
  expect(await of('aws-reserved/sso.amazonaws.com/eu-west-1/')).toEqual([
    'person ceo@corp.com likely',
  ])
})

describe('long chains and circles', () => {
  const second = (n: number) => new Date(Date.UTC(2026, 2, 7, 12, 0, 3 * n)).toISOString()
  /** Each session opens the next, three seconds later. */
  const chain = (hops: number) =>
    Array.from({ length: hops }, (_, i) => {
      const caller = i === 0 ? user() : session(keyOf(i), `s${i}`, second(i - 1))
      return assume(caller, keyOf(i + 1), `s${i + 1}`, { eventTime: second(i) })
    })

  test('a hundred hops are followed to who began them', async () => {
    const subject = keyOf(100)
    const [whole] = await tracedInWhole(chain(100), [subject])
    expect(whole && rootsIn(whole)).toEqual(['user Mallory certain'])
    const t = await traced(chain(100), subject)
    expect(rootsIn(t)).toEqual(['user Mallory certain'])
    expect(t.notes).toEqual([])
    expect(t.edges.filter((e) => !t.nodes.some((n) => n.id === e.from))).toEqual([])
  }, 60_000)

  test('sessions that opened one another have no beginning, and that is said', async () => {
    const [one, two] = [session(keyOf(1), 'a'), session(keyOf(2), 'b')]
    const t = await traced(
      [assume(one, keyOf(2), 'b'), assume(two, keyOf(1), 'a'), uses(one), uses(two)],
      keyOf(1),
    )
    expect(outcomeOf(t)).toBe('cannot-know')
    expect(t.conflicts.map((c) => c.sentence).join()).toContain('opened one another')
  })
})

test('sessions that are lost further up are opaque where the logs had begun before the chain', async () => {
  const minute = (n: number) => `2026-03-07T12:${String(n).padStart(2, '0')}:00Z`
  const records = Array.from({ length: 5 }, (_, i) => {
    const at = minute(10 + i)
    const hop = JSON.parse(
      JSON.stringify(session(keyOf(i), `hop${i}`, at))
        .replaceAll('Deploy', 'Hop')
        .replaceAll('AROADEPLOYDEPLOYDEP2', 'AROAHOPHOPHOPHOPHOP2'),
    )
    return [
      assume(hop, keyOf(20 + i), `x${i}`, { eventTime: at }),
      uses(session(keyOf(20 + i), `x${i}`, at), { eventTime: at }),
    ]
  }).flat()
  const begun = uses(user(keyOf(99), { accountId: B }), { eventTime: minute(0) })
  const lake = await memoryLake([begun, ...records])
  const roles = roleAttributions(await loadGraph(lake.query))
  await lake.close()
  const role = roles.find((r) => r.role.endsWith('/Deploy'))
  expect(role).toMatchObject({ sessions: 5, begunBefore: 0, attributed: 0 })
  expect(role?.lost['chain lost further up']).toBe(5)
})

test('many sessions of one name in one second cost no more each than few do', async () => {
  const lookupsFor = async (n: number): Promise<number> => {
    const records = Array.from({ length: n }, (_, i) => [
      assume(user(), keyOf(i)),
      uses(session(keyOf(i))),
    ]).flat()
    const lake = await memoryLake(records)
    const graph = await loadGraph(lake.query)
    await lake.close()
    let lookups = 0
    const usesOfSession: typeof graph.find.usesOfSession = (id, second) => {
      lookups++
      return graph.find.usesOfSession(id, second)
    }
    const t = traceOf(
      { ...graph, find: { ...graph.find, usesOfSession } },
      { text: KEY },
      nothingKnown,
      DEFAULT_SETTINGS,
    )
    expect(t.derived).toHaveLength(n)
    return lookups / n
  }
  expect(await lookupsFor(40)).toBeLessThan(2 * (await lookupsFor(5)))
})
