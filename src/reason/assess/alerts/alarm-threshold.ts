import type { Ternary } from '../../../model/scope.ts'
import type { Alarm, LogGroup } from '../../../model/snapshot/watching.ts'
import { every, sure } from '../../../model/ternary.ts'

type Filters = Extract<NonNullable<LogGroup['metricFilters']>, { known: unknown }>['known']

/** A metric that a filter writes, and what it counts for one event. */
export type FilterMetric = Filters[number]['metrics'][number]

/** Whether one event must be enough, or an alarm may wait for several (failed sign-ins). */
export type Sensitivity = 'one event' | 'several events'

const numberOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^\s*-?\d+(\.\d+)?\s*$/.test(text) ? Number(text) : undefined

/** Statistics in which other values of the period cannot hide one event, and what it counts there. */
const leastOf = ({ statistic }: Alarm, { value, defaultValue = 0 }: FilterMetric) => {
  if (statistic === 'SampleCount') return 1
  const one = numberOf(value)
  if (one === undefined || one < 0 || defaultValue < 0) return undefined
  return statistic === 'Sum' || statistic === 'Maximum' ? one : undefined
}

/** Whether one period over the threshold is enough, and values of the metric's unit are looked at. */
const takesOnePeriod = (
  { evaluationPeriods, datapointsToAlarm, unit }: Alarm,
  metric: FilterMetric,
): Ternary => {
  const isSure =
    (datapointsToAlarm ?? evaluationPeriods) === 1 &&
    (unit === undefined || unit === (metric.unit ?? 'None'))
  return isSure ? 'yes' : 'unknown'
}

const isOver = ({ comparison, threshold }: Alarm, value: number): Ternary => {
  if (threshold === undefined) return 'unknown'
  if (comparison === 'GreaterThanOrEqualToThreshold') return sure(value >= threshold)
  return comparison === 'GreaterThanThreshold' ? sure(value > threshold) : 'unknown'
}

/** Whether events that a filter counts put an alarm into alarm: one of them alone, or enough of them. */
export const eventsAlarm = (
  alarm: Alarm,
  metric: FilterMetric,
  sensitivity: Sensitivity,
): Ternary => {
  if (alarm.comparison.startsWith('LessThan')) return 'no'
  const least = leastOf(alarm, metric)
  if (least === undefined) return 'unknown'
  const adds = least > 0 && (alarm.statistic === 'Sum' || alarm.statistic === 'SampleCount')
  const isReached =
    sensitivity === 'several events' && adds && alarm.comparison.startsWith('GreaterThan')
      ? 'yes'
      : isOver(alarm, least)
  return every([isReached, takesOnePeriod(alarm, metric)])
}
