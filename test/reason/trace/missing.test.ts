import { describe, expect, test } from 'vitest'
import type { Selectors } from '../../../src/model/selector.ts'
import type { MissingHop } from '../../../src/model/trace.ts'
import { EVERYTHING, evidenceOf, type World } from '../ask/given.ts'
import { A, assume, B, call, keyOf, session } from '../identity/given.ts'
import { rootsIn, traced } from './given.ts'

const WRITES: Selectors = {
  EventSelectors: [
    { ReadWriteType: 'WriteOnly', IncludeManagementEvents: true, DataResources: [] },
  ],
}

const ofB = (created: string): object =>
  call('GetCallerIdentity', session(keyOf(1), 'run', created), { eventTime: created })

/** Why nobody knows who opened a session of a role in account B. */
const why = async (world: World, created = '2026-03-07T12:00:00Z'): Promise<MissingHop> => {
  const t = await traced([ofB(created)], keyOf(1), evidenceOf(world))
  expect(rootsIn(t)).toEqual(['role-session Deploy/run null'])
  expect(t.missing.length).toBe(1)
  return t.missing[0] as MissingHop
}

describe('a hop that cannot be made says why (facts/aws.md 6.3)', () => {
  test('read-only management events excluded: the trail and the setting are named', async () => {
    const hop = await why({ trails: { [A]: EVERYTHING, [B]: WRITES } })
    expect(hop.reason).toBe('not selected')
    expect(hop.sentence).toContain(`trail/main did not select these events`)
    expect(hop.sentence).toContain('2026-03-07T12:00:00Z')
    expect(hop.setting).toContain('ReadWriteType All')
  })

  test('account not collected: no trail that is known reaches it', async () => {
    const hop = await why({ trails: { [A]: EVERYTHING } })
    expect(hop.reason).toBe('region or account outside the trail')
    expect(hop.sentence).toContain(`of account ${B}`)
    expect(hop.setting).toContain('every region')
  })

  test('region not collected: the trail records one region alone', async () => {
    const hop = await why({
      trails: { [A]: EVERYTHING, [B]: EVERYTHING },
      change: (snapshot) => ({
        ...snapshot,
        trails: snapshot.trails.map((t) => ({
          ...t,
          config:
            'known' in t.config ? { known: { ...t.config.known, isMultiRegion: false } } : t.config,
        })),
      }),
    })
    expect(hop.reason).toBe('region or account outside the trail')
    expect(hop.setting).toContain('every region')
  })

  test('record not in the window: its log files were not ingested', async () => {
    const hop = await why(
      { trails: { [A]: EVERYTHING, [B]: EVERYTHING }, manifest: { runs: [] } },
      '2026-03-07T12:00:00Z',
    )
    expect(hop.reason).toBe('not ingested')
  })

  test('all of it recorded and read: no setting is blamed', async () => {
    const hop = await why({ trails: { [A]: EVERYTHING, [B]: EVERYTHING } })
    expect(hop.reason).toBe('undocumented behaviour')
    expect(hop.sentence).toContain('was recorded and read, and none issued it')
  })

  test("the caller's account is outside the organisation", async () => {
    const hidden = {
      type: 'AWSAccount',
      principalId: 'AROAVENDORVENDORVEND:feed',
      accountId: '999999999999',
    }
    const records = [
      assume(hidden, keyOf(1), 'run', { recipientAccountId: B }),
      ofB('2026-03-07T12:00:00Z'),
    ]
    const member = (id: string) => ({ id, status: 'ACTIVE' as const, name: id })
    const evidence = evidenceOf({
      trails: { [A]: EVERYTHING, [B]: EVERYTHING },
      change: (snapshot) => ({
        ...snapshot,
        organization: {
          known: {
            id: 'o-1',
            managementAccount: A,
            accounts: [member(A), member(B)],
          },
        } as unknown as typeof snapshot.organization,
      }),
    })
    const t = await traced(records, keyOf(1), evidence)
    expect(rootsIn(t)).toEqual(['outside-account account 999999999999 null'])
    expect(t.missing.map((m) => m.reason)).toEqual(['region or account outside the trail'])
    expect(t.missing[0]?.sentence).toContain('999999999999, which is not in the organisation')
  })

  test('R28 a subject that was never seen is no empty chain: near names are told', async () => {
    const t = await traced([ofB('2026-03-07T12:00:00Z')], keyOf(1).replace('ASIA0', 'ASIA1'))
    expect(t.seen).toBe(false)
    expect(t.near).toEqual([keyOf(1)])
  })
})
