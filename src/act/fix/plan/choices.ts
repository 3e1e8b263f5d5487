import type { Choice, ChoiceId } from '../../../model/plan.ts'
import { globalRecordsOf } from '../../../model/regions.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import { bucketsOf, ownerOf, trailsByBucket } from '../../../reason/assess/inventory/buckets.ts'
import { insiders } from '../../../reason/assess/inventory/insiders.ts'
import { knownTrails } from '../../../reason/assess/inventory/trails.ts'
import { organizationOf } from '../../../reason/assess/places.ts'
import { worldOf } from '../../../reason/assess/run.ts'
import type { World } from '../../../reason/assess/world.ts'

type Given = Readonly<Partial<Record<ChoiceId, string>>>
type Made = Omit<Choice, 'id'>

/** A region that every account has, in the partitions where one can be named. */
const FIRST_REGION: ReadonlyMap<string, string> = new Map([
  ['aws', 'us-east-1'],
  ['aws-cn', 'cn-north-1'],
  ['aws-us-gov', 'us-gov-west-1'],
])

const homeRegion = (world: World): Made => {
  const trails = knownTrails(world)
  const shared = trails.find((t) => t.settings.isOrganization)
  if (shared !== undefined)
    return {
      value: shared.trail.homeRegion,
      from: 'observed',
      why: `trail ${shared.name} of the organisation has its home there`,
    }
  const { partition } = world.snapshot
  const region = FIRST_REGION.get(partition)
  if (region !== undefined)
    return {
      value: region,
      from: 'default',
      why:
        region === globalRecordsOf(partition)
          ? 'every account has it, and global services record there'
          : 'every account has it',
    }
  return { value: null, from: 'asked', why: `say which region of ${partition} is the home region` }
}

const ARCHIVE = /\blog[- _]?archive\b|^logging$|^audit$|^logs$/i

const archiveAccount = (world: World): Made => {
  const organization = organizationOf(world)
  const asked: Made = {
    value: null,
    from: 'asked',
    why: 'say which account keeps the logs: one that is used for nothing else',
  }
  if (organization === undefined) return asked
  const members = new Set(
    organization.accounts.filter((a) => a.status === 'ACTIVE').map((a) => a.id),
  )
  const keeps = [...trailsByBucket(world)].flatMap(([name, trails]) => {
    const bucket = bucketsOf(world).find((b) => b.name === name)
    const owner = bucket === undefined ? undefined : ownerOf(bucket)
    const isApart = owner !== undefined && trails.every((t) => t.account !== owner)
    return isApart && members.has(owner) ? [{ owner, name }] : []
  })
  const [kept] = keeps
  if (kept !== undefined && keeps.every((k) => k.owner === kept.owner))
    return { value: kept.owner, from: 'observed', why: `it owns log bucket ${kept.name} already` }
  const named = organization.accounts.filter(
    (a) =>
      members.has(a.id) && a.id !== organization.managementAccount && ARCHIVE.test(a.name ?? ''),
  )
  const [archive] = named
  return archive !== undefined && named.length === 1
    ? { value: archive.id, from: 'observed', why: `it is called ${archive.name}` }
    : asked
}

/** Names of buckets are world-wide: an account and a region in it make a clash unlikely, not impossible. */
const logBucket = (keeper: string | null, home: string | null): Made =>
  keeper === null || home === null
    ? { value: null, from: 'asked', why: 'the account that keeps the logs is not known' }
    : {
        value: `cloudtrail-logs-${keeper}-${home}`,
        from: 'default',
        why: 'bucket names are world-wide: the account and the region make it ours',
      }

const NAMES = ['organization-trail', 'organization-trail-2', 'organization-trail-3']

const trailName = (world: World): Made => {
  const taken = new Set(world.snapshot.trails.map((t) => t.name))
  const value = NAMES.find((name) => !taken.has(name)) ?? null
  return value === null
    ? { value, from: 'asked', why: `the names ${NAMES.join(', ')} are taken` }
    : { value, from: 'default', why: 'no trail has this name' }
}

const notify: Made = {
  value: null,
  from: 'asked',
  why: 'say who is told: a mail address, an https address, a queue or a function',
}

const guardException: Made = {
  value: null,
  from: 'default',
  why: 'nobody in a member account is excepted; the management account can detach the policy',
}

/** An account that nobody knows is said at once: no step puts logs there. */
const checked = (world: World, keeper: Choice): Choice => {
  const { accounts, isComplete } = insiders(world)
  if (keeper.from !== 'given' || keeper.value === null || accounts.has(keeper.value)) return keeper
  return {
    ...keeper,
    why: isComplete
      ? 'as you said; but it is no account of ours, and no step puts logs there'
      : 'as you said; but whether it is one of ours was not read, and no step puts logs there',
  }
}

/**
 * What the plan has to decide: as given, as it is already, by a default that does no harm, or asked. Days of retention
 * are a year unless they are given.
 */
export const choicesOf = (snapshot: Snapshot, given: Given): readonly Choice[] => {
  const world = worldOf(snapshot, snapshot.collectedAt)
  const make = (id: ChoiceId, made: Made): Choice => {
    const value = given[id]
    return value === undefined ? { id, ...made } : { id, value, from: 'given', why: 'as you said' }
  }
  const home = make('home-region', homeRegion(world))
  const keeper = checked(world, make('log-archive-account', archiveAccount(world)))
  return [
    home,
    keeper,
    make('log-bucket', logBucket(keeper.value, home.value)),
    make('trail-name', trailName(world)),
    make('key-alias', {
      value: 'alias/cloudtrail-logs',
      from: 'default',
      why: 'the name of a key that is made for the files of a trail',
    }),
    make('notify', notify),
    make('retention-days', { value: '365', from: 'default', why: 'one year, as assess asks for' }),
    make('guard-exception', guardException),
  ]
}
