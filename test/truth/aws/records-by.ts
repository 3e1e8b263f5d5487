import type { Random } from '../random.ts'
import { random } from '../random.ts'
import type { Copy } from '../world/happening.ts'
import { HOURS, MINUTES, type Second } from '../world/time.ts'
import type { Trail, TrailState } from '../world/trail.ts'
import type { World } from '../world/world.ts'
import { selects } from './selects.ts'
import { stateAt } from './timeline.ts'

/** Why a trail did not record a copy; `undefined` where it did. */
export type NotRecorded = 'state' | 'place' | 'fuzz' | 'not selected'

/** Where CloudTrail is slow to follow: up to 15 minutes either side of a change, an hour for conversions (R24). */
const SELECTOR_FUZZ = 15 * MINUTES - 1
const CONVERSION_FUZZ = HOURS - 1

/** How late after its joining a member's copy of an organisation trail begins. */
const joinDelay = (w: World, trail: Trail, account: string): Second =>
  random(`join ${w.seed} ${trail.arn} ${account}`).int(0, 24 * HOURS - 1)

const isMember = (w: World, trail: Trail, account: string, second: Second): boolean => {
  if (account === w.organization?.management) return true
  const member = w.accounts.find((a) => a.id === account)
  if (member?.joinedAt === undefined) return false
  const from = member.joinedAt + joinDelay(w, trail, account)
  return from <= second && (member.leftAt === undefined || second < member.leftAt)
}

/** A region that was just enabled gets its copy of a multi-region trail some time within a day (R24). */
const isTooNew = (w: World, trail: Trail, { happening: h }: Copy): boolean =>
  w.newRegion !== undefined &&
  h.region === w.newRegion.name &&
  h.second < w.newRegion.enabledAt + joinDelay(w, trail, w.newRegion.name)

/** Whether a trail in this state works where the copy was delivered (facts/aws.md 3.8, 8.3). */
const placed = (w: World, trail: Trail, s: TrailState, copy: Copy): boolean => {
  const { happening: h, account } = copy
  const reached =
    account === trail.account || (s.organization && isMember(w, trail, account, h.second))
  if (!reached) return false
  if (s.multiRegion) return !isTooNew(w, trail, copy)
  if (h.region !== trail.home) return false
  const { signInGlobal, stsGlobal } = w.undocumented
  const global =
    h.source === 'sts.amazonaws.com'
      ? h.global && stsGlobal
      : h.source === 'signin.amazonaws.com'
        ? signInGlobal
        : h.global
  return s.globalEvents || !global
}

const judged = (
  w: World,
  trail: Trail,
  copy: Copy,
  now: TrailState,
  place: TrailState,
): NotRecorded | undefined => {
  if (!now.exists || !now.logging) return 'state'
  if (!placed(w, trail, place, copy)) return 'place'
  return selects(now.selectors, copy, w.undocumented) ? undefined : 'not selected'
}

/** As it should be, without any slowness. */
export const recordsExactly = (
  w: World,
  trail: Trail,
  copy: Copy,
  counts?: Parameters<typeof stateAt>[2],
): NotRecorded | undefined => {
  const state = stateAt(trail, copy.happening.second, counts)
  return judged(w, trail, copy, state, state)
}

/** As CloudTrail does it: in some worlds every event finds its own way, in others a change comes early or late as a whole. */
export const records = (w: World, trail: Trail, copy: Copy, r: Random): NotRecorded | undefined => {
  const { second } = copy.happening
  const from = w.seed % 2 === 0 ? r : random(`slowness ${w.seed} ${trail.arn}`)
  const slow = from.chance(0.8)
  const shift = slow ? from.int(-SELECTOR_FUZZ, SELECTOR_FUZZ) : 0
  const farther = slow ? from.int(-CONVERSION_FUZZ, CONVERSION_FUZZ) : 0
  const fuzzy = judged(
    w,
    trail,
    copy,
    stateAt(trail, second + shift),
    stateAt(trail, second + farther, (c) => c.kind === 'UpdateTrail' || c.kind === 'CreateTrail'),
  )
  if (fuzzy === undefined || recordsExactly(w, trail, copy) !== undefined) return fuzzy
  return 'fuzz'
}
