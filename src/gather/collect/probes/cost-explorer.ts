import type { GetCostAndUsageResponse, ResultByTime } from '@aws-sdk/client-cost-explorer'
import { groupBy } from '../../../model/group-by.ts'
import { isKnown, type Observed } from '../../../model/observed.ts'
import type { Usage } from '../../../model/snapshot/usage.ts'
import { DAY, formatInstant, type Interval } from '../../../model/time.ts'
import type { Place, Probe } from '../probe.ts'
import { isReached } from './places/asker.ts'
import { lastDays } from './usage/metric-sum.ts'

/** Cost Explorer is asked in one region, for all. */
const REGION = 'us-east-1'

/** What is asked for of each service. */
const services = [
  { service: 'AWS CloudTrail', kept: /EventsRecorded$|InsightsEvents$/ },
  { service: 'Amazon Simple Storage Service', kept: /Requests-Tier[12]$/ },
] as const

const dayOf = (time: number): string => formatInstant(time).slice(0, 10)

interface Billed {
  readonly account: string
  readonly name: string
  readonly amount: number
}

const billedIn = (results: readonly ResultByTime[]): readonly Billed[] =>
  results.flatMap(({ Groups }) =>
    (Groups ?? []).flatMap(({ Keys, Metrics }) => {
      const [name, account] = Keys ?? []
      const amount = Number(Metrics?.UsageQuantity?.Amount)
      return name === undefined || account === undefined || !Number.isFinite(amount)
        ? []
        : [{ account, name, amount }]
    }),
  )

const askFor = (
  place: Place,
  service: string,
  { from, to }: Interval,
): Promise<Observed<readonly ResultByTime[]>> =>
  place.askAll(
    'cost-explorer',
    'GetCostAndUsage',
    {
      TimePeriod: { Start: dayOf(from), End: dayOf(to) },
      Granularity: 'MONTHLY',
      Metrics: ['UsageQuantity'],
      Filter: { Dimensions: { Key: 'SERVICE', Values: [service] } },
      GroupBy: [
        { Type: 'DIMENSION', Key: 'USAGE_TYPE' },
        { Type: 'DIMENSION', Key: 'LINKED_ACCOUNT' },
      ],
    },
    (page: GetCostAndUsageResponse) => page.ResultsByTime,
    { region: REGION },
  )

/** The management account answers for all; where it was not entered each account answers for itself. */
const isAsked = ({ account, found }: Place): boolean => {
  const { organization } = found
  if (!isKnown(organization) || organization.known === null) return true
  const { managementAccount } = organization.known
  return managementAccount === account || !isReached(found, managementAccount)
}

/**
 * What CloudTrail and S3 billed in the last 30 days, by usage type and account: what is recorded, and a bound of what
 * could be. AWS charges $0.01 a request, so it is asked only where `--cost-explorer` says so.
 */
export const costExplorer = {
  id: 'cost-explorer',
  reads: 'What CloudTrail and S3 billed in 30 days, by usage type; $0.01 a request.',
  step: 'details',
  reach: 'account',
  isCharged: true,
  calls: [
    {
      service: 'cost-explorer',
      operation: 'GetCostAndUsage',
      action: 'ce:GetCostAndUsage',
    },
  ],
  run: async (place) => {
    if (!isAsked(place) || place.found.partition !== 'aws') return { usage: [] }
    const readAt = place.now()
    const days = lastDays(place)
    // the last day is not billed yet
    const window = { from: days.from, to: days.to - DAY }
    const row = { source: 'cost-explorer', readAt, dimensions: {}, ...window } as const
    const usage: Usage[] = []
    for (const { service, kept } of services) {
      const answer = await askFor(place, service, window)
      if ('unknown' in answer) {
        usage.push({ ...row, account: place.account, name: service, amount: answer })
        continue
      }
      const wanted = billedIn(answer.known).filter(({ name }) => kept.test(name))
      for (const same of groupBy(wanted, (b) => `${b.account} ${b.name}`).values()) {
        const [first] = same
        if (first === undefined) continue
        const known = same.reduce((sum, b) => sum + b.amount, 0)
        usage.push({ ...row, account: first.account, name: first.name, amount: { known } })
      }
    }
    return { usage }
  },
} as const satisfies Probe
