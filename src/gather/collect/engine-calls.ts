import type { Probe } from './probe.ts'

/** Finding accounts and regions: calls that the run makes before any probe. */
export const engine = {
  id: 'accounts-and-regions',
  calls: [
    { service: 'sts', operation: 'GetCallerIdentity', action: 'sts:GetCallerIdentity' },
    { service: 'organizations', operation: 'ListAccounts', action: 'organizations:ListAccounts' },
    { service: 'ec2', operation: 'DescribeRegions', action: 'ec2:DescribeRegions' },
  ],
} as const satisfies Pick<Probe, 'id' | 'calls'>
