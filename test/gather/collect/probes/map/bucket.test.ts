import { describe, expect, it } from 'vitest'
import {
  encryptionOf,
  isPublicOf,
  publicAccessBlockOf,
  replicationOf,
  versioningOf,
} from '../../../../../src/gather/collect/probes/map/bucket.ts'
import {
  grantsOf,
  loggingOf,
  metricsOf,
  objectLockOf,
} from '../../../../../src/gather/collect/probes/map/log-bucket.ts'
import { tagsOf } from '../../../../../src/gather/collect/probes/map/tags.ts'

describe('facts 9: an answer to another question is unknown', () => {
  it.each([
    ['PolicyStatus {}', isPublicOf({ PolicyStatus: {} })],
    ['no PolicyStatus', isPublicOf({})],
    ['no list of metrics', metricsOf({})],
    ['no public access block', publicAccessBlockOf({})],
    ['no rule of encryption', encryptionOf({})],
    ['no rules of replication', replicationOf({})],
    ['no grants', grantsOf({})],
    ['no object lock', objectLockOf({})],
    ['no tags', tagsOf(undefined)],
  ])('%s', (_, answer) => expect(answer).toHaveProperty('unknown', 'not-supported'))
})

it('a setting of a public access block that is not said is off', () => {
  expect(
    publicAccessBlockOf({ PublicAccessBlockConfiguration: { BlockPublicAcls: true } }),
  ).toEqual({
    known: {
      blockPublicAcls: true,
      ignorePublicAcls: false,
      blockPublicPolicy: false,
      restrictPublicBuckets: false,
    },
  })
})

it('a bucket without Status and MFADelete has neither versions nor MFA delete', () => {
  expect(versioningOf({})).toEqual({ known: { enabled: false, mfaDelete: false } })
  expect(versioningOf({ Status: 'Suspended', MFADelete: 'Disabled' })).toEqual({
    known: { enabled: false, mfaDelete: false },
  })
  expect(versioningOf({ Status: 'Enabled', MFADelete: 'Enabled' })).toEqual({
    known: { enabled: true, mfaDelete: true },
  })
})

it('a disabled replication rule is kept as disabled', () => {
  const rule = { Status: 'Disabled', Destination: { Bucket: 'arn:aws:s3:::b' } } as const
  expect(replicationOf({ ReplicationConfiguration: { Role: 'r', Rules: [rule] } })).toEqual({
    known: [{ enabled: false, destinationBucket: 'arn:aws:s3:::b' }],
  })
})

it('a grant to a group is told by its URI', () => {
  const URI = 'http://acs.amazonaws.com/groups/global/AllUsers'
  expect(grantsOf({ Grants: [{ Grantee: { Type: 'Group', URI }, Permission: 'READ' }] })).toEqual({
    known: [{ grantee: URI, permission: 'READ' }],
  })
})

it('a grant to the owner is told from a grant to another canonical user', () => {
  const grant = (ID: string) => ({
    Grantee: { Type: 'CanonicalUser' as const, ID },
    Permission: 'FULL_CONTROL' as const,
  })
  expect(grantsOf({ Owner: { ID: 'a' }, Grants: [grant('a'), grant('b')] })).toEqual({
    known: [
      { grantee: 'a', permission: 'FULL_CONTROL', isOwner: true },
      { grantee: 'b', permission: 'FULL_CONTROL', isOwner: false },
    ],
  })
})

it('no LoggingEnabled means that access is not logged', () => {
  expect(loggingOf({})).toEqual({ known: null })
})

it('object lock counts years as days, and without a default rule has none', () => {
  expect(
    objectLockOf({
      ObjectLockConfiguration: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Years: 1 } },
      },
    }),
  ).toEqual({ known: { mode: 'COMPLIANCE', days: 365 } })
  expect(objectLockOf({ ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' } })).toEqual({
    known: {},
  })
})

it('a bucket without request metrics has no list of them in XML: only IsTruncated', () => {
  expect(metricsOf({ IsTruncated: false })).toEqual({ known: [] })
})
