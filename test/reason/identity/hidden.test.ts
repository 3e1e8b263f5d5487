import { describe, expect, test } from 'vitest'
import { closureObstacles } from '../../../src/reason/ask/prerequisites.ts'
import { memoryLake } from '../../fixtures/memory-lake.ts'
import { A, assume, call, closureIn, KEY, keyOf, USER_ID, user } from './given.ts'

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
