import { describe, expect, test } from 'vitest'
import { A, askOf, at, KEY, objectCall, REGION, USER } from './given.ts'

describe('R28 a subject that was never seen', () => {
  test.each([
    ['who-read-objects', { bucket: 'dtaa' }, 'did you mean data?'],
    ['key-activity', { key: KEY.replace('7', '6') }, `did you mean ${KEY}?`],
    [
      'principal-changes',
      { principal: USER.replace('Mallory', 'Malory') },
      `did you mean ${USER}?`,
    ],
    ['role-assumptions', { role: `arn:aws:iam::${A}:role/none` }, 'was seen neither'],
  ])('R28 %s: a typing error is not a no', async (question, params, hint) => {
    const answer = await askOf({}, question, params)
    expect(answer.verdict).toBe('cannot-know')
    const spot = answer.blindSpots.find((s) => s.reason === 'subject unknown')
    expect(spot?.detail).toContain(hint)
  })

  test.each([
    [{ regions: ['eu-wst-1'] }, 'did you mean eu-west-1'],
    [{ accounts: [A.replace(/.$/, '9')] }, `did you mean ${A}?`],
  ])('R28 %o: a mistyped place is not a no', async (place, hint) => {
    const answer = await askOf({}, 'instances-started', {}, place)
    expect(answer.verdict).toBe('cannot-know')
    const spot = answer.blindSpots.find((s) => s.reason === 'subject unknown')
    expect(spot?.detail).toContain(hint)
  })

  test('R28 a bucket that only failed calls name was not seen', async () => {
    const typed = objectCall('GetObject', 'arn:aws:s3:::dtaa/a', {
      errorCode: 'NoSuchBucket',
      resources: undefined,
    })
    const answer = await askOf({ records: [typed] }, 'who-read-objects', { bucket: 'dtaa' })
    expect(answer.blindSpots.map((s) => s.reason)).toContain('subject unknown')
  })

  test('R28 a bucket whose owner nobody knows is blind in every account', async () => {
    const snapshot = {
      buckets: [
        {
          name: 'data',
          readAt: at('01'),
          owner: { unknown: 'access-denied' as const },
          region: { known: REGION },
        },
      ],
    }
    const answer = await askOf({ snapshot }, 'who-read-objects', { bucket: 'data' })
    expect(answer.blindSpots.map((s) => s.reason)).toEqual(['owner unknown'])
  })

  test('R28 a masked key names nobody', async () => {
    const answer = await askOf({}, 'key-activity', { key: 'AKIAIOSFODNN7EXAMPLE' })
    expect(answer.blindSpots[0]?.detail).toContain('masked')
  })
})
