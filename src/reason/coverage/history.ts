import type { ConfigurationEvent } from '../../model/coverage.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import { tryParseInstant } from '../../model/time.ts'
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

/** The events of event history that snapshots hold, each once. Records that cannot be read are left out. */
export const historyEvents = (snapshots: readonly Snapshot[]): readonly ConfigurationEvent[] => {
  const seen = new Map<string, ConfigurationEvent>()
  for (const fetched of snapshots.flatMap((s) => s.history)) {
    for (const entry of entriesOf(fetched)) {
      const event = eventOf(entry, fetched)
      if (event !== undefined) seen.set(`${event.account} ${event.id} ${event.time}`, event)
    }
  }
  return [...seen.values()]
}

/** A fetch counts only when it was answered and every record of it could be read. */
export const readWhole = (fetched: Fetched): boolean =>
  'known' in fetched.events &&
  fetched.events.known.every((entry) => eventOf(entry, fetched) !== undefined)
