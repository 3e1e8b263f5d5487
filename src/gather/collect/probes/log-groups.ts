import type { LogGroup, MetricFilter, SubscriptionFilter } from '@aws-sdk/client-cloudwatch-logs'
import { isKnown, type Observed } from '../../../model/observed.ts'
import type { LogGroup as Row } from '../../../model/snapshot/watching.ts'
import type { Place, Probe } from '../probe.ts'
import { listAll } from './list-all.ts'
import { listedHere } from './listing.ts'
import { given, readKnown } from './map/answer.ts'
import { groupArn, metricFiltersOf, subscriptionsOf } from './map/log-group.ts'
import { arnsOf } from './places/asked-here.ts'
import { groupsNamedHere } from './places/log-groups.ts'

const read = async (place: Place, group: LogGroup, arn: string, name: string): Promise<Row> => {
  const readAt = place.now()
  const input = { logGroupName: name }
  const [filters, subscriptions] = await Promise.all([
    listAll<MetricFilter>(
      place,
      ['cloudwatch-logs', 'DescribeMetricFilters', 'metricFilters'],
      input,
    ),
    listAll<SubscriptionFilter>(
      place,
      ['cloudwatch-logs', 'DescribeSubscriptionFilters', 'subscriptionFilters'],
      input,
    ),
  ])
  return {
    account: place.account,
    region: place.region,
    readAt,
    arn,
    name,
    exists: { known: true },
    retentionDays: group.retentionInDays ?? null,
    ...given({ kmsKeyId: group.kmsKeyId }),
    metricFilters: readKnown(filters, metricFiltersOf),
    subscriptions: readKnown(subscriptions, subscriptionsOf),
  }
}

/** A group that a trail names and that is not in the list: gone, where the list was read. */
const unlisted = (place: Place, arn: string, list: Observed<readonly LogGroup[]>): Row => ({
  account: place.account,
  region: place.region,
  readAt: place.now(),
  arn,
  name: arn.replace(/^.*:log-group:/, ''),
  exists: 'known' in list ? { known: false } : list,
})

const NAME = /cloudtrail/i

/** The groups that trails write to feed the alarms; those named after CloudTrail may be left over. */
export const logGroups = {
  id: 'log-groups',
  reads:
    'Log groups that trails write to or that are named after CloudTrail, their filters and subscriptions.',
  step: 'lists',
  reach: 'region',
  calls: [
    {
      service: 'cloudwatch-logs',
      operation: 'DescribeLogGroups',
      action: 'logs:DescribeLogGroups',
    },
    {
      service: 'cloudwatch-logs',
      operation: 'DescribeMetricFilters',
      action: 'logs:DescribeMetricFilters',
    },
    {
      service: 'cloudwatch-logs',
      operation: 'DescribeSubscriptionFilters',
      action: 'logs:DescribeSubscriptionFilters',
    },
  ],
  run: async (place) => {
    const readAt = place.now()
    const list = await listAll<LogGroup>(
      place,
      ['cloudwatch-logs', 'DescribeLogGroups', 'logGroups'],
      {},
    )
    const named = new Set(arnsOf(groupsNamedHere(place)))
    const groups = isKnown(list) ? list.known : []
    const listed = new Set(groups.map(groupArn))
    const kept = groups.flatMap((group) => {
      const arn = groupArn(group)
      const name = group.logGroupName
      if (arn === undefined || name === undefined) return []
      return named.has(arn) || NAME.test(name) ? [read(place, group, arn, name)] : []
    })
    return {
      listings: [listedHere('log-groups', place, readAt, list)],
      logGroups: [
        ...(await Promise.all(kept)),
        ...[...named].filter((arn) => !listed.has(arn)).map((arn) => unlisted(place, arn, list)),
      ],
    }
  },
} as const satisfies Probe
