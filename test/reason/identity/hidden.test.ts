import { describe, expect, test } from 'vitest'
import { closureObstacles } from '../../../src/reason/ask/prerequisites.ts'
import { memoryLake } from '../../fixtures/memory-lake.ts'
import {
  A,
  assume,
  call,
  closureIn,
  closureOf,
  KEY,
  keyOf,
  session,
  USER_ID,
  user,
} from './given.ts'

const hidden = { type: 'AWSAccount', principalId: USER_ID, accountId: A }
const records = [
  call('ListBuckets', user()),
  ...[1, 2, 3].map((n) => assume(hidden, keyOf(n), `run-${n}`, { recipientAccountId: A })),
]

const obstaclesWith = async (mostHidden: number) => {
  const lake = await memoryLake(records)
  try {
    const subject = { kind: 'key', text: KEY } as const
    const closure = await closureIn(lake.query, subject, [], mostHidden)
    const told = closureObstacles(closure).map((o) => o.detail)
    return { told, followed: closure.perhaps?.because.length ?? 0 }
  } finally {
    await lake.close()
  }
}

describe('R14 calls that hide their caller, more than are followed', () => {
  test('the closure says that it is not whole, which keeps a no from being given', async () => {
    const { told, followed } = await obstaclesWith(2)
    expect(told.filter((t) => t.includes('more calls that issue credentials hide'))).toHaveLength(1)
    expect(followed).toBe(3)
  })

  test('as many as are followed are followed, and nothing is said', async () => {
    const { told, followed } = await obstaclesWith(3)
    expect(told.filter((t) => t.includes('more calls that issue credentials hide'))).toEqual([])
    expect(followed).toBe(3)
  })
})

describe('R12 what a service issued for a session of the closure', () => {
  const service = { invokedBy: 'cloudformation.amazonaws.com' }
  const made = (by: object) =>
    call('CreateAccessKey', by, {
      eventTime: '2026-03-07T12:20:00Z',
      responseElements: { accessKey: { accessKeyId: 'AKIAQNZGKIQYBOBBOBBO', userName: 'bob' } },
    })
  const keysOf = async (by: object) => {
    const closure = await closureOf([assume(user(), keyOf(1)), made(by)])
    const sure = closure.keys.map((k) => k.id)
    return { sure, perhaps: closure.perhaps?.closure.keys.map((k) => k.id) ?? sure }
  }

  test('R12 may be of the one asked about, with a key that no recorded call issued', async () => {
    const { sure, perhaps } = await keysOf(
      session(keyOf(5), 'run', '2026-03-07T12:19:00Z', service),
    )
    expect(sure).not.toContain('AKIAQNZGKIQYBOBBOBBO')
    expect(perhaps).toContain('AKIAQNZGKIQYBOBBOBBO')
  })

  test('R12 is not, for a session that began before', async () => {
    const { perhaps } = await keysOf(session(keyOf(5), 'run', '2026-03-07T11:00:00Z', service))
    expect(perhaps).not.toContain('AKIAQNZGKIQYBOBBOBBO')
  })
})
