import { expect, test } from 'vitest'
import { vendsCredentials } from '../../../src/model/catalogue/vends.ts'
import { A, askOf, KEY, objectCall, record, someoneElse } from './given.ts'

/** Credentials of another role that a service hands out: what is done with them does not bear who asked for them. */
const VENDED = 'ASIAQNZGKIQYVENDEDXX'
const ROLE_ID = 'AROAGRANTSGRANTSGRA2'
const used = objectCall('GetObject', 'arn:aws:s3:::data/a', {
  userIdentity: {
    type: 'AssumedRole',
    principalId: `${ROLE_ID}:access-grants-1`,
    arn: `arn:aws:sts::${A}:assumed-role/Grants/access-grants-1`,
    accountId: A,
    accessKeyId: VENDED,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: ROLE_ID,
        arn: `arn:aws:iam::${A}:role/Grants`,
        accountId: A,
        userName: 'Grants',
      },
      attributes: { creationDate: '2026-03-07T11:59:00Z', mfaAuthenticated: 'false' },
    },
  },
})
const vend = (eventSource: string, name: string, over: object = {}) =>
  record(name, { eventSource, eventTime: '2026-03-07T11:59:00Z', readOnly: true, ...over })
const asked = (call: object, params = {}) =>
  askOf({ records: [call, used] }, 'who-read-objects', { bucket: 'data', key: KEY, ...params })

test.each(
  Object.entries(vendsCredentials).flatMap(([source, names]) => names.map((n) => [source, n])),
)('R12 %s %s: which credentials it gave is not told, so no no', async (source, name) => {
  const answer = await asked(vend(source, name))
  expect([answer.verdict, answer.blindSpots[0]?.reason]).toEqual([
    'cannot-know',
    'candidate events',
  ])
  expect(answer.blindSpots[0]?.detail).toContain(name)
})

const grant = (over: object) => vend('s3.amazonaws.com', 'GetDataAccess', over)

test('R12 a record that tells the key is followed', async () => {
  const answer = await asked(grant({ responseElements: { credentials: { accessKeyId: VENDED } } }))
  expect([answer.verdict, answer.found.count]).toEqual(['yes', 1])
})

test('R13 credentials that were handed out before the window may last into it', async () => {
  expect((await asked(grant({ eventTime: '2026-03-04T20:00:00Z' }))).verdict).toBe('cannot-know')
})

test.each([
  [{ errorCode: 'AccessDenied' }],
  [{ userIdentity: someoneElse }],
  [{ eventSource: 'other.amazonaws.com' }],
  [{ eventTime: '2026-03-01T00:00:00Z' }],
])('%o hands the key nothing', async (over) => {
  expect((await asked(grant(over))).verdict).toBe('no')
})

test('R12 a key that is asked about alone needs none of them', async () => {
  const answer = await askOf({ records: [grant({}), used] }, 'key-activity', {
    key: KEY,
    derived: false,
  })
  expect(answer.blindSpots.map((s) => s.detail).join()).not.toContain('GetDataAccess')
})
