import { accountId } from '../ids.ts'
import type { Random } from '../random.ts'
import { DAWN, LONG_AGO, MORNING } from './clock.ts'
import type { Happening } from './happening.ts'
import { DAYS, HOURS } from './time.ts'
import type { Account, Bucket, World } from './world.ts'

/** Joining or leaving while the world lasts, or a member all the time. */
const member = (
  r: Random,
  id: string,
  window: { from: number; to: number },
  moves: boolean,
): Account => {
  if (!moves) return { id, joinedAt: LONG_AGO }
  return r.chance(0.5)
    ? { id, joinedAt: r.int(DAWN - DAYS, window.to) }
    : { id, joinedAt: LONG_AGO, leftAt: r.int(MORNING, window.to) }
}

/** The accounts of a world; the first one manages the organisation where there is one, and the second one moves first. */
export const accounts = (
  r: Random,
  seed: number,
  window: { from: number; to: number },
  moving: boolean | 'perhaps',
): { organization: { id: string; management: string } | null; accounts: Account[] } => {
  const count = moving === true ? r.int(2, 4) : r.pick([1, 1, 2, 2, 2, 3, 4])
  const ids = Array.from({ length: count }, (_, i) => accountId(seed, i))
  if (moving !== true && (count === 1 || r.chance(0.4))) {
    return { organization: null, accounts: ids.map((id) => ({ id })) }
  }
  const moves = (i: number) =>
    i > 0 && (moving === 'perhaps' ? r.chance(0.2) : moving && (i === 1 || r.chance(0.2)))
  return {
    organization: { id: `o-${r.text('abcdefghij0123456789', 10)}`, management: ids[0] as string },
    accounts: ids.map((id, i) => member(r, id, window, moves(i))),
  }
}

/** us-east-1, where global services are recorded, and up to two others. */
export const regions = (r: Random): string[] => [
  'us-east-1',
  ...r.sample(['eu-west-1', 'eu-central-1', 'ap-southeast-2'], r.int(0, 2)),
]

/** A region that has to be enabled before anything happens in it (facts/aws.md 3.8). */
export const newRegion = (
  r: Random,
  window: { from: number; to: number },
): { name: string; enabledAt: number } => ({
  name: 'ap-east-1',
  enabledAt: r.int(window.from - 8 * HOURS, window.to - HOURS),
})

/** Nothing happens in a region before it is enabled: what would have is done in us-east-1 instead. */
export const whereEnabled = (h: Happening, region: World['newRegion']): Happening =>
  region !== undefined && h.region === region.name && h.second < region.enabledAt
    ? { ...h, region: 'us-east-1' }
    : h

/** Buckets with data, in pairs whose names begin alike (R5), and one that is nobody's business. */
export const buckets = (
  r: Random,
  seed: number,
  ids: readonly string[],
  places: readonly string[],
): Bucket[] => {
  const account = r.pick(ids)
  const region = r.pick(places)
  const bucket = (name: string, owner = account): Bucket => ({
    name: `w${seed}-${name}`,
    account: owner,
    region,
    createdAt: r.chance(0.5) ? LONG_AGO : MORNING + HOURS,
  })
  return [bucket('data'), bucket('data2'), bucket('archive', r.pick(ids))]
}
