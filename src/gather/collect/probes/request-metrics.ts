import type { Probe } from '../probe.ts'
import { metricCalls, seriesOf, unreadUsage, usageOf } from './usage/metric-sum.ts'

const NAMESPACE = 'AWS/S3'
const ALL = 'AllRequests'

/** The kinds of requests that make up all of them (facts/aws.md 7.4). */
const kinds = [
  ALL,
  'GetRequests',
  'HeadRequests',
  'ListRequests',
  'SelectRequests',
  'PutRequests',
  'PostRequests',
  'DeleteRequests',
] as const

/** Requests to each bucket whose request metrics someone has switched on: what data events would be, about. */
export const requestMetrics = {
  id: 'request-metrics',
  reads:
    'How many requests the buckets had in 30 days, where their request metrics are switched on.',
  step: 'details',
  reach: 'region',
  calls: metricCalls,
  run: async (place) => {
    const series = await seriesOf(place, NAMESPACE, ALL)
    if ('unknown' in series)
      return { usage: [...unreadUsage(place, 'request-metrics', ALL, series)] }
    const rows = await Promise.all(
      series.known.flatMap((s) =>
        kinds.map((name) => usageOf(place, 'request-metrics', NAMESPACE, name, s)),
      ),
    )
    return { usage: rows.flat() }
  },
} as const satisfies Probe
