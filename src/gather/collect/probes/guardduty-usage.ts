import type { Metric } from '@aws-sdk/client-cloudwatch'
import type { Probe } from '../probe.ts'
import { dimensionsOf, metricCalls, seriesOf, unreadUsage, usageOf } from './usage/metric-sum.ts'

const NAMESPACE = 'AWS/GuardDuty'
const NAME = 'AnalyzedCount'

/** AWS does not say how the dimension is called, only what it holds. */
const SOURCES = /^(?:S3DataEvents|CloudTrailEvents)$/

const isOfEvents = (series: Metric): boolean =>
  Object.values(dimensionsOf(series)).some((value) => SOURCES.test(value))

/** Data events of S3 that GuardDuty analysed: a count without any trail (facts/aws.md 7.4). */
export const guarddutyUsage = {
  id: 'guardduty-usage',
  reads: 'How many events GuardDuty analysed in 30 days, from its usage metrics.',
  step: 'details',
  reach: 'region',
  calls: metricCalls,
  run: async (place) => {
    const series = await seriesOf(place, NAMESPACE, NAME)
    if ('unknown' in series) return { usage: [...unreadUsage(place, 'guardduty', NAME, series)] }
    const rows = await Promise.all(
      series.known.filter(isOfEvents).map((s) => usageOf(place, 'guardduty', NAMESPACE, NAME, s)),
    )
    return { usage: rows.flat() }
  },
} as const satisfies Probe
