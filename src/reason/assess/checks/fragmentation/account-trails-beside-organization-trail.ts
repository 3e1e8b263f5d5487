import { isKnown } from '../../../../model/observed.ts'
import { effectiveSelectors } from '../../../coverage/trails/from-snapshots.ts'
import type { Check, Result } from '../../check.ts'
import { denied, snapshotOf, trailOf } from '../../given.ts'
import { organizationTrail, snapshotOfTwo } from '../../given-organization.ts'
import { passed, unsettled } from '../../inventory/say.ts'
import { pages } from '../../pages.ts'
import { accountOf, accountsOf, organizationOf } from '../../places.ts'
import { judgeBy } from '../../recording/judge.ts'
import { someTrailsWereListed } from '../../recording/listings.ts'
import type { Recorder } from '../../recording/recorder.ts'
import { recordersAt } from '../../recording/recorders.ts'
import { contentOf, selection } from '../../recording/selected.ts'
import { type TrailIndex, type TrailView, trailsOf } from '../../recording/trail-index.ts'
import { counted, some, whyUnknown } from '../../words.ts'
import type { World } from '../../world.ts'

type Needless = 'yes' | 'no' | 'unknown'

const isOwn = ({ trail }: TrailView): boolean =>
  isKnown(trail.config) && !trail.config.known.isOrganization

/** Whether the trails of the organisation have all that an account's own trail records, wherever it works. */
const isNeedless = (world: World, view: TrailView): Needless => {
  const { arn, trail } = view
  const selectors = effectiveSelectors(trail)
  const regions = accountOf(world, arn.account)?.regions ?? []
  if (regions.length === 0) return 'unknown'
  const lists = new Set(regions.map((r) => recordersAt(world, { account: arn.account, region: r })))
  const working = [...lists].flatMap((all) => {
    const own = all.find((r) => r.id === arn.arn)
    return own === undefined || own.state === 'not-recording' ? [] : [{ all, own }]
  })
  if (working.length === 0) return 'no'
  if (selectors === undefined) return 'unknown'
  const scope = selection(selectors, 'must')
  const judged = working.map(({ all }) =>
    judgeBy(
      world,
      all.filter((r) => r.owner !== arn.account && r.kind === 'trail'),
      scope,
    ),
  )
  if (judged.some((j) => j.status === 'missed')) return 'no'
  return judged.every((j) => j.status === 'covered') &&
    working.every(({ own }) => own.state === 'recording')
    ? 'yes'
    : 'unknown'
}

/** Accounts whose own trails select the same: one trail for all of them would do. */
const alike = (world: World, own: readonly TrailView[]): readonly TrailView[] => {
  const groups = new Map<string, TrailView[]>()
  for (const view of own) {
    const selectors = effectiveSelectors(view.trail)
    const at = recordersAt(world, view.arn).find((r) => r.id === view.arn.arn)
    if (selectors === undefined || at?.state !== 'recording') continue
    const key = contentOf(world, selectors)
    groups.set(key, [...(groups.get(key) ?? []), view])
  }
  return [...groups.values()]
    .filter((views) => new Set(views.map((v) => v.arn.account)).size > 1)
    .flat()
}

const recorderOf = (world: World, { arn }: TrailView): Recorder | undefined =>
  recordersAt(world, arn).find((r) => r.id === arn.arn)

/** Trails of single accounts, or that may be such, of which too little was read to compare them. */
const unclear = (world: World, { all, shared }: TrailIndex): readonly TrailView[] =>
  all.filter((view) => {
    if (isKnown(view.trail.config)) {
      if (view.trail.config.known.isOrganization) return false
      const state = recorderOf(world, view)?.state
      const isRead = effectiveSelectors(view.trail) !== undefined && state === 'recording'
      return shared.length === 0 && state !== 'not-recording' && !isRead
    }
    return !shared.includes(view) && recorderOf(world, view)?.state !== 'not-recording'
  })

/** Active members whose trails nobody listed: they may have one of their own. */
const unlisted = (world: World): readonly string[] =>
  accountsOf(world)
    .filter(
      ({ account, member }) => member?.status === 'ACTIVE' && !someTrailsWereListed(world, account),
    )
    .map(({ account }) => account)

const named = (views: readonly TrailView[]): readonly string[] =>
  views.map(({ arn }) => `${arn.name} of ${arn.account}`)

const run = (world: World): readonly Result[] => {
  const organization = organizationOf(world)
  const index = trailsOf(world)
  const { all, shared } = index
  const own = all.filter(isOwn)
  if (organization === undefined) {
    const may = all.filter((v) => isOwn(v) || !isKnown(v.trail.config))
    const [first] = may
    if (isKnown(world.snapshot.organization) || first === undefined) return []
    return [
      unsettled(
        { resource: 'organization', account: first.arn.account, region: 'global' },
        `whether ${counted(may.length, 'trail')} could be one of the organisation is not known: ${whyUnknown(world.snapshot.organization)}`,
        'read organizations:DescribeOrganization',
      ),
    ]
  }
  const subject = {
    resource: organization.id,
    account: organization.managementAccount,
    region: 'global',
  }
  const members = new Set(organization.accounts.map((a) => a.id))
  const mine = own.filter((v) => members.has(v.arn.account))
  const judged = mine.map((view) => ({ view, needless: isNeedless(world, view) }))
  const of = (wanted: Needless) => judged.filter((j) => j.needless === wanted).map((j) => j.view)
  const needless = shared.length === 0 ? alike(world, mine) : of('yes')
  if (needless.length > 0)
    return [
      {
        ...subject,
        status: 'fail',
        reason:
          shared.length === 0
            ? `${counted(needless.length, 'trail')} of single accounts record the same, where one trail of the organisation would do: ${some(named(needless))}`
            : `the organisation's trail has all that ${counted(needless.length, 'trail')} of single accounts ${needless.length === 1 ? 'records' : 'record'}: ${some(named(needless))}`,
        evidence: named(needless).slice(0, 50),
        facet: needless.map((v) => v.arn.arn).join(),
      },
    ]
  const ours = unclear(world, index).filter((v) => members.has(v.arn.account))
  // where there is no trail of the organisation, one trail by itself has none to be like
  const isAlone =
    shared.length === 0 && new Set([...mine, ...ours].map((v) => v.arn.account)).size < 2
  const unknown = [...(isAlone ? [] : ours), ...(shared.length === 0 ? [] : of('unknown'))]
  const unseen = unlisted(world)
  if (unknown.length === 0 && unseen.length > 0)
    return [
      unsettled(
        subject,
        `whether accounts keep trails of their own is not known, because the trails of ${some(unseen)} were not listed`,
        'collect those accounts with a role that may read CloudTrail',
        unseen.slice(0, 50),
      ),
    ]
  if (unknown.length > 0)
    return [
      unsettled(
        subject,
        `whether one trail of the organisation would do for ${some(named(unknown))} is not known`,
        `read configuration, selectors and status of those trails and of the organisation's trail in their accounts`,
        named(unknown).slice(0, 50),
      ),
    ]
  return [passed(subject, 'no account keeps a trail that the organisation could keep for it')]
}

export const accountTrailsBesideOrganizationTrail: Check = {
  id: 'account-trails-beside-organization-trail',
  group: 'fragmentation',
  title: 'No account keeps a trail of its own where the trail of the organisation would do',
  why: 'A trail in each account is a bucket, a key and a policy in each account, and a log that no single search goes through.',
  severity: 'low',
  references: { aws: [pages.organizationTrail, pages.costs] },
  remedy: 'retire-duplicate-trail',
  note: 'One finding for the organisation. A trail that records something of its own, such as the objects of one bucket, is left alone.',
  run,
  examples: {
    pass: {
      says: 'one trail of the organisation, none beside it',
      snapshot: snapshotOfTwo(),
      expect: 'pass',
    },
    fail: {
      says: 'the member has its own trail with the same events',
      snapshot: snapshotOfTwo({ trails: [organizationTrail(), trailOf()] }),
      expect: 'fail',
    },
    unknown: {
      says: 'the organisation could not be read',
      snapshot: snapshotOf({ organization: denied }),
      expect: 'unknown',
    },
  },
}
