import { groupBy } from '../../model/group-by.ts'
import { isKnown, type Observed } from '../../model/observed.ts'
import type { Organization } from '../../model/snapshot/organization.ts'
import type { World } from './world.ts'

/** Where events are recorded: the account and region whose copy of a trail receives them. */
export interface Place {
  readonly account: string
  readonly region: string
}

export const placeKey = ({ account, region }: Place): string => `${account}/${region}`

/** An account that the snapshot speaks of, member of the organisation or not. */
export interface AccountView {
  readonly account: string
  readonly name: string | undefined
  readonly member: Organization['accounts'][number] | undefined
  /** Whether collection got in; `not-collected` for a member that it did not set out to read. */
  readonly reached: Observed<true>
  readonly enabled: Observed<readonly string[]>
  /** Regions to look at: the enabled ones; where those are not known, those that were asked. */
  readonly regions: readonly string[]
}

const NOT_COLLECTED: Observed<never> = { unknown: 'not-collected' }

/** The organisation, where it is known and there is one. */
export const organizationOf = ({ snapshot }: World): Organization | undefined =>
  isKnown(snapshot.organization) ? (snapshot.organization.known ?? undefined) : undefined

const enabledIn = (
  lists: readonly World['snapshot']['regions'][number][],
): Observed<readonly string[]> => {
  const known = lists.flatMap((l) => (isKnown(l.regions) ? [l.regions.known] : []))
  const unread = lists.find((l) => !isKnown(l.regions))?.regions
  if (known.length === 0) return unread !== undefined && !isKnown(unread) ? unread : NOT_COLLECTED
  const names = known.flatMap((regions) => regions.filter((r) => r.enabled).map((r) => r.name))
  return { known: [...new Set(names)].sort() }
}

const viewsOf = (world: World): readonly AccountView[] => {
  const { snapshot } = world
  const members = organizationOf(world)?.accounts ?? []
  const collected = new Map(snapshot.accounts.map((a) => [a.account, a]))
  const lists = groupBy(snapshot.regions, (r) => r.account)
  const asked = groupBy(snapshot.trailsListed, (l) => l.account)
  const memberOf = new Map(members.map((m) => [m.id, m]))
  const all = [...memberOf.keys(), ...collected.keys(), ...lists.keys(), ...asked.keys()]
  return [...new Set(all)].sort().map((account): AccountView => {
    const enabled = enabledIn(lists.get(account) ?? [])
    const here = (asked.get(account) ?? []).map((l) => l.region)
    const read = isKnown(enabled) || here.length > 0
    return {
      account,
      name: memberOf.get(account)?.name,
      member: memberOf.get(account),
      reached: collected.get(account)?.reached ?? (read ? { known: true } : NOT_COLLECTED),
      enabled,
      regions: isKnown(enabled) ? enabled.known : [...new Set(here)].sort(),
    }
  })
}

/** Every account that the snapshot speaks of, by id: members that were not read as well. */
export const accountsOf = (world: World): readonly AccountView[] =>
  world.once('accounts', () => viewsOf(world))

/** An account by its id. */
export const accountOf = (world: World, account: string): AccountView | undefined =>
  world
    .once('accounts by id', () => new Map(accountsOf(world).map((a) => [a.account, a])))
    .get(account)

/** A member that collection did not set out to read, though it could be: a closed account cannot. */
export const isUncollected = ({ reached, member }: AccountView): boolean =>
  'unknown' in reached &&
  reached.unknown === 'not-collected' &&
  (member === undefined || member.status === 'ACTIVE')

/** `production (111111111111)`, or the id alone. */
export const accountName = (world: World, account: string): string => {
  const name = accountOf(world, account)?.name
  return name === undefined ? account : `${name} (${account})`
}
