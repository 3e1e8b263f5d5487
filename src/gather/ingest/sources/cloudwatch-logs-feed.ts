import { type Interval, SECOND } from '../../../model/time.ts'
import type { Send } from './asked-places.ts'
import type { Feed } from './fetched-ranges.ts'

interface Entry {
  readonly timestamp?: number // milliseconds
  readonly message?: string
}

interface Page {
  readonly events?: readonly Entry[]
  readonly nextToken?: string
}

/** FilterLogEvents over one log group: oldest first, empty pages between. A group is named by its name or its ARN. */
export const logGroupFeed = (
  folder: string,
  send: Send,
  group: string,
  pattern: string | undefined,
): Feed => ({
  folder,
  order: 'oldest first',
  pages: async function* ({ from, to }: Interval) {
    let token: string | undefined
    do {
      const page: Page = await send('cloudwatch-logs', 'FilterLogEvents', {
        ...(group.startsWith('arn:') ? { logGroupIdentifier: group } : { logGroupName: group }),
        startTime: (Math.floor(from / SECOND) * SECOND) / 1000,
        endTime: (Math.ceil(to / SECOND) * SECOND) / 1000 + 1,
        ...(pattern === undefined ? {} : { filterPattern: pattern }),
        ...(token === undefined ? {} : { nextToken: token }),
      })
      yield (page.events ?? []).map((entry) => ({
        time: entry.timestamp === undefined ? undefined : entry.timestamp * 1000,
        entry,
      }))
      token = page.nextToken
    } while (token !== undefined)
  },
  document: (events) => ({ events }),
})

const selectorsOf = { accessKeyId: '$.userIdentity.accessKeyId', eventName: '$.eventName' } as const

/** A filter for the events with one of these values. */
export const patternOf = (
  field: keyof typeof selectorsOf,
  values: readonly string[],
): string | undefined =>
  values.length === 0
    ? undefined
    : `{ ${values.map((v) => `(${selectorsOf[field]} = ${JSON.stringify(v)})`).join(' || ')} }`
