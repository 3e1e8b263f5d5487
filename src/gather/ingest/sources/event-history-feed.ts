import { type Instant, type Interval, SECOND } from '../../../model/time.ts'
import type { Send } from './asked-places.ts'
import type { Feed, FetchedEvent } from './fetched-ranges.ts'

/** Which management events are looked up: all, or those with one value of one attribute (facts/aws.md 8.1). */
export type HistoryScope =
  | { readonly field: 'eventName' | 'accessKeyId'; readonly value: string }
  | undefined

const attributes = { eventName: 'EventName', accessKeyId: 'AccessKeyId' } as const

interface Entry {
  readonly EventTime?: Date
  readonly CloudTrailEvent?: string
}

interface Page {
  readonly Events?: readonly Entry[]
  readonly NextToken?: string
}

/** LookupEvents knows whole seconds, and gives every event at most this many on a page (facts/aws.md 8.1). */
const PAGE = 50

const dateOf = (instant: Instant): Date => new Date(instant / 1000)

const eventOf = (entry: Entry): FetchedEvent => {
  const millis = entry.EventTime?.getTime()
  return { time: millis === undefined ? undefined : millis * 1000, entry }
}

/** Event history of one account and region. Both ends of a time are asked for, so that no second is cut. */
export const historyFeed = (folder: string, send: Send, scope: HistoryScope): Feed => ({
  folder,
  order: 'newest first',
  pages: async function* ({ from, to }: Interval) {
    let token: string | undefined
    do {
      const page: Page = await send('cloudtrail', 'LookupEvents', {
        StartTime: dateOf(Math.floor(from / SECOND) * SECOND),
        EndTime: dateOf(Math.ceil(to / SECOND) * SECOND),
        MaxResults: PAGE,
        ...(scope === undefined
          ? {}
          : {
              LookupAttributes: [
                { AttributeKey: attributes[scope.field], AttributeValue: scope.value },
              ],
            }),
        ...(token === undefined ? {} : { NextToken: token }),
      })
      yield (page.Events ?? []).map(eventOf)
      token = page.NextToken
    } while (token !== undefined)
  },
  document: (Events) => ({ Events }),
})
