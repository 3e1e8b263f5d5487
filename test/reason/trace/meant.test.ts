import { describe, expect, test } from 'vitest'
import { whoIsMeant } from '../../../src/reason/trace/meant.ts'
import { meantSubject } from '../../../src/show/trace/subject.ts'
import { memoryLake } from '../../fixtures/memory-lake.ts'
import { A, assume, B, call, keyOf, ROLE, session, USER, user } from '../identity/given.ts'
import { nothingKnown } from './given.ts'

const meantBy = async (name: string, records: readonly object[]) => {
  const lake = await memoryLake(records)
  try {
    return await whoIsMeant(name, lake.query, nothingKnown)
  } finally {
    await lake.close()
  }
}
const uses = (identity: object) => call('GetCallerIdentity', identity)
const inOtherAccount = JSON.parse(JSON.stringify(user()).replaceAll(A, B))

describe('who is meant by a bare name', () => {
  test('a user and a role, whatever the path and the case; sessions apart', async () => {
    expect(await meantBy('mallory', [uses(user())])).toEqual({ principals: [USER], sessions: [] })
    expect(await meantBy('DEPLOY', [uses(session(keyOf(1)))])).toMatchObject({ principals: [ROLE] })
    const meant = await meantBy('Mallory', [uses(user()), uses(session(keyOf(1), 'Mallory'))])
    expect(meant).toEqual({
      principals: [USER],
      sessions: [`arn:aws:sts::${B}:assumed-role/Deploy/Mallory`],
    })
  })

  test('a role that was asked for and never used', async () => {
    expect(await meantBy('Deploy', [assume(user(), keyOf(1))])).toMatchObject({
      principals: [ROLE],
    })
  })

  test('a session alone is no user or role; a key, an ARN and an id say themselves what they are', async () => {
    const records = [uses(session(keyOf(1), 'run'))]
    expect(await meantBy('run', records)).toMatchObject({ principals: [] })
    for (const name of [keyOf(1), USER, 'AROADEPLOYDEPLOYDEP2'])
      expect(await meantBy(name, records)).toBeUndefined()
  })

  test('several are listed, and none is taken', async () => {
    const meant = await meantBy('Mallory', [uses(user()), uses(inOtherAccount)])
    expect(meant?.principals).toHaveLength(2)
    if (meant === undefined) return
    const ask = () => meantSubject({ text: 'Mallory' }, meant)
    expect(ask).toThrow('2 users and roles are called Mallory')
    try {
      ask()
    } catch (error) {
      for (const arn of meant.principals) expect((error as { hint: string }).hint).toContain(arn)
    }
  })
})
