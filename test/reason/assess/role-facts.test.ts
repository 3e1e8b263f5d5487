import { describe, expect, test } from 'vitest'
import { formatInstant, MINUTE, parseInstant } from '../../../src/model/time.ts'
import type { RoleAttribution } from '../../../src/model/trace.ts'
import { lakeFacts } from '../../../src/reason/assess/lake-facts-query.ts'
import { memoryLake } from '../../fixtures/memory-lake.ts'
import { A, assume, B, call, keyOf, ROLE, session, user } from '../identity/given.ts'

const START = parseInstant('2026-03-07T12:00:00Z')
const at = (minutes: number): string => formatInstant(START + minutes * MINUTE)

const rolesOf = async (records: readonly object[]): Promise<readonly RoleAttribution[]> => {
  const lake = await memoryLake(records)
  try {
    return (await lakeFacts(lake.query)).roles ?? []
  } finally {
    await lake.close()
  }
}
/** The role Deploy of account B. */
const deployOf = async (records: readonly object[]) => {
  const [role, ...others] = await rolesOf(records)
  expect(others).toEqual([])
  return role
}

/** Some session of the role at work. */
const worked = (n: number, name: string, minutes: number) =>
  call('ListBuckets', session(keyOf(n), name, at(minutes)), { eventTime: at(minutes + 1) })
const taken = (n: number, name: string, minutes: number, caller = user()) =>
  assume(caller, keyOf(n), name, { eventTime: at(minutes) })
const bob = user('AKIAQNZGKIQYBOBBOBBO', {
  principalId: 'AIDABOBBOBBOBBOBBOB2',
  arn: `arn:aws:iam::${A}:user/bob`,
  userName: 'bob',
})
const earlier = call('ListBuckets', session(keyOf(99), 'early', '2026-03-01T00:00:00Z'), {
  eventTime: at(-600),
})

describe('what the logs show of the sessions of a role', () => {
  test('how many lead to one person, and which names several share', async () => {
    const records = [
      taken(1, 'ci', 0),
      worked(1, 'ci', 0),
      taken(2, 'ci', 10, bob),
      worked(2, 'ci', 10),
    ]
    expect(await deployOf(records)).toMatchObject({
      role: ROLE,
      account: B,
      sessions: 2,
      attributed: 2,
      sharedNames: [{ name: 'ci', sessions: 2, callers: 2 }],
    })
  })

  test('a session whose issuing call is missing is told, unless the logs begin after it', async () => {
    const missing = worked(1, 'run', 30)
    expect(await deployOf([earlier, missing])).toMatchObject({
      sessions: 1,
      attributed: 0,
      begunBefore: 1,
      lost: { 'issuing call not recorded': 1 },
    })
  })

  test('a session that was taken by one from before the logs is not held against the role either', async () => {
    const above = session(keyOf(99), 'early', '2026-03-01T00:00:00Z')
    const chained = [earlier, taken(1, 'run', -590, above as never), worked(1, 'run', -590)]
    expect(await deployOf(chained)).toMatchObject({ sessions: 0, begunBefore: 2 })
    const late = [earlier, taken(1, 'run', 200, above as never), worked(1, 'run', 200)]
    expect(await deployOf(late)).toMatchObject({
      sessions: 1,
      lost: { 'chain lost further up': 1 },
    })
  })

  test('a caller of another account shows only an id', async () => {
    const stranger = {
      type: 'AWSAccount',
      principalId: 'AIDASTRANGER22222222',
      accountId: '777788889999',
    }
    const record = assume(stranger, keyOf(1), 'feed', { eventTime: at(0), recipientAccountId: B })
    expect(await deployOf([record, worked(1, 'feed', 0)])).toMatchObject({
      sessions: 1,
      lost: { 'caller outside the accounts read': 1 },
    })
  })

  test('one user under the names of several people is a broker; runs with numbers are one name', async () => {
    const names = ['ada', 'bea', 'cid', 'dan', 'eve']
    const people = names.flatMap((name, i) => [taken(i, name, i), worked(i, name, i)])
    expect((await deployOf(people))?.brokers).toMatchObject([{ names: 5, sessions: 5 }])
    const runs = names.flatMap((_, i) => [taken(i, `run-${i}`, i), worked(i, `run-${i}`, i)])
    expect((await deployOf(runs))?.brokers).toEqual([])
    const tools = names.flatMap((_, i) => {
      const name = `botocore-session-17000000${i}`
      return [taken(i, name, i), worked(i, name, i)]
    })
    expect(await deployOf(tools)).toMatchObject({ brokers: [], defaultNames: 5 })
  })

  test('the graph is not made where no check asks for it', async () => {
    const lake = await memoryLake([taken(1, 'ci', 0)])
    try {
      expect((await lakeFacts(lake.query, { roles: false })).roles).toBeUndefined()
    } finally {
      await lake.close()
    }
  })
})
