import type { ConfigurationEvent } from '../../../model/coverage.ts'
import { type Intervals, intervals, subtract, union } from '../../../model/intervals.ts'
import { isKnown } from '../../../model/observed.ts'
import { defaultRegions } from '../../../model/regions.ts'
import type { Settings } from '../../../model/settings.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import { formatInstant, type Instant } from '../../../model/time.ts'
import { textAt } from '../json.ts'
import type { Anchor } from '../trails/anchor.ts'
import type { TrailArn } from '../trails/arn.ts'
import { fold, type Known, type Witness } from '../trails/fold.ts'

/** When the organisation trails of a management account reach one of its accounts. */
export interface Membership {
  readonly known: readonly Known<boolean>[]
  /** A member, and past the time after joining in which the copy of the trail may not yet work (R24). */
  readonly member: Intervals
  /** Proven by AWS: from the time of joining to the reading. */
  readonly certain: Intervals
}

const NO_WITNESS: Witness = { believed: [], unsettled: [], rooted: [], lag: 0 }

const base = (time: Instant, label: string) => ({
  time,
  doubt: 'proof' as const,
  attested: true,
  label: `${label} ${formatInstant(time)}`,
})

const seen = (time: Instant, member: boolean, label: string): Anchor<boolean> => ({
  ...base(time, label),
  after: member,
  before: member,
  agrees: (before) => before === member,
  observed: true,
})

const changed = (time: Instant, member: boolean | undefined, label: string): Anchor<boolean> => ({
  ...base(time, label),
  after: member,
  observed: false,
})

interface Told {
  readonly anchors: readonly Anchor<boolean>[]
  readonly since: Intervals
}

const fromOrganization = (owner: string, account: string, snapshot: Snapshot): Told => {
  const { organization, collectedAt } = snapshot
  if (!isKnown(organization) || organization.known?.managementAccount !== owner)
    return { anchors: [], since: [] }
  const listed = organization.known.accounts.find((a) => a.id === account)
  const active = listed?.status === 'ACTIVE'
  const joined = active ? listed.joinedAt : undefined
  const observed = seen(collectedAt, active, 'the list of accounts of')
  if (joined === undefined || joined > collectedAt) return { anchors: [observed], since: [] }
  return {
    anchors: [
      { ...changed(joined, true, 'joining the organization at'), agrees: (before) => !before },
      observed,
    ],
    since: [{ from: joined, to: collectedAt }],
  }
}

/** A copy of the trail was found working in the account (facts/aws.md 8.3). */
const fromCopies = (trail: TrailArn, account: string, snapshots: readonly Snapshot[]) =>
  snapshots
    .flatMap((s) => s.trails)
    .filter((t) => t.arn === trail.arn)
    .flatMap((t) => t.status)
    .filter((s) => s.account === account && isKnown(s.status))
    .map((s) => seen(s.readAt, true, 'its copy in the account, read at'))

const created = (event: ConfigurationEvent): string | undefined =>
  textAt(event.details, 'createAccountStatus', 'accountId')

/** Joining and leaving, and what breaks organisation trails altogether (facts/aws.md 5.5). */
const changeOf = (
  event: ConfigurationEvent,
  owner: string,
  account: string,
): Anchor<boolean> | undefined => {
  const { time, name } = event
  const label = `${name} at`
  const byOwner = event.account === owner
  const service = textAt(event.request, 'servicePrincipal')
  switch (name) {
    case 'CreateAccountResult':
      return created(event) === account ? changed(time, true, label) : undefined
    case 'AcceptHandshake':
      return event.account === account ? changed(time, true, label) : undefined
    case 'LeaveOrganization':
      return event.account === account ? changed(time, false, label) : undefined
    case 'RemoveAccountFromOrganization':
    case 'CloseAccount':
      return textAt(event.request, 'accountId') === account || event.account === account
        ? changed(time, false, label)
        : undefined
    case 'DisableAWSServiceAccess':
    case 'EnableAWSServiceAccess':
      return byOwner && (service === undefined || service === 'cloudtrail.amazonaws.com')
        ? changed(time, undefined, label)
        : undefined
    case 'DeleteOrganization':
      return byOwner ? changed(time, undefined, label) : undefined
    default:
      return undefined
  }
}

/** After such a call a list of members no longer says that trails reach them. */
const breaks = (event: ConfigurationEvent, owner: string, account: string): boolean =>
  (event.name === 'DisableAWSServiceAccess' || event.name === 'DeleteOrganization') &&
  changeOf(event, owner, account) !== undefined

/**
 * A trail whose home region must be enabled has no copy in members that did not enable it (facts/aws.md 8.3); what its
 * copies in their other regions do is not documented.
 */
const withoutHome = (trail: TrailArn, account: string, snapshots: readonly Snapshot[]): boolean =>
  trail.partition === 'aws' &&
  !defaultRegions.includes(trail.region) &&
  !snapshots
    .flatMap((s) => s.regions)
    .filter((r) => r.account === account)
    .flatMap((r) => (isKnown(r.regions) ? r.regions.known : []))
    .some((r) => r.name === trail.region && r.enabled)

/** When an account was reached by an organisation trail of `trail.account`, the management account. */
export const membershipOf = (
  trail: TrailArn,
  account: string,
  snapshots: readonly Snapshot[],
  events: readonly ConfigurationEvent[],
  settings: Settings,
): Membership => {
  if (withoutHome(trail, account, snapshots)) {
    const nothing = `no snapshot tells that ${account} has enabled ${trail.region}, the home of the trail`
    return { known: fold<boolean>([], NO_WITNESS, nothing), member: [], certain: [] }
  }
  const told = snapshots.map((s) => fromOrganization(trail.account, account, s))
  const organizational = events.filter(
    (e) => e.source === 'organizations.amazonaws.com' && !e.failed,
  )
  const changes = organizational.flatMap((e) => changeOf(e, trail.account, account) ?? [])
  const broken = organizational.filter((e) => breaks(e, trail.account, account))
  const usable = told.flatMap((t) => t.anchors).filter((a) => !broken.some((e) => e.time <= a.time))
  const anchors = [...usable, ...changes, ...fromCopies(trail, account, snapshots)]
  const known = fold(
    anchors,
    NO_WITNESS,
    `no snapshot tells whether ${account} belongs to the organization`,
  )
  const joins = anchors.filter((a) => !a.observed && a.after === true)
  const fresh = intervals(joins.map((a) => ({ from: a.time, to: a.time + settings.newPlaceFuzz })))
  const leaving = intervals(
    anchors
      .filter((a) => !a.observed && a.after !== true)
      .map((a) => ({ from: a.time - settings.selectorFuzz, to: a.time })),
  )
  const isMember = intervals(known.filter((k) => k.value === true))
  const member = subtract(isMember, union(fresh, leaving))
  const doubtful = known.filter((k) => k.value !== true)
  return { known, member, certain: subtract(union(...told.map((t) => t.since)), doubtful) }
}
