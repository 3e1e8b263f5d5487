import { describe, expect, test } from 'vitest'
import { parseInstant } from '../../../src/model/time.ts'
import type { TraceSubject } from '../../../src/model/trace.ts'
import { idleSessions } from '../../../src/reason/trace/idle.ts'
import { memoryLake } from '../../fixtures/memory-lake.ts'
import {
  assume,
  B,
  call,
  KEY,
  keyOf,
  ROLE,
  ROLE_ID,
  session,
  USER,
  user,
} from '../identity/given.ts'

const idleIn = async (subject: TraceSubject, records: readonly object[]) => {
  const lake = await memoryLake(records)
  try {
    return await idleSessions(subject, lake.query)
  } finally {
    await lake.close()
  }
}

const later = { eventTime: '2026-03-07T18:00:00Z' }
const SESSION = `arn:aws:sts::${B}:assumed-role/Deploy/run`
const byService = { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' }
/** One session in use, one that did nothing, one of another name, one that a service took, and one that was denied. */
const records = [
  assume(user(), keyOf(1)),
  call('GetCallerIdentity', session(keyOf(1))),
  assume(user(), keyOf(2), 'run', later),
  assume(user(), keyOf(3), 'other'),
  assume(byService, keyOf(4)),
  assume(user(), keyOf(5), 'run', { errorCode: 'AccessDenied' }),
]

describe('sessions that were issued under a name and made no call', () => {
  test.each([
    [
      'the ARN of a session, whatever its case',
      SESSION.toUpperCase()
        .replace('ARN:AWS:STS', 'arn:aws:sts')
        .replace('ASSUMED-ROLE', 'assumed-role'),
      [keyOf(2)],
    ],
    ['its name alone', 'RUN', [keyOf(2)]],
    ['its principal id', `${ROLE_ID}:run`, [keyOf(2)]],
    ['the ARN of the role, by time', ROLE, [keyOf(3), keyOf(2)]],
    ['the unique id of the role', ROLE_ID, [keyOf(3), keyOf(2)]],
    ['a key, which is itself', KEY, []],
    ['a user, whose keys are followed', USER, []],
  ])('%s', async (_, text, keys) => {
    expect(await idleIn({ text }, records)).toEqual(keys)
  })

  test('at a time: those that may still have been open then, for twelve hours at most', async () => {
    const at = (time: string) => idleIn({ text: SESSION, at: parseInstant(time) }, records)
    expect(await at('2026-03-07T17:59:59Z')).toEqual([])
    expect(await at('2026-03-08T05:59:59Z')).toEqual([keyOf(2)])
    expect(await at('2026-03-08T06:00:01Z')).toEqual([])
    const window = {
      from: parseInstant('2026-03-07T11:00:00Z'),
      to: parseInstant('2026-03-07T13:00:00Z'),
    }
    expect(await idleIn({ text: ROLE, window }, records)).toEqual([keyOf(3)])
  })
})
