import { expect, test } from 'vitest'
import type { Observed } from '../../../src/model/observed.ts'
import type { Snapshot, SnapshotTrail } from '../../../src/model/snapshot.ts'
import type { Check } from '../../../src/reason/assess/check.ts'
import { accountWithoutRecorder } from '../../../src/reason/assess/checks/existence/account-without-recorder.ts'
import { organizationTrailNotReachingMember } from '../../../src/reason/assess/checks/existence/organization-trail-not-reaching-member.ts'
import { regionNotRecorded } from '../../../src/reason/assess/checks/existence/region-not-recorded.ts'
import { trailRecordsNothing } from '../../../src/reason/assess/checks/existence/trail-records-nothing.ts'
import { accountTrailsBesideOrganizationTrail } from '../../../src/reason/assess/checks/fragmentation/account-trails-beside-organization-trail.ts'
import {
  ACCOUNT,
  AT,
  denied,
  known,
  MANAGEMENT,
  snapshotOf,
  trailOf,
} from '../../../src/reason/assess/given.ts'
import { organizationTrail, snapshotOfTwo } from '../../../src/reason/assess/given-organization.ts'
import { assess, worldOf } from '../../../src/reason/assess/run.ts'

const statuses = (check: Check, snapshot: Snapshot) =>
  assess(worldOf(snapshot, AT), [check]).map((f) => f.status)
const beside = (...trails: SnapshotTrail[]) =>
  statuses(accountTrailsBesideOrganizationTrail, snapshotOfTwo({ trails }))

const theirs = trailOf({ account: MANAGEMENT })
const unreadable: readonly (readonly [string, SnapshotTrail])[] = [
  ['configuration', trailOf({ over: { config: denied } })],
  ['status', trailOf({ status: denied })],
  ['selectors', trailOf({ selectors: denied })],
]

test.each(unreadable)('a trail whose %s was denied is no trail that does not exist', (_, trail) => {
  expect(beside(trailOf(), theirs)).toEqual(['fail'])
  expect(beside(trail, theirs)).toEqual(['unknown'])
  expect(beside(trail, organizationTrail())).toEqual(['unknown'])
})

test('one trail by itself, where the organisation has none, is like no other', () => {
  expect(beside(trailOf({ selectors: denied }))).toEqual(['pass'])
  expect(beside(trailOf({ status: { isLogging: false } }), theirs)).toEqual(['pass'])
})

test('a member whose trails nobody listed may keep one', () => {
  const { trailsListed } = snapshotOfTwo()
  const snapshot = snapshotOfTwo({
    trailsListed: trailsListed.filter((l) => l.account !== ACCOUNT),
  })
  expect(statuses(accountTrailsBesideOrganizationTrail, snapshot)).toEqual(['unknown'])
})

test('a copy of an organisation trail of which no status could be read may be gone', () => {
  const notFound: Observed<never> = { unknown: 'error', detail: 'TrailNotFoundException' }
  const trail = organizationTrail()
  const lost = (isLost: (region: string) => boolean) => ({
    ...trail,
    status: trail.status.map((s) =>
      s.account === ACCOUNT && isLost(s.region) ? { ...s, status: notFound } : s,
    ),
  })
  const reach = (one: SnapshotTrail) =>
    statuses(organizationTrailNotReachingMember, snapshotOfTwo({ trails: [one] }))
  expect(reach(trail)).toEqual(['pass'])
  expect(reach(lost((region) => region === 'us-east-1'))).toEqual(['pass'])
  expect(reach(lost(() => true))).toEqual(['unknown'])
})

test('a selector that contradicts itself selects nothing', () => {
  const fields = [{ Field: 'eventCategory', Equals: ['Management'], NotEquals: ['Management'] }]
  const nothing = known({ AdvancedEventSelectors: [{ FieldSelectors: fields }] })
  const snapshot = snapshotOf({ trails: [trailOf({ selectors: nothing })] })
  expect(statuses(trailRecordsNothing, snapshot)).toEqual(['fail'])
  expect(statuses(accountWithoutRecorder, snapshot)).toEqual(['fail'])
  expect(statuses(regionNotRecorded, snapshot)).toEqual([])
})

test.each([
  { Field: 'eventName', Equals: ['StopLogging'], StartsWith: ['stop'] },
  { Field: 'readOnly', Equals: ['False'] },
])('a selector that is empty only if letter case counts may select something: %o', (field) => {
  const fields = [{ Field: 'eventCategory', Equals: ['Management'] }, field]
  const selectors = known({ AdvancedEventSelectors: [{ FieldSelectors: fields }] })
  const snapshot = snapshotOf({ trails: [trailOf({ selectors })] })
  expect(statuses(trailRecordsNothing, snapshot)).not.toEqual(['fail'])
})
