import type { Datapoint, GetMetricStatisticsOutput, Metric } from '@aws-sdk/client-cloudwatch'
import type { Observed } from '../../../../model/observed.ts'
import { DAY, type Instant } from '../../../../model/time.ts'
import type { Place } from '../../probe.ts'
import { listAll } from '../list-all.ts'
import { instantOf, readKnown } from '../map/answer.ts'

type Size = { readonly bytes: number; readonly objects: number }

/** S3 writes one value a day, up to two days late. */
const BACK = 3 * DAY
const PERIOD_SECONDS = 86_400

const NONE = { unknown: 'not-supported', detail: 'S3 has written no storage metrics yet' } as const

const seconds = (time: Instant): Date => new Date(Math.floor(time / 1_000_000) * 1000)

const pointsOf = async (
  place: Place,
  region: string,
  metric: Metric,
): Promise<Observed<readonly Datapoint[]>> => {
  const now = place.now()
  const answer = await place.ask<GetMetricStatisticsOutput>(
    'cloudwatch',
    'GetMetricStatistics',
    {
      Namespace: 'AWS/S3',
      MetricName: metric.MetricName,
      Dimensions: metric.Dimensions,
      StartTime: seconds(now - BACK),
      EndTime: seconds(now),
      Period: PERIOD_SECONDS,
      Statistics: ['Average'],
    },
    { region },
  )
  return readKnown(answer, (a) => ({ known: a?.Datapoints ?? [] }))
}

/** The newest values of several series: those of the same day, so that nothing of an earlier day is added. */
const newestSum = (series: readonly (readonly Datapoint[])[]): number | undefined => {
  const points = series.flat().flatMap(({ Timestamp, Average }) => {
    const time = instantOf(Timestamp)
    return time === undefined || Average === undefined ? [] : [{ time, value: Average }]
  })
  const newest = Math.max(...points.map((p) => p.time))
  return points.length === 0
    ? undefined
    : points.filter((p) => p.time === newest).reduce((sum, p) => sum + p.value, 0)
}

const sumOf = async (
  place: Place,
  region: string,
  name: string,
  metric: string,
): Promise<Observed<number>> => {
  const series = await listAll<Metric>(
    place,
    ['cloudwatch', 'ListMetrics', 'Metrics'],
    {
      Namespace: 'AWS/S3',
      MetricName: metric,
      Dimensions: [{ Name: 'BucketName', Value: name }],
    },
    { region },
  )
  if ('unknown' in series) return series
  const points = await Promise.all(series.known.map((m) => pointsOf(place, region, m)))
  const read: (readonly Datapoint[])[] = []
  for (const answer of points) {
    if ('unknown' in answer) return answer
    read.push(answer.known)
  }
  const sum = newestSum(read)
  return sum === undefined ? NONE : { known: sum }
}

/** Bytes over all storage classes, and objects. No metrics is not "empty": then the size is unknown. */
export const sizeOf = async (
  place: Place,
  name: string,
  region: string,
): Promise<Observed<Size>> => {
  const [bytes, objects] = await Promise.all([
    sumOf(place, region, name, 'BucketSizeBytes'),
    sumOf(place, region, name, 'NumberOfObjects'),
  ])
  if ('unknown' in bytes) return bytes
  if ('unknown' in objects) return objects
  return { known: { bytes: bytes.known, objects: objects.known } }
}
