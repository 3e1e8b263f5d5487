import type { Event } from '@aws-sdk/client-cloudtrail'
import type { Observed } from '../../../../model/observed.ts'
import type { Snapshot } from '../../../../model/snapshot.ts'
import { DAY, HOUR, type Instant, SECOND } from '../../../../model/time.ts'
import type { Place } from '../../probe.ts'
import { listAll } from '../list-all.ts'
import { readKnown } from '../map/answer.ts'
import type { LookUps } from './look-ups.ts'
import { byTime, type HistoryRecord, recordsOf } from './records.ts'

type Row = Snapshot['history'][number]

/** Event history reaches back 90 days (facts/aws.md 8.1); what is oldest drops off while it is being read. */
const REACH = 90 * DAY - HOUR

const wholeSecond = (time: Instant): Instant => Math.floor(time / SECOND) * SECOND
const dateOf = (time: Instant): Date => new Date(time / 1000)

interface Answer {
  readonly name: string
  readonly events: Observed<HistoryRecord[]>
}

const lookUpName = async (
  place: Place,
  region: string,
  name: string,
  { from, to }: Pick<Row, 'from' | 'to'>,
): Promise<Answer> => {
  const input = {
    LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: name }],
    StartTime: dateOf(from),
    EndTime: dateOf(to),
  }
  const events = await listAll<Event>(place, ['cloudtrail', 'LookupEvents', 'Events'], input, {
    region,
  })
  return { name, events: readKnown(events, recordsOf) }
}

/** Names that were answered whole go into one row; those that were not into one for each reason. */
const rowOf = (answer: Answer): string =>
  'known' in answer.events ? 'answered' : JSON.stringify(answer.events)

const eventsOf = (answers: readonly Answer[]): Observed<HistoryRecord[]> => {
  const records: HistoryRecord[] = []
  for (const { events } of answers) {
    if ('unknown' in events) return events
    records.push(...events.known)
  }
  return { known: records.sort(byTime) }
}

/**
 * Looks up every event of each name in one region of an account over the last 90 days. A name whose look-up failed on any
 * page is apart from those that were answered, so that it witnesses nothing (R21).
 */
export const lookUp = async (place: Place, { region, eventNames }: LookUps): Promise<Row[]> => {
  const readAt = place.now()
  const to = wholeSecond(readAt)
  const row = { account: place.account, region, from: to - REACH, to, readAt }
  const answers = await Promise.all(eventNames.map((name) => lookUpName(place, region, name, row)))
  const kinds = [...new Set(answers.map(rowOf))].sort()
  return kinds.map((kind) => {
    const alike = answers.filter((answer) => rowOf(answer) === kind)
    return { ...row, eventNames: alike.map((a) => a.name), events: eventsOf(alike) }
  })
}
