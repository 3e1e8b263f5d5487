import type { GetMetricStatisticsOutput, Metric } from '@aws-sdk/client-cloudwatch'
import { isKnown, type Observed } from '../../../../model/observed.ts'
import type { Usage } from '../../../../model/snapshot/usage.ts'
import { DAY, type Interval, startOfDay } from '../../../../model/time.ts'
import type { Place } from '../../probe.ts'
import { listAll } from '../list-all.ts'
import { instantOf, readKnown } from '../map/answer.ts'

/** The calls that reading metrics takes. */
export const metricCalls = [
  { service: 'cloudwatch', operation: 'ListMetrics', action: 'cloudwatch:ListMetrics' },
  {
    service: 'cloudwatch',
    operation: 'GetMetricStatistics',
    action: 'cloudwatch:GetMetricStatistics',
  },
] as const

const DAYS = 30
const PERIOD_SECONDS = 86_400

/** The last 30 whole days. */
export const lastDays = (place: Pick<Place, 'now'>): Interval => {
  const to = startOfDay(place.now())
  return { from: to - DAYS * DAY, to }
}

const dateOf = (time: number): Date => new Date(time / 1000)

export const dimensionsOf = ({ Dimensions }: Metric): Usage['dimensions'] =>
  Object.fromEntries(
    (Dimensions ?? []).flatMap(({ Name, Value }) =>
      Name === undefined || Value === undefined ? [] : [[Name, Value] as const],
    ),
  )

/** The series of a metric that have had values in the last two weeks. */
export const seriesOf = (
  place: Place,
  namespace: string,
  name: string,
): Promise<Observed<readonly Metric[]>> =>
  listAll<Metric>(place, ['cloudwatch', 'ListMetrics', 'Metrics'], {
    Namespace: namespace,
    MetricName: name,
  })

/**
 * The sum of a metric over the last 30 days, since its first value: before, nobody had switched it on. Undefined where
 * there is no value.
 */
const sumOf = async (
  place: Place,
  namespace: string,
  name: string,
  dimensions: Metric['Dimensions'],
): Promise<Observed<(Interval & { readonly sum: number }) | undefined>> => {
  const window = lastDays(place)
  const answer = await place.ask<GetMetricStatisticsOutput>('cloudwatch', 'GetMetricStatistics', {
    Namespace: namespace,
    MetricName: name,
    Dimensions: dimensions,
    StartTime: dateOf(window.from),
    EndTime: dateOf(window.to),
    Period: PERIOD_SECONDS,
    Statistics: ['Sum'],
  })
  return readKnown(answer, (a) => {
    const points = (a?.Datapoints ?? []).flatMap(({ Timestamp, Sum }) => {
      const time = instantOf(Timestamp)
      return time === undefined || Sum === undefined ? [] : [{ time, Sum }]
    })
    if (points.length === 0) return { known: undefined }
    return {
      known: {
        from: Math.max(window.from, Math.min(...points.map((p) => p.time))),
        to: window.to,
        sum: points.reduce((sum, p) => sum + p.Sum, 0),
      },
    }
  })
}

/** The row of one series: its sum, or why there is none; nothing where it has no value. */
export const usageOf = async (
  place: Place,
  source: Usage['source'],
  namespace: string,
  name: string,
  series: Metric,
): Promise<readonly Usage[]> => {
  const row = {
    source,
    account: place.account,
    region: place.region,
    readAt: place.now(),
    name,
    dimensions: dimensionsOf(series),
  }
  const found = await sumOf(place, namespace, name, series.Dimensions)
  if ('unknown' in found) return [{ ...row, ...lastDays(place), amount: found }]
  if (found.known === undefined) return []
  const { sum, ...window } = found.known
  return [{ ...row, ...window, amount: { known: sum } }]
}

/** A row that says that nothing could be read, and why. */
export const unreadUsage = (
  place: Place,
  source: Usage['source'],
  name: string,
  amount: Usage['amount'],
): readonly Usage[] =>
  isKnown(amount)
    ? []
    : [
        {
          source,
          account: place.account,
          region: place.region,
          readAt: place.now(),
          name,
          dimensions: {},
          ...lastDays(place),
          amount,
        },
      ]
