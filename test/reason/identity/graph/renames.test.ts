import { describe, expect, test } from 'vitest'
import { linksIn, rootsIn, traced, tracedInWhole } from '../../trace/given.ts'
import { A, call, KEY, user } from '../given.ts'

const ZED = 'AKIAQNZGKIQYZEDZEDZE'
const NEW = 'AKIAQNZGKIQYNEWBOBNE'
const SPARE = 'AKIAQNZGKIQYSPARESPA'
const arn = (name: string) => `arn:aws:iam::${A}:user/${name}`

const as = (name: string, key = ZED, principalId = 'AIDAONEONEONEONEON22') =>
  user(key, { arn: arn(name), userName: name, principalId })
const newBob = as('bob', NEW, 'AIDATWOTWOTWOTWOTW22')

const at = (hour: number) => `2026-03-07T${String(hour).padStart(2, '0')}:00:00Z`
const uses = (identity: object, hour: number) =>
  call('GetCallerIdentity', identity, { eventTime: at(hour) })
const iam = (name: string, hour: number, over: object) =>
  call(name, user(), { eventSource: 'iam.amazonaws.com', eventTime: at(hour), ...over })
const rename = (userName: string, newUserName: string, hour: number) =>
  iam('UpdateUser', hour, {
    eventID: `rename-${userName}-${newUserName}`,
    requestParameters: { userName, newUserName },
  })
const keyFor = (userName: string, accessKeyId: string, hour: number) =>
  iam('CreateAccessKey', hour, {
    requestParameters: { userName },
    responseElements: { accessKey: { userName, accessKeyId, status: 'Active' } },
  })

/** Loaded around the subject, after the whole has said the same. */
const told = async (records: readonly object[], subject: string) => {
  const [whole] = await tracedInWhole(records, [subject])
  const around = { ...(await traced(records, subject)), near: [] }
  expect(around).toEqual(whole)
  return around
}

const conflicts = (t: { conflicts: readonly { sentence: string }[] }) =>
  t.conflicts.map((c) => c.sentence)

describe('a user who was given another name (UpdateUser)', () => {
  const renamed = [
    uses(as('bob'), 1),
    rename('bob', 'zed', 2),
    uses(as('zed'), 14),
    uses(newBob, 14),
  ]

  test.each([arn('zed'), ZED])(
    'is one user, called zed, and the call explains it: %s',
    async (s) => {
      const t = await told(renamed, s)
      expect(rootsIn(t)).toEqual(['user zed certain'])
      expect(conflicts(t)).toEqual([])
      expect(t.nodes.find((n) => n.kind === 'user')?.facts).toEqual({
        'former name': `bob until ${at(2)} (UpdateUser, event rename-bob-zed)`,
      })
    },
  )

  test('by his former name both are found who bore it, each as he is called', async () => {
    const t = await told(renamed, arn('bob'))
    expect(rootsIn(t)).toEqual(['user zed certain', 'user bob certain'])
    expect(linksIn(t)).toEqual([`bob -bears-> ${NEW} certain`, `zed -bears-> ${ZED} certain`])
  })

  test.each([arn('zed'), arn('bob'), ZED])(
    'without that record nobody is certain: %s',
    async (s) => {
      const t = await told([uses(as('bob'), 1), uses(as('zed'), 14)], s)
      expect(rootsIn(t)).toEqual(['user bob or zed possible'])
      expect(conflicts(t)).toHaveLength(1)
    },
  )

  test('a name that no call gave him stays a contradiction, whatever else he was given', async () => {
    const t = await told([...renamed, uses(as('alice'), 15)], arn('alice'))
    expect(rootsIn(t)).toEqual(['user alice or bob or zed possible'])
    expect(conflicts(t)).toHaveLength(1)
  })

  test('the names of two users are not one chain, though both begin at one name', async () => {
    const t = await told(
      [...renamed, rename('bob', 'ann', 16), uses(as('ann'), 17)],
      'AIDAONEONEONEONEON22',
    )
    expect(conflicts(t)).toHaveLength(1)
  })

  test('each of three names finds him', async () => {
    const records = [
      uses(as('mid'), 3),
      uses(as('bob'), 1),
      uses(as('zed'), 5),
      rename('bob', 'mid', 2),
      rename('mid', 'zed', 4),
    ]
    for (const name of ['bob', 'mid', 'zed'])
      expect(rootsIn(await told(records, arn(name))), name).toEqual(['user zed certain'])
  })

  test('seen under his former name alone he is found by the new one', async () => {
    const t = await told([uses(as('bob'), 1), rename('bob', 'zed', 2)], arn('zed'))
    expect([t.seen, rootsIn(t)]).toEqual([true, ['user bob certain']])
  })

  test('a key made for him before is his afterwards, and no contradiction', async () => {
    const t = await told(
      [keyFor('bob', ZED, 1), rename('bob', 'zed', 2), uses(as('zed'), 3), uses(user(), 1)],
      ZED,
    )
    expect(rootsIn(t)).toEqual(['user zed certain', 'user Mallory likely'])
    expect(conflicts(t)).toEqual([])
  })

  test('a key made for the new bearer of the name is not his', async () => {
    const t = await told([...renamed, uses(user(), 1), keyFor('bob', SPARE, 15)], SPARE)
    expect(linksIn(t).filter((l) => l.includes('bears') && !l.includes(KEY))).toEqual([
      `bob -bears-> ${SPARE} certain`,
    ])
  })
})
