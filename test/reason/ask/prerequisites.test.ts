import { expect, test } from 'vitest'
import { DEFAULT_SETTINGS } from '../../../src/model/settings.ts'
import { DAY } from '../../../src/model/time.ts'
import { issuingPieces } from '../../../src/reason/ask/prerequisites.ts'
import type { Asked } from '../../../src/reason/ask/question.ts'
import { seedOf } from '../../../src/reason/identity/seed.ts'
import { A, askOf, at, B, EVERYTHING, KEY, USER } from './given.ts'

const asked = (since: number | undefined): Asked => {
  const closure = { ...seedOf({ kind: 'key', text: KEY }, [], []), accounts: [{ id: A, since }] }
  const window = { from: at('05'), to: at('10') }
  return {
    params: {},
    window,
    closure,
    knownAccounts: [A],
    partitions: ['aws'],
  } as unknown as Asked
}
const pieces = (since: number | undefined) =>
  issuingPieces(asked(since), DEFAULT_SETTINGS).map((p) => {
    const { eventSource } = p.scope.boxes[0]?.fields ?? {}
    return [eventSource?.Equals?.[0], p.from]
  })

test('R13 a session of long ago may have made a lasting key: sessions are asked for from the creation on', () => {
  const since = at('05') - 30 * DAY
  expect(pieces(since)).toEqual([
    ['sts.amazonaws.com', since],
    ['iam.amazonaws.com', since],
  ])
})

test('R13 where the age is not known the longest session is asked for at least', () => {
  const longest = at('05') - DEFAULT_SETTINGS.sessionLength
  expect(pieces(undefined)).toEqual([
    ['sts.amazonaws.com', longest],
    ['iam.amazonaws.com', longest],
  ])
})

test('R30 a no about a name says whom it means, and that nobody bore it before', async () => {
  const answer = await askOf({}, 'principal-changes', { principal: 'mallory' })
  expect(answer.verdict).toBe('no')
  const told = answer.assumptions.filter((a) => /principal-meant|name-first-borne/.test(a.id))
  expect(told.map((a) => a.sentence)).toEqual([
    `mallory means ${USER} and nobody else`,
    `nobody else was called ${USER} before 2026-03-01T00:00:00Z`,
  ])
})

test('R28 a bare name may be borne in an account that nobody looked into', async () => {
  const trails = { [A]: EVERYTHING, [B]: EVERYTHING }
  const bare = await askOf({ trails }, 'principal-changes', { principal: 'mallory' })
  expect(bare.verdict).toBe('cannot-know')
  expect(bare.blindSpots[0]?.detail).toContain(`nothing says who bears it in ${B}`)
  const named = await askOf({ trails }, 'principal-changes', { principal: USER })
  expect(named.verdict).toBe('no')
})
