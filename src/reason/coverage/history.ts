import type { ConfigurationEvent } from '../../model/coverage.ts'
import { type Intervals, intervals } from '../../model/intervals.ts'
import type { HistoryFetch, Manifest } from '../../model/manifest.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import { DAY, type Instant, tryParseInstant } from '../../model/time.ts'
import { isEventName } from './event-names.ts'
import { at, isObject, listOf, parseJson, textAt } from './json.ts'

type Fetched = Snapshot['history'][number]

/** A record as LookupEvents gives it: whole, or as a string in `CloudTrailEvent`. */
const recordOf = (entry: unknown): unknown => {
  const wrapped = textAt(entry, 'CloudTrailEvent')
  return wrapped === undefined ? entry : parseJson(wrapped)
}

const eventOf = (entry: unknown, fetched: Fetched): ConfigurationEvent | undefined => {
  const record = recordOf(entry)
  const time = tryParseInstant(textAt(record, 'eventTime') ?? '')
  const name = textAt(record, 'eventName')
  if (!isObject(record) || time === undefined || name === undefined) return undefined
  return {
    time,
    id: textAt(record, 'eventID') ?? '',
    account: textAt(record, 'recipientAccountId') ?? fetched.account,
    region: textAt(record, 'awsRegion') ?? fetched.region,
    source: textAt(record, 'eventSource') ?? '',
    name,
    failed: textAt(record, 'errorCode') !== undefined,
    request: at(record, 'requestParameters'),
    response: at(record, 'responseElements'),
    details: at(record, 'serviceEventDetails'),
    resources: listOf(at(record, 'resources')).flatMap((r) => textAt(r, 'ARN') ?? []),
    objects: [],
  }
}

const entriesOf = (fetched: Fetched): readonly unknown[] =>
  'known' in fetched.events ? fetched.events.known : []

/** The events of one fetch. Records that cannot be read are left out. */
const fetchedEvents = (fetched: Fetched): readonly ConfigurationEvent[] =>
  entriesOf(fetched).flatMap((entry) => eventOf(entry, fetched) ?? [])

/** The events of event history that snapshots hold, each once. */
export const historyEvents = (snapshots: readonly Snapshot[]): readonly ConfigurationEvent[] => {
  const seen = new Map<string, ConfigurationEvent>()
  for (const event of snapshots.flatMap((s) => s.history).flatMap(fetchedEvents))
    seen.set(`${event.account} ${event.id} ${event.time}`, event)
  return [...seen.values()]
}

/** A fetch counts only when it was answered and every record of it could be read. */
export const readWhole = (fetched: Fetched): boolean =>
  'known' in fetched.events &&
  fetched.events.known.every((entry) => eventOf(entry, fetched) !== undefined)

/** Event history reaches back this far (facts/aws.md 3.1). */
export const HISTORY_REACH = 90 * DAY

/** Times that a fetch of event history covers; less its settling where it must be certain (R27). */
const fetchedTimes = (fetched: Fetched, settling: number): Intervals =>
  intervals([
    {
      from: Math.max(fetched.from, fetched.readAt - HISTORY_REACH),
      to: Math.min(fetched.to, fetched.readAt - settling),
    },
  ])

/** What was read whole of the event history of one account and region: events of these names, or all. */
export interface HistoryRead {
  readonly account: string
  readonly region: string
  readonly names: readonly string[] | 'all'
  readonly times: Intervals
  /** When it was asked. */
  readonly at: Instant
  /** What it showed; absent: the lake holds it. */
  readonly events?: readonly ConfigurationEvent[]
}

/** A fetch of one access key's events alone proves nothing of a scope: selectors cannot name a key (R3). */
const namesOf = ({ only }: HistoryFetch): HistoryRead['names'] => {
  if (only === undefined) return 'all'
  return only.field === 'eventName' ? [only.value] : []
}

/** A name that no event is known to have proves nothing (R28); `undefined` where no other was asked for. */
const knownOf = (names: HistoryRead['names']): HistoryRead['names'] | undefined => {
  if (names === 'all') return names
  const known = names.filter(isEventName)
  return known.length === 0 ? undefined : known
}

const readOf = (
  { account, region }: Fetched | HistoryFetch,
  asked: HistoryRead['names'],
  times: Intervals,
  at: Instant,
  events?: readonly ConfigurationEvent[],
): readonly HistoryRead[] => {
  const names = knownOf(asked)
  if (names === undefined) return []
  return [{ account, region, names, times, at, ...(events === undefined ? {} : { events }) }]
}

/**
 * What was read whole of event history: by the snapshots, for configuration events, and into the lake. It counts for
 * exactly the names, account and region that were asked (R17).
 */
export const historyReads = (
  snapshots: readonly Snapshot[],
  manifest: Manifest,
  settling: number,
): readonly HistoryRead[] => [
  ...snapshots
    .flatMap((s) => s.history)
    .filter(readWhole)
    .flatMap((f) => readOf(f, f.eventNames, fetchedTimes(f, settling), f.readAt, fetchedEvents(f))),
  ...manifest.runs
    .flatMap((run) => run.history ?? [])
    .flatMap((f) =>
      readOf(
        f,
        namesOf(f),
        intervals([{ from: f.from, to: Math.min(f.to, f.at - settling) }]),
        f.at,
      ),
    ),
]
