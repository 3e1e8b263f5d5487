import type { Handler } from './handler.ts'
import { inputOf } from './request.ts'
import { type AwsResponse, json, refusal } from './response.ts'
import type { HistoryEvent } from './state.ts'

const PAGE = 50

const attributes: Readonly<Record<string, (e: HistoryEvent) => readonly (string | undefined)[]>> = {
  EventId: (e) => [e.eventID],
  EventName: (e) => [e.eventName],
  EventSource: (e) => [e.eventSource],
  ReadOnly: (e) => [String(e.readOnly ?? false)],
  Username: (e) => [e.userIdentity?.userName],
  AccessKeyId: (e) => [e.userIdentity?.accessKeyId],
  ResourceName: (e) => (e.resources ?? []).map((r) => r.ARN),
  ResourceType: (e) => (e.resources ?? []).map((r) => r.type),
}

const seconds = (e: HistoryEvent): number => Math.floor(Date.parse(e.eventTime) / 1000)

const entryOf = (e: HistoryEvent) => ({
  EventId: e.eventID,
  EventName: e.eventName,
  ReadOnly: String(e.readOnly ?? false),
  AccessKeyId: e.userIdentity?.accessKeyId,
  EventTime: seconds(e),
  EventSource: e.eventSource,
  Username: e.userIdentity?.userName,
  Resources: (e.resources ?? []).map((r) => ({ ResourceType: r.type, ResourceName: r.ARN })),
  CloudTrailEvent: e.raw ?? JSON.stringify(e),
})

interface Input {
  readonly StartTime?: number
  readonly EndTime?: number
  readonly MaxResults?: number
  readonly NextToken?: string
  readonly LookupAttributes?: readonly { AttributeKey: string; AttributeValue: string }[]
}

const buckets = new Map<string, { tokens: number; at: number }>()

/** Whether a call more is too many: a bucket that fills with the rate. */
const isTooFast = (key: string, rate: number): boolean => {
  const now = performance.now()
  const bucket = buckets.get(key) ?? { tokens: rate, at: now }
  const tokens = Math.min(rate, bucket.tokens + ((now - bucket.at) / 1000) * rate)
  buckets.set(key, { tokens: tokens < 1 ? tokens : tokens - 1, at: now })
  return tokens < 1
}

/** LookupEvents: newest first, 50 a page, one attribute, two a second, 90 days (facts/aws.md 8.1). */
export const lookupEvents: Handler = ({ request, account, state, stub }): AwsResponse => {
  const place = `${account} ${request.region}`
  if (isTooFast(`${stub} ${place}`, state.lookupsPerSecond))
    return refusal(request, 400, 'ThrottlingException', 'Rate exceeded')
  const input = inputOf(request) as Input
  const [attribute, ...others] = input.LookupAttributes ?? []
  if (others.length > 0) return refusal(request, 400, 'InvalidLookupAttributesException')
  if ((input.MaxResults ?? PAGE) > PAGE) return refusal(request, 400, 'InvalidMaxResultsException')
  const valuesOf = attribute === undefined ? undefined : attributes[attribute.AttributeKey]
  if (attribute !== undefined && valuesOf === undefined)
    return refusal(request, 400, 'InvalidLookupAttributesException')
  const oldest = Date.now() / 1000 - 90 * 86_400
  const found = (state.history.get(place) ?? [])
    .filter((e) => seconds(e) >= Math.max(input.StartTime ?? 0, oldest))
    .filter((e) => seconds(e) <= (input.EndTime ?? Number.POSITIVE_INFINITY))
    .filter((e) => valuesOf?.(e).includes(attribute?.AttributeValue) ?? true)
    .toSorted((a, b) => seconds(b) - seconds(a) || (a.eventID < b.eventID ? -1 : 1))
  const from = Number(input.NextToken ?? 0)
  const to = from + (input.MaxResults ?? PAGE)
  return json({
    Events: found.slice(from, to).map(entryOf),
    ...(to < found.length ? { NextToken: String(to) } : {}),
  })
}
