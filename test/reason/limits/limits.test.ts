import { describe, expect, test } from 'vitest'
import type { Scope } from '../../../src/model/scope.ts'
import { limits, limitsOf } from '../../../src/reason/limits/list.ts'

const scope = (category: string, source?: string): Scope => ({
  boxes: [
    {
      fields: {
        eventCategory: { Equals: [category] },
        ...(source === undefined ? {} : { eventSource: { Equals: [source] } }),
      },
    },
  ],
})
const ids = (s: Scope) => limitsOf([s]).map((l) => l.id)

describe('R11 what CloudTrail never records', () => {
  test('R11 each limit has an id of its own, a sentence and a source', () => {
    expect(new Set(limits.map((l) => l.id)).size).toBe(limits.length)
    for (const limit of limits) {
      expect(limit.sentence).not.toMatch(/\.$/)
      expect(limit.source).toMatch(/^facts\/aws\.md \d/)
      expect(limit.touches.length).toBeGreaterThan(0)
    }
  })

  test('R11 a question is told of those that touch it alone', () => {
    expect(ids(scope('Data', 's3.amazonaws.com'))).toContain('s3-redirects')
    expect(ids(scope('Data', 'lambda.amazonaws.com'))).not.toContain('s3-redirects')
    expect(ids(scope('Management', 'sts.amazonaws.com'))).toContain('cross-account-assume-denied')
    expect(ids(scope('Management', 'ec2.amazonaws.com'))).not.toContain(
      'cross-account-assume-denied',
    )
    expect(ids(scope('NetworkActivity'))).toEqual(['dns'])
  })

  test('R11 a scope without a category is touched by all', () => {
    expect(limitsOf([{ boxes: [{ fields: {} }] }])).toEqual(limits)
  })
})
