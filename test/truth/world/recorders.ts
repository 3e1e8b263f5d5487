import type { Random } from '../random.ts'
import type { Caller } from './caller.ts'
import type { Cast } from './cast.ts'
import { changesOf } from './changes.ts'
import { failures } from './failures.ts'
import type { Names } from './selectors.ts'
import type { Second } from './time.ts'
import type { Trail } from './trail.ts'
import { anyTrail, fullTrail, type LogBucket, type NewTrail } from './trails.ts'
import { changesTrail, type Trouble, troubled } from './trouble.ts'
import type { FailingDelivery } from './world.ts'

export interface Recorders {
  readonly logBuckets: readonly LogBucket[]
  readonly trails: readonly Trail[]
  readonly failing: readonly FailingDelivery[]
}

/** What trails are made in. */
export interface Ground {
  readonly seed: number
  readonly tidy: boolean
  readonly trouble: Trouble | undefined
  readonly ids: readonly string[]
  readonly management: string | undefined
  readonly regions: readonly string[]
  readonly people: Cast
  readonly names: Names
  readonly window: { readonly from: Second; readonly to: Second }
}

const logBucketsOf = (r: Random, g: Ground): LogBucket[] =>
  ['logs', 'logs-b', 'logs-main'].map((name) => ({
    name: `w${g.seed}-${name}`,
    account: r.pick(g.ids),
    region: 'us-east-1',
  }))

/** Trails that record everything in every account: what a world needs to be able to say no. */
const fullTrails = (r: Random, g: Ground, bucket: string): NewTrail[] => {
  const prefix = r.pick(['', '', 'trail', 'a/b'])
  const organization = g.management !== undefined
  const owners = organization ? g.ids.slice(0, 1) : g.ids
  return owners.map((id) => fullTrail(r, id, organization, r.pick(g.regions), { bucket, prefix }))
}

const otherTrails = (r: Random, g: Ground, buckets: readonly LogBucket[]): NewTrail[] =>
  Array.from({ length: g.tidy ? r.int(0, 1) : r.int(1, 3) }, (_, i) => {
    const account = r.pick(g.ids)
    const owner = { account, mayBeOrganization: account === g.management }
    return anyTrail(r, i, owner, g.regions, buckets, g.names)
  })

/** The intruder tries a trail, or the administrators change it. */
const changed = (r: Random, g: Ground, trail: NewTrail, always: boolean): Trail => {
  const { mallory, admins } = g.people
  const admin = admins.get(trail.account) as Caller
  const by = mallory.account === trail.account && r.chance(0.5) ? mallory : admin
  const changing = always || !trail.initial.exists || r.chance(0.45)
  return { ...trail, changes: changing ? changesOf(r, trail, by, g.names, g.window) : [] }
}

/** The trails of a world with all that is done to them. The full ones come first and write to a bucket of their own. */
export const recorders = (r: Random, g: Ground): Recorders => {
  const logBuckets = logBucketsOf(r, g)
  const [main, ...rest] = logBuckets as [LogBucket, ...LogBucket[]]
  const full = g.tidy ? troubled(r, fullTrails(r, g, main.name), g.trouble, g.names) : []
  const others = otherTrails(r, g, g.tidy ? rest : logBuckets)
  const fails = g.trouble === 'delivery failing'
  const mayFail = fails ? [main] : g.tidy ? rest : logBuckets
  return {
    logBuckets,
    trails: [
      ...full.map((t) =>
        changesTrail(g.trouble) ? changed(r, g, t, true) : { ...t, changes: [] },
      ),
      ...others.map((t) => changed(r, g, t, false)),
    ],
    failing: failures(r, mayFail, g.people.admins, g.window, fails),
  }
}
