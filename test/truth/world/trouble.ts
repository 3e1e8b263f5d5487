import type { Random } from '../random.ts'
import { EARLY } from './clock.ts'
import { type Names, selectors, trap } from './selectors.ts'
import { DAYS, MINUTES, type Second } from './time.ts'
import type { Trail } from './trail.ts'
import type { NewTrail } from './trails.ts'
import type { Account, FailingDelivery, World } from './world.ts'

/** The one thing that is wrong, and how often it is it, in a world that is otherwise complete: where a careless program says no. */
export const troubles = {
  'not settled': 1,
  'an end missing': 2.5,
  'values unknown': 1,
  'trail changed': 2,
  'edge of a change': 2.5,
  'selectors narrow': 4,
  'one region': 1,
  'one account': 1,
  'delivery failing': 1,
  'file damaged': 2,
  'partial source': 1,
  'old identities': 1,
  'members moving': 1,
  'region enabled': 1,
} as const
export type Trouble = keyof typeof troubles

/** Troubles that need a trail to be changed, or do harm only where one was. */
const changing = new Set<Trouble | undefined>([
  'trail changed',
  'an end missing',
  'edge of a change',
])
export const changesTrail = (trouble: Trouble | undefined): boolean => changing.has(trouble)

/** Events this near to a change may follow the state before or after it (R24). */
const FUZZ = 14 * MINUTES

interface Span {
  readonly from: Second
  readonly to: Second
}

/** When something done is likely to go unseen. */
export const criticalTime = (
  trouble: Trouble | undefined,
  at: {
    readonly window: Span
    readonly trail: Trail | undefined
    readonly failing: readonly FailingDelivery[]
    readonly enabled: World['newRegion']
    readonly accounts: readonly Account[]
  },
): Span => {
  const { window, trail, failing, enabled, accounts } = at
  const [first, second] = trail?.changes ?? []
  if (changesTrail(trouble) && first !== undefined) {
    const after = { from: first.second, to: second?.second ?? window.to }
    const around = { from: first.second - FUZZ, to: first.second + FUZZ }
    return trouble === 'edge of a change' || first.second % 2 === 0 ? around : after
  }
  if (enabled !== undefined) return { from: enabled.enabledAt, to: window.to }
  if (trouble === 'not settled') return { from: EARLY - 90 * MINUTES, to: window.to }
  const [failure] = failing
  if (trouble === 'delivery failing' && failure !== undefined) {
    return { from: failure.from, to: failure.to ?? window.to }
  }
  const [, mover] = accounts
  if (trouble === 'members moving' && mover?.leftAt !== undefined) {
    return { from: mover.leftAt, to: window.to }
  }
  const joined = mover?.joinedAt
  return trouble === 'members moving' && joined !== undefined
    ? { from: joined, to: joined + DAYS }
    : window
}

/** Trails that would be complete but for what they do not select, or where they are not. */
export const troubled = (
  r: Random,
  trails: readonly NewTrail[],
  trouble: Trouble | undefined,
  names: Names,
): NewTrail[] => {
  const all = trails.map((trail): NewTrail => {
    const { initial } = trail
    if (trouble === 'selectors narrow' || (trouble === 'values unknown' && r.chance(0.7))) {
      const narrow = r.chance(0.7) ? trap(r, names) : selectors(r, names)
      return { ...trail, initial: { ...initial, selectors: narrow } }
    }
    if (trouble === 'one region') {
      return { ...trail, initial: { ...initial, multiRegion: false, globalEvents: r.chance(0.6) } }
    }
    return trouble === 'one account'
      ? { ...trail, initial: { ...initial, organization: false } }
      : trail
  })
  return trouble === 'one account' ? all.slice(0, 1) : all
}
