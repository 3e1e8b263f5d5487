import type { LogGroup, MetricFilter, SubscriptionFilter } from '@aws-sdk/client-cloudwatch-logs'
import type { Observed } from '../../../../model/observed.ts'
import type { LogGroup as Row } from '../../../../model/snapshot/watching.ts'
import { given, withoutMember } from './answer.ts'

type Filters = Extract<NonNullable<Row['metricFilters']>, { known: unknown }>['known']
type Subscriptions = Extract<NonNullable<Row['subscriptions']>, { known: unknown }>['known']

/** Trails name a log group with `:*` behind, which its own ARN has not. */
export const plainGroupArn = (arn: string): string => arn.replace(/:\*$/, '')

export const groupArn = ({ logGroupArn, arn }: LogGroup): string | undefined => {
  const given = logGroupArn ?? arn
  return given === undefined ? undefined : plainGroupArn(given)
}

/**
 * A metric with dimensions is another metric than the one of the same name without: an alarm on the name alone never
 * sees it, so that it is left out.
 */
const metricsOf = ({ metricTransformations }: MetricFilter): Filters[number]['metrics'] =>
  (metricTransformations ?? []).flatMap((transformation) => {
    const { metricNamespace, metricName, dimensions } = transformation
    const { metricValue: value, defaultValue, unit } = transformation
    return metricNamespace === undefined ||
      metricName === undefined ||
      Object.keys(dimensions ?? {}).length > 0
      ? []
      : [
          {
            namespace: metricNamespace,
            name: metricName,
            ...given({ value, defaultValue, unit }),
          },
        ]
  })

/** Metric filters; one that looks at chosen events only, beyond its pattern, cannot be judged by its pattern. */
export const metricFiltersOf = (filters: readonly MetricFilter[]): Observed<Filters> => {
  const narrowed = filters.find((f) => (f.fieldSelectionCriteria ?? '') !== '')
  if (narrowed !== undefined) {
    return {
      unknown: 'not-supported',
      detail: `the filter ${narrowed.filterName} has a field selection, which is not evaluated`,
    }
  }
  return {
    known: filters.map((filter) => ({
      name: filter.filterName ?? '',
      pattern: filter.filterPattern ?? '',
      metrics: metricsOf(filter),
    })),
  }
}

/** Subscriptions: who is sent the events of a group. */
export const subscriptionsOf = (
  filters: readonly SubscriptionFilter[],
): Observed<Subscriptions> => {
  const read = filters.flatMap(({ filterName, filterPattern, destinationArn }) =>
    destinationArn === undefined
      ? []
      : [{ name: filterName ?? '', pattern: filterPattern ?? '', destination: destinationArn }],
  )
  return read.length === filters.length ? { known: read } : withoutMember('destinationArn')
}
