import { expect, test } from 'vitest'
import { bucketOf, denied, snapshotOf, trailOf } from '../../../src/reason/assess/given.ts'
import { snapshotExcerpt } from '../../../src/show/snapshot-excerpt.ts'

test('an excerpt of the healthy snapshot is empty', () => {
  expect(snapshotExcerpt(snapshotOf(), snapshotOf())).toBe('{}')
})

test('an excerpt holds what differs, with the name of the thing that it belongs to', () => {
  const given = snapshotOf({
    trails: [trailOf({ status: { isLogging: false } })],
    buckets: [bucketOf({ policy: denied })],
  })
  const excerpt = JSON.parse(snapshotExcerpt(snapshotOf(), given))
  expect(Object.keys(excerpt)).toEqual(['trails', 'buckets'])
  expect(excerpt.trails[0].arn).toContain(':trail/main')
  expect(excerpt.trails[0].status[0]).toEqual({
    account: '111111111111',
    region: 'eu-west-1',
    status: { known: { isLogging: false } },
  })
  expect(excerpt.buckets).toEqual([{ name: 'audit-logs', policy: { unknown: 'access-denied' } }])
})

test('an excerpt says what is not in the snapshot', () => {
  const excerpt = JSON.parse(snapshotExcerpt(snapshotOf(), snapshotOf({ trails: [] })))
  expect(excerpt.trails[0]).toMatchObject({ is: 'not in the snapshot' })
})
