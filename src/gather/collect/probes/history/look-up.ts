import type { Event } from '@aws-sdk/client-cloudtrail'
import type { Observed } from '../../../../model/observed.ts'
import type { Snapshot } from '../../../../model/snapshot.ts'
import { DAY, HOUR, type Instant, SECOND } from '../../../../model/time.ts'
import type { Place } from '../../probe.ts'
import { listAll } from '../list-all.ts'
import { readKnown } from '../map/answer.ts'
import type { LookUps } from './look-ups.ts'
import { type HistoryRecord, recordsOf } from './records.ts'

type Row = Snapshot['history'][number]

/** Event history reaches back 90 days (facts/aws.md 8.1); what is oldest drops off while it is being read. */
const REACH = 90 * DAY - HOUR

const wholeSecond = (time: Instant): Instant => Math.floor(time / SECOND) * SECOND
const dateOf = (time: Instant): Date => new Date(time / 1000)

const lookUpName = async (
  place: Place,
  region: string,
  eventName: string,
  from: Instant,
  to: Instant,
): Promise<Observed<HistoryRecord[]>> =>
  readKnown(
    await listAll<Event>(
      place,
      ['cloudtrail', 'LookupEvents', 'Events'],
      {
        LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: eventName }],
        StartTime: dateOf(from),
        EndTime: dateOf(to),
      },
      { region },
    ),
    recordsOf,
  )

const byTime = (a: HistoryRecord, b: HistoryRecord): number =>
  `${a.eventTime} ${a.eventID}` < `${b.eventTime} ${b.eventID}` ? -1 : 1

/**
 * Looks up every event of each name in one region of an account over the last 90 days. The names that were answered
 * whole make one row; each that was not makes its own, so that it witnesses nothing (R21).
 */
export const lookUp = async (place: Place, { region, eventNames }: LookUps): Promise<Row[]> => {
  const readAt = place.now()
  const to = wholeSecond(readAt)
  const from = to - REACH
  const answers = await Promise.all(
    eventNames.map(async (name) => ({
      name,
      events: await lookUpName(place, region, name, from, to),
    })),
  )
  const row = { account: place.account, region, from, to, readAt }
  const answered = answers.flatMap(({ name, events }) =>
    'known' in events ? [{ name, records: events.known }] : [],
  )
  const failed = answers.filter(({ events }) => 'unknown' in events)
  const events = answered.flatMap((a) => a.records).sort(byTime)
  return [
    ...(answered.length === 0
      ? []
      : [{ ...row, eventNames: answered.map((a) => a.name), events: { known: events } }]),
    ...failed.map((f) => ({ ...row, eventNames: [f.name], events: f.events })),
  ]
}
