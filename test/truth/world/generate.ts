import { accountId } from '../ids.ts'
import { random } from '../random.ts'
import { refused } from './actions/cloudtrail.ts'
import { acceptHandshake, enableRegion, removeAccount } from './actions/organizations.ts'
import { bucketCall } from './actions/s3.ts'
import { type Cast, cast } from './cast.ts'
import { changesOf } from './changes.ts'
import { DAWN, EARLY, LATE, MORNING } from './clock.ts'
import { type Scene, ways } from './crimes.ts'
import { failures } from './failures.ts'
import { noise, stranger } from './noise.ts'
import { accounts, buckets, newRegion, regions, whereEnabled } from './places.ts'
import { type Names, selectors } from './selectors.ts'
import { anyTrail, fullTrail, type LogBucket, type NewTrail } from './trails.ts'
import type { Account, Caller, FailingDelivery, Happening, Second, Trail, World } from './types.ts'
import { HOURS, MINUTES, type Trouble, troubles } from './types.ts'
import { undocumented } from './undocumented.ts'

const windowOf = (r: ReturnType<typeof random>, early: boolean) => {
  const length = r.int(3, 7) * HOURS
  const to = early ? EARLY - r.int(-30, 130) * MINUTES : DAWN + r.int(44 * 60, 50 * 60) * MINUTES
  return { from: to - length, to }
}

/** What happens to the organisation is itself an event of its management account or of the member. */
const moves = (list: readonly Account[], admins: ReadonlyMap<string, Caller>): Happening[] => {
  const management = admins.get(list[0]?.id ?? '') as Caller
  return list.flatMap(({ id, joinedAt, leftAt }) => [
    ...(leftAt === undefined ? [] : [removeAccount(leftAt, management, id)]),
    ...(joinedAt !== undefined && joinedAt > MORNING
      ? [acceptHandshake(joinedAt, admins.get(id) as Caller)]
      : []),
  ])
}

const logBuckets = (
  r: ReturnType<typeof random>,
  seed: number,
  ids: readonly string[],
): LogBucket[] =>
  ['logs', 'logs-b', 'logs-main'].map((name) => ({
    name: `w${seed}-${name}`,
    account: r.pick(ids),
    region: 'us-east-1',
  }))

/** Trails that record everything in every account: what a world needs to be able to say no. */
const fullTrails = (
  r: ReturnType<typeof random>,
  ids: readonly string[],
  organization: boolean,
  places: readonly string[],
  bucket: string,
): NewTrail[] => {
  const prefix = r.pick(['', '', 'trail', 'a/b'])
  return (organization ? ids.slice(0, 1) : ids).map((id) =>
    fullTrail(r, id, organization, r.pick(places), { bucket, prefix }),
  )
}

/** Troubles which do harm only where a trail was changed. */
const changing = new Set<Trouble | undefined>(['trail changed', 'an end missing'])

/** When something done is likely to go unseen in a troubled world. */
const criticalTime = (
  trouble: Trouble | undefined,
  trail: Trail | undefined,
  failing: readonly FailingDelivery[],
  enabled: World['newRegion'],
  window: { from: Second; to: Second },
): { from: Second; to: Second } => {
  const [first, second] = trail?.changes ?? []
  if (changing.has(trouble) && first !== undefined) {
    return { from: first.second, to: second?.second ?? window.to }
  }
  if (enabled !== undefined) return { from: enabled.enabledAt, to: window.to }
  if (trouble === 'not settled') return { from: EARLY - 90 * MINUTES, to: window.to }
  const [failure] = failing
  if (trouble === 'delivery failing' && failure !== undefined) {
    return { from: failure.from, to: failure.to ?? window.to }
  }
  return window
}

/** A trail that would be complete but for what it does not select, or where it is not. */
const troubled = (
  r: ReturnType<typeof random>,
  trail: NewTrail,
  trouble: Trouble | undefined,
  names: Names,
): NewTrail => {
  if (trouble === 'selectors narrow' || (trouble === 'values unknown' && r.chance(0.7))) {
    return { ...trail, initial: { ...trail.initial, selectors: selectors(r, names) } }
  }
  if (trouble !== 'one region') return trail
  const initial = { ...trail.initial, multiRegion: false, globalEvents: r.chance(0.6) }
  return { ...trail, initial }
}

/** The intruder tries the trails, or the administrators change them. */
const withChanges = (
  r: ReturnType<typeof random>,
  trail: NewTrail,
  people: Cast,
  names: Names,
  window: { from: Second; to: Second },
  always: boolean,
): Trail => {
  const { mallory } = people
  const admin = people.admins.get(trail.account) as Caller
  const by = mallory.account === trail.account && r.chance(0.5) ? mallory : admin
  const changing = always || !trail.initial.exists || r.chance(0.45)
  return { ...trail, changes: changing ? changesOf(r, trail, by, names, window) : [] }
}

/** A random organisation with all that happened in it: the same for the same seed. */
export const generate = (seed: number): World => {
  const r = random(`world ${seed}`)
  const profile = r.weighted({ complete: 30, troubled: 44, wild: 26 })
  const trouble = profile === 'troubled' ? r.weighted(troubles) : undefined
  const tidy = profile !== 'wild'
  const early = tidy ? trouble === 'not settled' : r.chance(0.15)
  const window = windowOf(r, early)
  const open = undocumented(r.fork('undocumented'))
  const { organization, accounts: members } = accounts(
    r,
    seed,
    window,
    tidy && trouble !== 'members moving',
  )
  const ids = members.map((a) => a.id)
  const places = regions(r)
  const enabled =
    trouble === 'region enabled' || (!tidy && r.chance(0.05)) ? newRegion(r, window) : undefined
  const people = cast(r, ids, tidy && trouble !== 'old identities')
  const data = buckets(r, seed, ids, places)
  const names: Names = {
    buckets: data.slice(0, 2).map((b) => b.name),
    callers: [people.mallory, people.bob].map((c) => c.arn ?? ''),
  }
  const logs = logBuckets(r, seed, ids)
  const others = Array.from({ length: tidy ? r.int(0, 1) : r.int(1, 3) }, (_, i) => {
    const owner = r.pick(ids)
    const mayBeOrganization = owner === organization?.management
    const shared = tidy ? logs.slice(1) : logs
    return anyTrail(r, i, { account: owner, mayBeOrganization }, places, shared, names)
  })
  const main = (logs[0] as LogBucket).name
  const full = tidy ? fullTrails(r, ids, organization !== null, places, main) : []
  const change = (t: NewTrail, always: boolean) => withChanges(r, t, people, names, window, always)
  const trails: Trail[] = [
    ...full
      .map((t) => troubled(r, t, trouble, names))
      .map((t) => (trouble === 'trail changed' ? change(t, true) : { ...t, changes: [] })),
    ...others.map((t) => change(t, false)),
  ]
  const failing = failures(
    r,
    tidy ? (trouble === 'delivery failing' ? logs.slice(0, 1) : logs.slice(1)) : logs,
    people.admins,
    window,
    trouble === 'delivery failing',
  )
  const scene: Scene = {
    r: r.fork('scene'),
    cast: people,
    buckets: data,
    regions: enabled === undefined ? places : [...places, enabled.name, enabled.name],
    undocumented: open,
    window,
    critical: criticalTime(trouble, trails[0], failing, enabled, window),
    stranger: accountId(seed, 9),
    oldKeys: !tidy || trouble === 'old identities',
    keys: people.keys,
  }
  const deeds = r
    .sample(Object.values(ways), r.int(trouble === undefined ? 0 : 2, 5))
    .flatMap((way) => way(scene))
  const extra = [
    ...(r.chance(0.08) ? [stranger(scene, r.int(window.from, window.to))] : []),
    ...(r.chance(0.15)
      ? [refused(r.int(window.from, window.to), people.mallory, r.pick(places))]
      : []),
    ...data
      .filter((b) => b.createdAt > MORNING)
      .map((b) =>
        bucketCall(b.createdAt, people.admins.get(b.account) as Caller, 'CreateBucket', b),
      ),
  ]
  const happenings = [
    ...people.prelude,
    ...noise(scene, r.int(8, 20)),
    ...deeds,
    ...extra,
    ...moves(members, people.admins),
    ...(enabled === undefined
      ? []
      : [...people.admins.values()].map((a) => enableRegion(enabled.enabledAt, a, enabled.name))),
    ...trails.flatMap((t) => t.changes.map((c) => c.happening)),
    ...failing.flatMap((f) => f.calls),
  ]
    .map((h) => whereEnabled(h, enabled))
    .sort((a, b) => a.second - b.second)
  return {
    seed,
    profile,
    trouble,
    undocumented: open,
    organization,
    accounts: members,
    regions: enabled === undefined ? places : [...places, enabled.name],
    newRegion: enabled,
    users: people.users,
    roles: people.roles,
    keys: people.keys,
    buckets: data,
    logBuckets: logs,
    trails,
    failing,
    happenings,
    window,
    now: early ? EARLY : LATE,
  }
}
