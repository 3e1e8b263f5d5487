import { accountId } from '../ids.ts'
import type { Random } from '../random.ts'
import { DAWN, LONG_AGO, MORNING } from './clock.ts'
import { type Account, type Bucket, DAYS, type Happening, HOURS, type World } from './types.ts'

/** The accounts of a world; the first one manages the organisation where there is one. */
export const accounts = (
  r: Random,
  seed: number,
  window: { from: number; to: number },
  settled: boolean,
): { organization: { id: string; management: string } | null; accounts: Account[] } => {
  const count = r.pick([1, 1, 2, 2, 2, 3, 4])
  const ids = Array.from({ length: count }, (_, i) => accountId(seed, i))
  if (count === 1 || r.chance(0.4))
    return { organization: null, accounts: ids.map((id) => ({ id })) }
  const joined = (index: number): Account => {
    const id = ids[index] as string
    if (index === 0 || settled || r.chance(0.8)) return { id, joinedAt: LONG_AGO }
    if (r.chance(0.5)) return { id, joinedAt: r.int(DAWN - DAYS, window.to) }
    return { id, joinedAt: LONG_AGO, leftAt: r.int(MORNING, window.to) }
  }
  return {
    organization: { id: `o-${r.text('abcdefghij0123456789', 10)}`, management: ids[0] as string },
    accounts: ids.map((_, i) => joined(i)),
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
