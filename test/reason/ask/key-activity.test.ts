import { describe, expect, test } from 'vitest'
import { askOf, KEY, record, someoneElse } from './given.ts'

const seen = record('DescribeInstances', { eventTime: '2026-03-02T00:00:00Z', readOnly: true })

describe('key-activity', () => {
  test('no where the key was known, did nothing, and everything was recorded', async () => {
    const answer = await askOf({ records: [seen] }, 'key-activity', { key: KEY })
    console.log(JSON.stringify(answer, null, 1).slice(0, 9000))
    expect(answer.verdict).toBe('no')
  })
})
