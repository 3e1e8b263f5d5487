import { isKnown } from '../../../../model/observed.ts'
import type { Organization } from '../../../../model/snapshot/organization.ts'
import type { Check, Result } from '../../check.ts'
import { denied, MANAGEMENT, snapshotOf, trailOf } from '../../given.ts'
import { snapshotOfTwo } from '../../given-organization.ts'
import { pages } from '../../pages.ts'
import { accountOf, organizationOf } from '../../places.ts'
import { trailsWereListed } from '../../recording/listings.ts'
import type { Recorder } from '../../recording/recorder.ts'
import { recordersAt } from '../../recording/recorders.ts'
import { some, whyUnknown } from '../../words.ts'
import type { World } from '../../world.ts'

/** ARNs of the trails and stores that are the organisation's own. */
const shared = ({ snapshot }: World): ReadonlySet<string> =>
  new Set([
    ...snapshot.trails
      .filter((t) => !isKnown(t.config) || t.config.known.isOrganization)
      .map((t) => t.arn),
    ...snapshot.eventDataStores
      .filter((s) => !isKnown(s.config) || s.config.known.isOrganization)
      .map((s) => s.arn),
  ])

const recordersOf = (world: World, { managementAccount: account }: Organization) => {
  const arns = shared(world)
  const regions = accountOf(world, account)?.regions ?? []
  const all = regions.flatMap((region) => recordersAt(world, { account, region }))
  const unique = new Map<string, Recorder>()
  for (const r of all)
    if ((arns.has(r.id) && r.owner === account) || r.kind === 'unseen') unique.set(r.id, r)
  return [...unique.values()]
}

/** Every region of the management account was asked for its trails. */
const isListed = (world: World, account: string): boolean => {
  const view = accountOf(world, account)
  return (
    view !== undefined &&
    isKnown(view.enabled) &&
    view.enabled.known.length > 0 &&
    view.enabled.known.every((region) => trailsWereListed(world, { account, region }))
  )
}

const judgeOrganization = (world: World, organization: Organization): Result => {
  const account = organization.managementAccount
  const base = { resource: organization.id, account, region: 'global' }
  const recorders = recordersOf(world, organization)
  const on = recorders.filter((r) => r.state === 'recording')
  if (on.length > 0)
    return {
      ...base,
      status: 'pass',
      reason: `${some(on.map((r) => r.name))} records for all members`,
    }
  const unsure = recorders.filter((r) => r.state === 'unknown')
  const said = recorders.map(({ name, why }) => `${name}: ${why}`)
  if (unsure.length > 0 || !isListed(world, account))
    return {
      ...base,
      status: 'unknown',
      reason:
        unsure[0] === undefined
          ? `the trails of the management account ${account} were not listed in every region`
          : `whether the organisation has a trail that records is not known: ${unsure[0].name}: ${unsure[0].why}`,
      evidence: said,
      settle: unsure[0]?.settle ?? `collect the management account ${account}`,
    }
  return {
    ...base,
    status: 'fail',
    reason:
      said.length === 0
        ? `organisation ${organization.id} has no trail of its own: each account is recorded only as far as somebody thought of it`
        : `nothing of organisation ${organization.id} is recording: ${some(said)}`,
    evidence: said,
  }
}

const run = (world: World): readonly Result[] => {
  const { organization } = world.snapshot
  const known = organizationOf(world)
  if (known !== undefined) return [judgeOrganization(world, known)]
  const [first] = world.snapshot.accounts
  if (isKnown(organization) || first === undefined) return []
  return [
    {
      status: 'unknown',
      resource: 'organization',
      account: first.account,
      region: 'global',
      reason: `whether account ${first.account} belongs to an organisation is not known: ${whyUnknown(organization)}`,
      settle: 'read organizations:DescribeOrganization and ListAccounts in the management account',
    },
  ]
}

export const organizationTrailMissing: Check = {
  id: 'organization-trail-missing',
  group: 'existence',
  title: 'The organisation has a trail of its own that records',
  why: 'A trail of the organisation takes in every account, those that join tomorrow as well, and members cannot stop it.',
  severity: 'medium',
  references: { aws: [pages.organizationTrail] },
  remedy: 'organization-trail',
  note: 'An event data store of the organisation counts as well. A stand-alone account is not asked for one.',
  run,
  examples: {
    pass: {
      says: 'a healthy trail of the organisation',
      snapshot: snapshotOfTwo(),
      expect: 'pass',
    },
    fail: {
      says: 'an organisation of two accounts, each with a trail of its own',
      snapshot: snapshotOfTwo({ trails: [trailOf(), trailOf({ account: MANAGEMENT })] }),
      expect: 'fail',
    },
    unknown: {
      says: 'the organisation could not be read',
      snapshot: snapshotOf({ organization: denied }),
      expect: 'unknown',
    },
  },
}
