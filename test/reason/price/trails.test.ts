import { expect, test } from 'vitest'
import { emptySnapshot } from '../../../src/model/snapshot/empty.ts'
import type { SnapshotTrail } from '../../../src/model/snapshot/trail.ts'
import type { Snapshot } from '../../../src/model/snapshot.ts'
import { DAY } from '../../../src/model/time.ts'
import { ACCOUNT, AT, denied, known, MANAGEMENT, REGION } from '../../../src/reason/assess/given.ts'
import { givenOrganization, LOG_ARCHIVE } from '../../../src/reason/assess/given-buckets.ts'
import { recordsTuple } from '../../../src/reason/price/copies/records.ts'
import { pricedTrails } from '../../../src/reason/price/copies/trails.ts'
import { HERE, trail, writes } from './given.ts'

const one = (given: SnapshotTrail, ...more: readonly Snapshot[]) => {
  const [found] = pricedTrails([{ ...emptySnapshot(AT), trails: [given] }, ...more])
  if (found === undefined) throw new Error('no trail')
  return found
}

const from = (eventSource: string) => {
  const tuple = writes(1, 0)
  return { ...tuple, event: { ...tuple.event, eventSource } }
}

const VIRGINIA = { account: ACCOUNT, region: 'us-east-1' }

test('3.8 a trail of us-east-1 that leaves global services out has no copy of IAM, and perhaps none of STS', () => {
  const priced = one(trail('a', { config: { includeGlobalServiceEvents: false } }))
  expect(recordsTuple(priced, VIRGINIA, from('iam.amazonaws.com'))).toBe('no')
  expect(recordsTuple(priced, VIRGINIA, from('sts.amazonaws.com'))).toBe('unknown')
  expect(recordsTuple(priced, VIRGINIA, from('ec2.amazonaws.com'))).toBe('yes')
  expect(recordsTuple(priced, HERE, from('iam.amazonaws.com'))).toBe('yes')
})

test('3.10 without recursive logging CloudTrail does not record its own deliveries', () => {
  const priced = one(trail('a', { config: { recursiveLogging: false } }))
  expect(recordsTuple(priced, HERE, { ...writes(1, 0), isRecursive: true })).toBe('no')
  expect(recordsTuple(one(trail('a')), HERE, { ...writes(1, 0), isRecursive: true })).toBe('yes')
})

test('a trail that a later listing of its home does not have is gone', () => {
  const later: Snapshot = {
    ...emptySnapshot(AT + DAY),
    trailsListed: [{ ...HERE, readAt: AT + DAY, listed: { known: true } }],
  }
  expect(one(trail('a')).stateIn(HERE)).toBe('on')
  expect(one(trail('a'), later).stateIn(HERE)).toBe('off')
})

test('R22 known beats unknown, whoever read it and when', () => {
  const later: Snapshot = {
    ...emptySnapshot(AT + DAY),
    trails: [{ ...trail('a', { selectors: denied }), readAt: AT + DAY, config: denied }],
  }
  const priced = one(trail('a'), later)
  expect(priced.config?.s3Bucket).toBe('a-logs')
  expect(priced.selectors).toBeDefined()
})

test('8.3 the trail of an organisation works in its members; where they were not read nobody knows', () => {
  const org = trail('org', {
    account: MANAGEMENT,
    config: { isOrganization: true },
    places: [{ account: MANAGEMENT, region: REGION }],
  })
  expect(one(org).stateIn(HERE)).toBe('unknown')
  const members = (...ids: string[]): Snapshot => ({
    ...emptySnapshot(AT),
    organization: known({
      id: 'o-aaaaaaaaaa',
      managementAccount: MANAGEMENT,
      accounts: ids.map((id) => ({ id, status: 'ACTIVE' as const })),
    }),
  })
  expect(one(org, members(ACCOUNT)).stateIn(HERE)).toBe('on')
  expect(one(org, members('222222222222')).stateIn(HERE)).toBe('off')
})

test('a delivery that fails in one place says nothing of another, a stop does', () => {
  const at = (region: string, latestDeliveryError: string | undefined) =>
    trail('a', {
      places: [{ account: ACCOUNT, region }],
      status: latestDeliveryError === undefined ? {} : { latestDeliveryError },
    })
  const failing = one(at('us-east-1', 'AccessDenied'))
  expect(failing.stateIn(VIRGINIA)).toBe('unknown')
  expect(failing.stateIn(HERE)).toBe('on')
})

const MEMBER = { account: ACCOUNT, region: REGION }

const unreadOf = (account: string, over: Partial<Snapshot> = {}) => {
  const given = {
    ...trail('x', { account, places: [{ account, region: REGION }] }),
    config: denied,
  }
  const [found] = pricedTrails([{ ...emptySnapshot(AT), trails: [given], ...over }])
  return found?.reaches(MEMBER)
}

test('8.3 a trail whose settings were denied may be of the organisation, if its owner manages one', () => {
  const organization = known(givenOrganization())
  expect(unreadOf(ACCOUNT, { organization })).toBe('unknown')
  expect(unreadOf(MANAGEMENT, { organization })).toBe('unknown')
  expect(unreadOf('222222222222')).toBe('unknown')
  expect(unreadOf(LOG_ARCHIVE, { organization })).toBe('no')
  expect(unreadOf('333333333333', { organization })).toBe('no')
  expect(unreadOf('222222222222', { organization: known(null) })).toBe('no')
})

test('8.3 a trail that an account lists reaches it, whoever owns it and whatever was denied', () => {
  const shadow = trail('x', { account: MANAGEMENT, places: [MEMBER], status: denied })
  const priced = one({ ...shadow, config: denied })
  expect(priced.reaches(MEMBER)).toBe('unknown')
  expect(priced.stateIn(MEMBER)).toBe('unknown')
})
