import type { Event } from '@aws-sdk/client-cloudtrail'
import type { Observed } from '../../../../model/observed.ts'
import { tryParseInstant } from '../../../../model/time.ts'

export type HistoryRecord = Record<string, unknown>

/** A record with a time and a name; without either it cannot be placed, and would be lost unseen. */
const recordOf = ({ CloudTrailEvent: text }: Event): HistoryRecord | undefined => {
  try {
    const record: unknown = JSON.parse(text ?? '')
    if (typeof record !== 'object' || record === null) return undefined
    const { eventTime, eventName } = record as HistoryRecord
    const isPlaced = typeof eventTime === 'string' && tryParseInstant(eventTime) !== undefined
    return isPlaced && typeof eventName === 'string' ? (record as HistoryRecord) : undefined
  } catch {
    return undefined
  }
}

const keyOf = (record: HistoryRecord): string => `${record.eventTime} ${record.eventID}`

export const byTime = (a: HistoryRecord, b: HistoryRecord): number => (keyOf(a) < keyOf(b) ? -1 : 1)

/** The records of event history, each once. One that cannot be read makes the look-up unknown. */
export const recordsOf = (events: readonly Event[]): Observed<HistoryRecord[]> => {
  const read = events.map(recordOf)
  const records = read.filter((record) => record !== undefined)
  if (records.length < read.length) {
    const broken = events[read.indexOf(undefined)]
    return { unknown: 'error', detail: `the record of ${broken?.EventId ?? 'an event'} is broken` }
  }
  return { known: [...new Map(records.map((record) => [keyOf(record), record])).values()] }
}
