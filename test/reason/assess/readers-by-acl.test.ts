import { expect, test } from 'vitest'
import type { SnapshotBucket } from '../../../src/model/snapshot/bucket.ts'
import { logBucketReadableOutside } from '../../../src/reason/assess/checks/destination/log-bucket-readable-outside.ts'
import { logReadersOutside } from '../../../src/reason/assess/checks/fragmentation/log-readers-outside.ts'
import { ACCOUNT, AT, denied, known } from '../../../src/reason/assess/given.ts'
import { withBucket } from '../../../src/reason/assess/given-buckets.ts'
import { assess, worldOf } from '../../../src/reason/assess/run.ts'

const statuses = (over: Partial<SnapshotBucket>) => {
  const snapshot = {
    ...withBucket({ publicAccessBlock: known(null), ownership: known('ObjectWriter'), ...over }),
    accountPublicAccess: [{ account: ACCOUNT, readAt: AT, block: known(null) }],
  }
  return [logBucketReadableOutside, logReadersOutside].map((check) =>
    assess(worldOf(snapshot, AT), [check])
      .map((f) => f.status)
      .join(),
  )
}

const owner = { grantee: 'a1', permission: 'FULL_CONTROL', isOwner: true }
const stranger = { grantee: 'b2', permission: 'READ', isOwner: false }
const ALL_USERS = 'http://acs.amazonaws.com/groups/global/AllUsers'

test('an ACL with the owner alone lets nobody from outside read', () => {
  expect(statuses({ grants: known([owner]) })).toEqual(['pass', 'pass'])
})

test('an ACL that was not read is no pass, unless object ownership turns ACLs off', () => {
  expect(statuses({ grants: denied })).toEqual(['unknown', 'unknown'])
  expect(statuses({ grants: denied, ownership: denied })).toEqual(['unknown', 'unknown'])
  expect(statuses({ grants: denied, ownership: known('BucketOwnerEnforced') })).toEqual([
    'pass',
    'pass',
  ])
})

test('a canonical user who is not known to be the owner may be anyone, even as the only one', () => {
  expect(statuses({ grants: known([stranger]) })).toEqual(['unknown', 'unknown'])
  expect(statuses({ grants: known([owner, stranger]) })).toEqual(['unknown', 'unknown'])
  const unnamed = { grantee: 'a1', permission: 'FULL_CONTROL' }
  expect(statuses({ grants: known([unnamed]) })).toEqual(['unknown', 'unknown'])
})

test('an ACL that lets everyone in is the affair of log-bucket-public, and a reader from outside', () => {
  const grants = known([owner, { grantee: ALL_USERS, permission: 'FULL_CONTROL' }])
  expect(statuses({ grants })).toEqual(['', 'fail'])
  expect(statuses({ grants, ownership: denied })).toEqual(['unknown', 'unknown'])
})
