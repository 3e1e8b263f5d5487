import { describe, expect, test } from 'vitest'
import type { Trace } from '../../../../src/model/trace.ts'
import { styleFor } from '../../../../src/show/format/style.ts'
import { traceText } from '../../../../src/show/trace/text.ts'
import { rootsIn, traced, tracedInWhole } from '../../trace/given.ts'
import { A, B, call, KEY, user } from '../given.ts'

const OWN = 'AKIAQNZGKIQYDANADANA'
const SPARE = 'AKIAQNZGKIQYSPARESPA'

const dana = (over: object = {}, path = ''): object =>
  user(OWN, {
    arn: `arn:aws:iam::${A}:user${path}/dana`,
    principalId: 'AIDADANADANADANADAN2',
    userName: 'dana',
    ...over,
  })
const ARN = `arn:aws:iam::${A}:user/dana`

const uses = (identity: object, over: object = {}) =>
  call('GetCallerIdentity', identity, { eventTime: '2026-03-07T12:05:00Z', ...over })

const keyFor = (userName: string, over: object = {}): object =>
  call('CreateAccessKey', user(), {
    eventSource: 'iam.amazonaws.com',
    requestParameters: { userName },
    responseElements: { accessKey: { userName, accessKeyId: SPARE, status: 'Active' } },
    ...over,
  })

const passwordFor = (userName: string, over: object = {}): object =>
  call('UpdateLoginProfile', user(), {
    eventSource: 'iam.amazonaws.com',
    requestParameters: { userName },
    ...over,
  })

const inConsole = (identity: object): object =>
  uses(
    {
      ...identity,
      accessKeyId: 'ASIAQNZGKIQYCONSOLE1',
      sessionContext: { attributes: { creationDate: '2026-03-07T12:30:00Z' } },
    },
    { eventTime: '2026-03-07T12:31:00Z', sessionCredentialFromConsole: 'true' },
  )

const derivedIn = (t: Trace): string[] =>
  t.derived.map((id) => t.nodes.find((n) => n.id === id)?.label ?? '?').sort()

const inGov = (record: object): object =>
  JSON.parse(JSON.stringify(record).replaceAll('arn:aws:', 'arn:aws-us-gov:'))

describe('keys that others made for a user, and that were never used', () => {
  test.each([ARN, 'AIDADANADANADANADAN2'])('they derive from %s', async (subject) => {
    const records = [uses(dana()), keyFor('dana')]
    const [whole] = await tracedInWhole(records, [subject])
    const loaded = await traced(records, subject)
    expect(derivedIn(loaded)).toEqual([OWN, SPARE])
    expect(whole && derivedIn(whole)).toEqual([OWN, SPARE])
  })

  test('they derive from a user who was never seen himself', async () => {
    const t = await traced([keyFor('dana')], ARN)
    expect(t.seen).toBe(true)
    expect(derivedIn(t)).toEqual([SPARE])
  })

  test('they derive from whoever made the user, though another made the key', async () => {
    const boss = 'AKIAQNZGKIQYBOSSBOSS'
    const made = call('CreateUser', user(boss, { principalId: 'AIDABOSSBOSSBOSSBOS2' }), {
      eventSource: 'iam.amazonaws.com',
      requestParameters: { userName: 'dana' },
      responseElements: { user: { arn: ARN, userId: 'AIDADANADANADANADAN2' } },
    })
    const records = [made, uses(dana()), keyFor('dana')]
    expect(derivedIn(await traced(records, boss))).toEqual([OWN, SPARE, 'dana'].sort())
  })
})

test('a user who was deleted and made again under the name is two users, and each is followed', async () => {
  const records = [
    uses(dana({ principalId: 'AIDAOLDOLDOLDOLDOLD2', accessKeyId: 'AKIAQNZGKIQYOLDOLDOL' })),
    uses(dana({ principalId: 'AIDANEWNEWNEWNEWNEW2', accessKeyId: 'AKIAQNZGKIQYNEWNEWNE' })),
  ]
  const t = await traced(records, ARN)
  expect(t.starts).toHaveLength(2)
  expect(derivedIn(t)).toEqual(['AKIAQNZGKIQYNEWNEWNE', 'AKIAQNZGKIQYOLDOLDOL'])
})

test('whose an unused key is cannot be certain where two users bore the name', async () => {
  const records = [
    uses(dana({ principalId: 'AIDAOLDOLDOLDOLDOLD2', accessKeyId: 'AKIAQNZGKIQYOLDOLDOL' })),
    uses(dana({ principalId: 'AIDANEWNEWNEWNEWNEW2', accessKeyId: 'AKIAQNZGKIQYNEWNEWNE' })),
    keyFor('dana'),
  ]
  const t = await traced(records, SPARE)
  expect(rootsIn(t).filter((r) => r.includes('dana'))).toEqual([
    'user dana possible',
    'user dana possible',
  ])
})

describe.each([
  ['a user with a path', (r: object) => r, '/team'],
  ['a user of GovCloud', inGov, ''],
  ['a user of GovCloud with a path', inGov, '/team'],
])('%s', (_, as, path) => {
  test('is the one for whom an unused key was made', async () => {
    const t = await traced([uses(dana({}, path)), keyFor('dana')].map(as), SPARE)
    const bearers = t.nodes.filter((n) => n.label === 'dana')
    expect(bearers.map((n) => n.principalId)).toEqual(['AIDADANADANADANADAN2'])
  })

  test('has the consoles that were opened with the password set for him', async () => {
    const t = await traced([passwordFor('dana'), inConsole(dana({}, path))].map(as), KEY)
    expect(derivedIn(t)).toEqual(['dana'])
  })
})

test('a key for a namesake in another account is not his: unseen stays unseen', async () => {
  const records = [keyFor('ghost', { recipientAccountId: B })]
  const subject = `arn:aws:iam::${A}:user/ghost`
  const [whole] = await tracedInWhole(records, [subject])
  expect(whole?.seen).toBe(false)
  expect((await traced(records, subject)).seen).toBe(false)
})

test.each([
  ['never used', [keyFor('dana')]],
  [
    'used by a user who has a name of his own',
    [keyFor('dana'), uses(dana({ accessKeyId: SPARE }))],
  ],
])(
  'a key that was made for another is told with its user, though he is not on the way: %s',
  async (_, records) => {
    const t = await traced(records, KEY)
    expect(t.nodes.find((n) => n.keyId === SPARE)?.facts.user).toBe('dana')
    const style = styleFor({ env: {}, terminal: { stdout: false } } as never, 'never')
    expect(traceText(t, { isDown: true, limit: 5, columns: 100, style })).toContain(
      `${SPARE}  access key of dana`,
    )
  },
)
