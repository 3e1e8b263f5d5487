import type { Random } from '../random.ts'
import { LONG_AGO, MORNING } from './clock.ts'
import { everything, type Names, selectors } from './selectors.ts'
import { HOURS } from './time.ts'
import type { Trail, TrailState } from './trail.ts'

export type NewTrail = Omit<Trail, 'changes'>

/** The log buckets of a world: a name, and prefixes which trails may share (R18). */
export interface LogBucket {
  readonly name: string
  readonly account: string
  readonly region: string
}

const named = (account: string, name: string, home: string, createdAt: number) => ({
  name,
  arn: `arn:aws:cloudtrail:${home}:${account}:trail/${name}`,
  account,
  home,
  createdAt,
})

const logging = {
  exists: true,
  logging: true,
  startedAt: LONG_AGO + HOURS,
  stoppedAt: undefined,
} as const

/** A trail that records all that a question can need. */
export const fullTrail = (
  r: Random,
  account: string,
  organization: boolean,
  home: string,
  to: { readonly bucket: string; readonly prefix: string },
): NewTrail => ({
  ...named(account, organization ? 'org' : 'main', home, LONG_AGO),
  initial: {
    ...logging,
    multiRegion: true,
    organization,
    globalEvents: true,
    validation: r.chance(0.6),
    ...to,
    selectors: everything(r),
  },
})

/** A trail of any form. */
export const anyTrail = (
  r: Random,
  index: number,
  owner: { account: string; mayBeOrganization: boolean },
  regions: readonly string[],
  buckets: readonly LogBucket[],
  names: Names,
): NewTrail => {
  const home = r.pick(regions)
  const multiRegion = r.chance(0.6)
  const existed = r.chance(0.85)
  const state: TrailState = {
    ...(existed
      ? { ...logging, logging: r.chance(0.93) }
      : { exists: false, logging: false, startedAt: undefined, stoppedAt: undefined }),
    multiRegion,
    organization: owner.mayBeOrganization && r.chance(0.6),
    globalEvents: multiRegion || r.chance(0.6),
    validation: r.chance(0.4),
    bucket: r.pick(buckets).name,
    prefix: r.pick(['', '', 'trail', `t${index}`]),
    selectors: selectors(r, names),
  }
  const initial =
    state.exists && !state.logging ? { ...state, stoppedAt: LONG_AGO + 2 * HOURS } : state
  return { ...named(owner.account, `t${index}`, home, existed ? LONG_AGO : MORNING), initial }
}
