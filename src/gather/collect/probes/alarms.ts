import type { CompositeAlarm, MetricAlarm } from '@aws-sdk/client-cloudwatch'
import type { MetricFilter } from '@aws-sdk/client-cloudwatch-logs'
import { isKnown, type Observed } from '../../../model/observed.ts'
import type { Probe } from '../probe.ts'
import { listAll } from './list-all.ts'
import { listedHere } from './listing.ts'
import { alarmOf, type Fed, fedBy, unjudged } from './map/alarm.ts'

/** Without the filters, every alarm may be fed by one: filters cannot write into AWS's own namespaces. */
const mayBeFed = (filters: Observed<readonly MetricFilter[]>): Fed =>
  isKnown(filters)
    ? fedBy(filters.known)
    : (namespace) => namespace !== undefined && !namespace.startsWith('AWS/')

/**
 * Alarms on metrics that a metric filter of this region writes, or that AWS counts of a log group. Where an alarm of such a metric is of a kind that is
 * not judged, the list is unknown: "nobody is alerted" would be a guess.
 */
export const alarms = {
  id: 'alarms',
  reads: 'Alarms on the metrics that metric filters write, and whom they tell.',
  step: 'lists',
  reach: 'region',
  calls: [
    {
      service: 'cloudwatch-logs',
      operation: 'DescribeMetricFilters',
      action: 'logs:DescribeMetricFilters',
    },
    {
      service: 'cloudwatch',
      operation: 'DescribeAlarms',
      action: 'cloudwatch:DescribeAlarms',
    },
  ],
  run: async (place) => {
    const readAt = place.now()
    const [filters, list, composites] = await Promise.all([
      listAll<MetricFilter>(
        place,
        ['cloudwatch-logs', 'DescribeMetricFilters', 'metricFilters'],
        {},
      ),
      listAll<MetricAlarm>(place, ['cloudwatch', 'DescribeAlarms', 'MetricAlarms'], {
        AlarmTypes: ['MetricAlarm'],
      }),
      listAll<CompositeAlarm>(place, ['cloudwatch', 'DescribeAlarms', 'CompositeAlarms'], {
        AlarmTypes: ['CompositeAlarm'],
      }),
    ])
    const fed = mayBeFed(filters)
    const all = isKnown(list) ? list.known : []
    const rows = all.flatMap((alarm) => alarmOf(place, readAt, alarm, fed) ?? [])
    const whole = 'unknown' in list ? list : 'unknown' in composites ? composites : undefined
    return {
      alarms: rows,
      listings: [
        listedHere(
          'alarms',
          place,
          readAt,
          whole ??
            unjudged(all, isKnown(composites) ? composites.known : [], rows, fed) ?? {
              known: true,
            },
        ),
      ],
    }
  },
} as const satisfies Probe
