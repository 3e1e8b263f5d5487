import type { Metric } from '@aws-sdk/client-cloudwatch'
import type { Usage } from '../../../model/snapshot/usage.ts'
import type { Place, Probe } from '../probe.ts'
import {
  dimensionsOf,
  lastDays,
  metricCalls,
  seriesOf,
  sumOf,
  unreadUsage,
} from './usage/metric-sum.ts'

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

const rowOf = async (place: Place, series: Metric, name: string): Promise<readonly Usage[]> => {
  const row = {
    source: 'request-metrics' as const,
    account: place.account,
    region: place.region,
    readAt: place.now(),
    name,
    dimensions: dimensionsOf(series),
  }
  const found = await sumOf(place, NAMESPACE, name, series.Dimensions)
  if ('unknown' in found) return [{ ...row, ...lastDays(place), amount: found }]
  if (found.known === undefined) return []
  const { sum, ...window } = found.known
  return [{ ...row, ...window, amount: { known: sum } }]
}

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
      series.known.flatMap((s) => kinds.map((name) => rowOf(place, s, name))),
    )
    return { usage: rows.flat() }
  },
} as const satisfies Probe
