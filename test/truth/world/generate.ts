import { accountId } from '../ids.ts'
import { type Random, random } from '../random.ts'
import { cast } from './cast.ts'
import { DAWN, EARLY, LATE } from './clock.ts'
import type { Scene } from './crimes.ts'
import { accounts, buckets, newRegion, regions } from './places.ts'
import { recorders } from './recorders.ts'
import type { Names } from './selectors.ts'
import { story } from './story.ts'
import { HOURS, MINUTES } from './time.ts'
import { criticalTime, troubles } from './trouble.ts'
import { undocumented } from './undocumented.ts'
import type { World } from './world.ts'

const windowOf = (r: Random, early: boolean) => {
  const length = r.int(3, 7) * HOURS
  const to = early ? EARLY - r.int(-30, 130) * MINUTES : DAWN + r.int(44 * 60, 50 * 60) * MINUTES
  return { from: to - length, to }
}

/** A random organisation with all that happened in it: the same for the same seed. */
export const generate = (seed: number): World => {
  const r = random(`world ${seed}`)
  const profile = r.weighted({ complete: 26, troubled: 54, wild: 20 })
  const trouble = profile === 'troubled' ? r.weighted(troubles) : undefined
  const tidy = profile !== 'wild'
  const early = tidy ? trouble === 'not settled' : r.chance(0.15)
  const window = windowOf(r, early)
  const open = undocumented(r.fork('undocumented'))
  const moving = tidy ? trouble === 'members moving' : 'perhaps'
  const { organization, accounts: members } = accounts(r, seed, window, moving)
  const ids = members.map((a) => a.id)
  const places = regions(r)
  const enabling = trouble === 'region enabled' || (!tidy && r.chance(0.05))
  const enabled = enabling ? newRegion(r, window) : undefined
  // What goes wrong in one account only is of interest where the intruder is in that one.
  const [, second = ids[0]] = ids
  const home = trouble === 'members moving' || trouble === 'one account' ? second : undefined
  const people = cast(r, ids, tidy && trouble !== 'old identities', home)
  const data = buckets(r, seed, ids, places)
  const names: Names = {
    buckets: data.slice(0, 2).map((b) => b.name),
    callers: [people.mallory, people.bob].map((c) => c.arn ?? ''),
  }
  const management = organization?.management
  const ground = { seed, tidy, trouble, ids, management, regions: places, people, names, window }
  const made = recorders(r, ground)
  const { failing, trails } = made
  const scene: Scene = {
    r: r.fork('scene'),
    cast: people,
    buckets: data,
    regions: enabled === undefined ? places : [...places, enabled.name, enabled.name],
    undocumented: open,
    window,
    critical: criticalTime(trouble, {
      window,
      trail: trails[0],
      failing,
      enabled,
      accounts: members,
    }),
    stranger: accountId(seed, 9),
    oldKeys: !tidy || trouble === 'old identities',
    keys: people.keys,
  }
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
    ...made,
    happenings: story(r, scene, { accounts: members, newRegion: enabled, trouble }, made),
    window,
    now: early ? EARLY : LATE,
  }
}
