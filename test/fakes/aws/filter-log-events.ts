import type { Handler } from './handler.ts'
import { inputOf } from './request.ts'
import { json } from './response.ts'

interface Input {
  readonly logGroupName?: string
  readonly logGroupIdentifier?: string
  readonly startTime?: number
  readonly endTime?: number
  readonly nextToken?: string
  readonly limit?: number
  readonly filterPattern?: string
}

const literal = (pattern: string | undefined): string | undefined =>
  pattern === undefined ? undefined : /= "([^"]*)"/.exec(pattern)?.[1]

/** FilterLogEvents over log groups that the fake keeps: oldest first, with an empty page between, as AWS has. */
export const filterLogEvents: Handler = ({ request, account, state }) => {
  const input = inputOf(request) as Input
  const group = input.logGroupName ?? input.logGroupIdentifier?.split(':')[6] ?? ''
  const events = state.logEvents.get(`${account} ${request.region} ${group}`)
  if (events === undefined) return undefined
  const text = literal(input.filterPattern)
  const found = events
    .filter((e) => e.timestamp >= (input.startTime ?? 0))
    .filter((e) => e.timestamp < (input.endTime ?? Number.POSITIVE_INFINITY))
    .filter((e) => text === undefined || e.message.includes(`"${text}"`))
    .toSorted((a, b) => a.timestamp - b.timestamp)
  const [at = '0', state2] = (input.nextToken ?? '0').split(' ')
  if (state2 === 'empty') return json({ events: [], nextToken: at })
  const from = Number(at)
  const to = from + Math.min(input.limit ?? 10_000, 100)
  return json({
    events: found.slice(from, to).map((e, i) => ({
      logStreamName: 'stream',
      timestamp: e.timestamp,
      ingestionTime: e.timestamp + 300_000,
      eventId: String(from + i),
      message: e.message,
    })),
    ...(to < found.length ? { nextToken: `${to} empty` } : {}),
  })
}
