import type { Random } from '../random.ts'
import { refused } from './actions/cloudtrail.ts'
import { acceptHandshake, enableRegion, removeAccount } from './actions/organizations.ts'
import { bucketCall } from './actions/s3.ts'
import type { Caller } from './caller.ts'
import { MORNING } from './clock.ts'
import { type Scene, ways } from './crimes.ts'
import type { Happening } from './happening.ts'
import { noise, stranger } from './noise.ts'
import { whereEnabled } from './places.ts'
import type { Recorders } from './recorders.ts'
import type { Account, World } from './world.ts'

type Admins = ReadonlyMap<string, Caller>

/** What happens to the organisation is itself an event of its management account or of the member. */
const moves = (accounts: readonly Account[], admins: Admins): Happening[] => {
  const management = admins.get(accounts[0]?.id ?? '') as Caller
  return accounts.flatMap(({ id, joinedAt, leftAt }) => [
    ...(leftAt === undefined ? [] : [removeAccount(leftAt, management, id)]),
    ...(joinedAt !== undefined && joinedAt > MORNING
      ? [acceptHandshake(joinedAt, admins.get(id) as Caller)]
      : []),
  ])
}

const enabling = (region: World['newRegion'], admins: Admins): Happening[] =>
  region === undefined
    ? []
    : [...admins.values()].map((admin) => enableRegion(region.enabledAt, admin, region.name))

const bucketsMade = (s: Scene): Happening[] =>
  s.buckets
    .filter((b) => b.createdAt > MORNING)
    .map((b) => bucketCall(b.createdAt, s.cast.admins.get(b.account) as Caller, 'CreateBucket', b))

const rarities = (r: Random, s: Scene): Happening[] => {
  const sometime = () => r.int(s.window.from, s.window.to)
  return [
    ...(r.chance(0.08) ? [stranger(s, sometime())] : []),
    ...(r.chance(0.15) ? [refused(sometime(), s.cast.mallory, 'us-east-1')] : []),
  ]
}

/** Everything that happens in a world, in order. */
export const story = (
  r: Random,
  s: Scene,
  world: Pick<World, 'accounts' | 'newRegion' | 'trouble'>,
  { trails, failing }: Recorders,
): Happening[] => {
  const { admins, prelude } = s.cast
  const deeds = r.sample(Object.values(ways), r.int(world.trouble === undefined ? 0 : 2, 5))
  return [
    ...prelude,
    ...noise(s, r.int(8, 20)),
    ...deeds.flatMap((way) => way(s)),
    ...rarities(r, s),
    ...bucketsMade(s),
    ...moves(world.accounts, admins),
    ...enabling(world.newRegion, admins),
    ...trails.flatMap((t) => t.changes.map((c) => c.happening)),
    ...failing.flatMap((f) => f.calls),
  ]
    .map((h) => whereEnabled(h, world.newRegion))
    .sort((a, b) => a.second - b.second)
}
