import type { BlindSpot } from '../../../model/coverage.ts'
import { groupBy } from '../../../model/group-by.ts'
import { partitionOfRegion } from '../../../model/regions.ts'
import type { Box, ScopeField } from '../../../model/scope.ts'
import { formatInstant, type Instant, SECOND } from '../../../model/time.ts'
import { selects } from '../../selectors/constraint.ts'
import { isEventName } from '../event-names.ts'
import { HISTORY_REACH } from '../history.ts'

/** Management events of a blind spot that event history still holds: how to get them, and the day they are lost. */
export interface StillThere {
  readonly command: string
  /** The same for regions of other partitions: each takes credentials of its own. */
  readonly more: readonly { readonly partition: string; readonly command: string }[]
  readonly since: Instant
  /** When the first of them leaves event history (facts/aws.md 3.1). */
  readonly lost: Instant
  /** Whether event history holds everything that the blind spot may hide. */
  readonly all: boolean
}

const isManagement = ({ fields: { eventCategory } }: Box): 'yes' | 'maybe' | 'no' => {
  if (eventCategory === undefined) return 'maybe'
  if (selects(eventCategory, 'Management') === 'no') return 'no'
  const others = ['Data', 'NetworkActivity', 'Insight']
  return others.every((c) => selects(eventCategory, c) === 'no') ? 'yes' : 'maybe'
}

const NAMED = 3

/** The values of a field that all boxes name exactly; none where some box leaves it open, or they are many. */
const named = (boxes: readonly Box[], field: ScopeField, most: number): readonly string[] => {
  const lists = boxes.map(({ fields }) => fields[field])
  if (!lists.every((c) => c?.Equals !== undefined && Object.keys(c).length === 1)) return []
  const values = [...new Set(lists.flatMap((c) => c?.Equals ?? []))]
  return values.length <= most && values.every((v) => /^[\w.-]+$/.test(v)) ? values : []
}

/** Names to look up; none where one of them is no known name, since looking it up would prove nothing (R28). */
const namedEvents = (boxes: readonly Box[]): readonly string[] => {
  const names = named(boxes, 'eventName', NAMED)
  return names.every(isEventName) ? names : []
}

const option = (name: string, values: readonly string[]): readonly string[] =>
  values.map((value) => `--${name} ${value}`)

/** What of a blind spot can still be fetched from event history, if anything. `accessKey` narrows the look-up. */
export const stillInHistory = (
  spot: BlindSpot,
  now: Instant,
  accessKey?: string,
): StillThere | undefined => {
  const since = Math.max(spot.from, Math.ceil((now - HISTORY_REACH) / SECOND) * SECOND)
  if (spot.reason === 'candidate events' || since >= Math.min(spot.to, now)) return undefined
  const boxes = spot.scope.filter((box) => isManagement(box) !== 'no')
  if (boxes.length === 0) return undefined
  const key = accessKey !== undefined && /^[A-Z0-9]{16,128}$/.test(accessKey) ? [accessKey] : []
  const options = (regions: readonly string[]) => [
    ...option('account', named(boxes, 'account', NAMED)),
    ...option('region', regions),
    ...(key.length > 0 ? option('access-key', key) : option('event-name', namedEvents(boxes))),
    `--since ${formatInstant(since)}`,
    ...(spot.to < now ? [`--until ${formatInstant(spot.to)}`] : []),
  ]
  const partitions = [...groupBy(named(boxes, 'region', NAMED), partitionOfRegion)].map(
    ([partition, regions]) => ({
      partition,
      command: `wholetrail ingest event-history ${options(regions).join(' ')}`,
    }),
  )
  const [first, ...more] = partitions
  return {
    command: first?.command ?? `wholetrail ingest event-history ${options([]).join(' ')}`,
    more,
    since,
    lost: since + HISTORY_REACH,
    all:
      since === spot.from &&
      spot.more === 0 &&
      spot.scope.every((box) => isManagement(box) === 'yes'),
  }
}

/** What says that nothing can be done, which is wrong as long as event history holds the events. */
const HOPELESS = /^nothing brings these events back|what was not selected is nowhere to be had/

/**
 * A blind spot whose remedy names event history, where that still holds management events of it. `failed`: why reading
 * it failed before.
 */
export const withHistory = (spot: BlindSpot, now: Instant, failed = ''): BlindSpot => {
  const still = stillInHistory(spot, now)
  if (still === undefined) return spot
  const which = still.all
    ? 'these events are still in event history'
    : `management events among these, from ${formatInstant(still.since)} on, are still in event history`
  const others = still.more.map((m) => `; with credentials of ${m.partition}: ${m.command}`)
  const again = failed === '' ? '' : `, though reading it failed${failed}`
  const told = `${which}${again}, the first of them until ${formatInstant(still.lost)}: ${still.command}${others.join('')}`
  const remedy =
    still.all && HOPELESS.test(spot.remedy)
      ? told
      : HOPELESS.test(spot.remedy)
        ? `${told}; for the rest: ${spot.remedy}`
        : `${spot.remedy}; ${told}`
  return { ...spot, remedy }
}
