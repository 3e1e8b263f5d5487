import { isKnown } from '../../../../model/observed.ts'
import { formatInstant } from '../../../../model/time.ts'
import type { Check, Result } from '../../check.ts'
import { MANAGEMENT, REGION } from '../../given.ts'
import { organizationTrail, snapshotOfTwo } from '../../given-organization.ts'
import { pages } from '../../pages.ts'
import { type AccountView, accountName, accountsOf, organizationOf } from '../../places.ts'
import { someTrailsWereListed } from '../../recording/listings.ts'
import { type TrailView, trailsOf } from '../../recording/trail-index.ts'
import { counted, some } from '../../words.ts'
import type { World } from '../../world.ts'

type Reached = 'yes' | 'no' | 'unknown'

/**
 * A copy that answered is there, whatever its state: delivery and logging have checks of their own. One of which no
 * status could be read is in a list at the most, and may be gone.
 */
const reaches = (world: World, view: TrailView, member: AccountView): Reached => {
  const copies = view.copiesIn(member.account)
  if (copies.some((copy) => isKnown(copy.status))) return 'yes'
  if (copies.length > 0) return 'unknown'
  return someTrailsWereListed(world, member.account) ? 'no' : 'unknown'
}

const missing = (world: World, { arn }: TrailView, { account, member, enabled }: AccountView) => {
  const noHome = isKnown(enabled) && !enabled.known.includes(arn.region)
  const joined = member?.joinedAt
  const why = noHome
    ? `it has not enabled ${arn.region}, the home region of the trail`
    : joined === undefined
      ? 'no copy is in its list of trails'
      : `no copy is in its list of trails, though it joined at ${formatInstant(joined)}`
  return {
    status: 'fail' as const,
    resource: arn.arn,
    account,
    region: 'global',
    reason: `trail ${arn.name} of the organisation does not reach ${accountName(world, account)}: ${why}`,
  }
}

const judgeTrail = (world: World, view: TrailView): readonly Result[] => {
  const { arn } = view
  const members = accountsOf(world).filter(
    ({ account, member }) => account !== arn.account && member?.status === 'ACTIVE',
  )
  const of = (wanted: Reached) => members.filter((m) => reaches(world, view, m) === wanted)
  const unread = of('unknown').map((m) => m.account)
  const base = { resource: arn.arn, account: arn.account, region: arn.region }
  const results: Result[] = of('no').map((member) => missing(world, view, member))
  if (unread.length > 0)
    results.push({
      ...base,
      status: 'unknown',
      reason: `whether trail ${arn.name} works in ${counted(unread.length, 'member')} was not read: ${some(unread)}`,
      evidence: unread.slice(0, 20),
      settle: 'collect those accounts with a role that may read CloudTrail',
      facet: unread.join(),
    })
  if (results.length > 0) return results
  return [
    {
      ...base,
      status: 'pass',
      reason: `trail ${arn.name} reaches ${counted(members.length, 'member')}`,
    },
  ]
}

export const organizationTrailNotReachingMember: Check = {
  id: 'organization-trail-not-reaching-member',
  group: 'existence',
  title: 'The trail of the organisation has a copy in every active member',
  why: 'A member without the copy is recorded by nothing but itself, and its administrators can stop that.',
  severity: 'high',
  references: { aws: [pages.organizationTrail, pages.multiRegion] },
  remedy: 'organization-trail',
  note: 'Members are asked themselves: that the trail is an organisation trail does not prove that it reaches them. A member that has not enabled the home region of the trail has no copy.',
  run: (world) => {
    const manager = organizationOf(world)?.managementAccount
    return trailsOf(world)
      .shared.filter((view) => view.arn.account === manager && isKnown(view.trail.config))
      .flatMap((view) => judgeTrail(world, view))
  },
  examples: {
    pass: { says: 'a copy in both accounts', snapshot: snapshotOfTwo(), expect: 'pass' },
    fail: {
      says: 'the list of trails of the member was read, and the trail is not in it',
      snapshot: snapshotOfTwo({
        trails: [organizationTrail({ places: [{ account: MANAGEMENT, region: REGION }] })],
      }),
      expect: 'fail',
    },
    unknown: {
      says: 'the member was not read',
      snapshot: snapshotOfTwo({
        trails: [organizationTrail({ places: [{ account: MANAGEMENT, region: REGION }] })],
        trailsListed: snapshotOfTwo().trailsListed.filter((l) => l.account === MANAGEMENT),
      }),
      expect: 'unknown',
    },
  },
}
