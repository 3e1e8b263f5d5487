import type { EventGroup } from '../../../model/proposal.ts'
import { add, between, exactly, NONE, type Range, scale } from '../../../model/range.ts'
import type { Counted } from '../bill/events.ts'
import type { Copies } from '../copies/copies.ts'
import type { Tuple } from '../volumes/tuple.ts'

/** Events alike of which a copy was there, and whether one would be. */
interface Lost {
  readonly tuple: Tuple
  readonly events: Range
  readonly lost: EventGroup['lost']
}

const isSure = (copies: readonly Copies[]): boolean => copies.some((c) => c.events.low > 0)

const lostOf = (
  tuple: Tuple,
  before: readonly Copies[],
  after: readonly Copies[],
): Lost | undefined => {
  if (before.length === 0 || isSure(after)) return undefined
  if (after.length > 0 && !isSure(before)) return undefined
  const sure = after.length === 0 && isSure(before)
  return sure
    ? { tuple, events: exactly(tuple.count), lost: 'yes' }
    : { tuple, events: between(0, tuple.count, null), lost: 'unknown' }
}

const groupOf = ({ tuple, events, lost }: Lost, factor: number): EventGroup => ({
  account: tuple.account,
  region: tuple.region,
  class: tuple.class,
  type: tuple.type,
  resource: tuple.resource,
  principal: tuple.principal,
  eventSource: tuple.event.eventSource ?? null,
  eventName: tuple.event.eventName ?? null,
  events: scale(events, factor),
  lost,
})

const keyOf = ({ events: _, ...group }: EventGroup): string => Object.values(group).join('\t')

const gathered = (groups: readonly EventGroup[]): readonly EventGroup[] => {
  const all = new Map<string, EventGroup>()
  for (const group of groups) {
    const key = keyOf(group)
    const before = all.get(key)
    all.set(
      key,
      before === undefined ? group : { ...group, events: add(before.events, group.events) },
    )
  }
  return [...all.values()]
}

const most = ({ events }: EventGroup): number => events.high ?? events.low

/** Events that something records now and nothing would: all of them, and the groups that they are of, largest first. */
export interface LostEvents {
  readonly events: Range
  readonly groups: readonly EventGroup[]
}

/** `before` and `after` are the same events, counted with the recorders as they are and as they would be. */
export const lostEvents = (
  before: readonly Counted[],
  after: readonly Counted[],
  factor: number,
): LostEvents => {
  const lost = before.flatMap(({ events }, i) =>
    events.flatMap(({ tuple, copies }, j) => {
      const then = after[i]?.events[j]
      return then === undefined ? [] : (lostOf(tuple, copies, then.copies) ?? [])
    }),
  )
  const groups = gathered(lost.map((one) => groupOf(one, factor)))
  return {
    events: groups.reduce((sum, group) => add(sum, group.events), NONE),
    groups: groups.toSorted((a, b) => most(b) - most(a) || (keyOf(a) < keyOf(b) ? -1 : 1)),
  }
}
