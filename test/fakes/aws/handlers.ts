import { getBucketPolicyStatus, listBucketMetricsConfigurations } from './bucket-policy-status.ts'
import { filterLogEvents } from './filter-log-events.ts'
import type { Handler } from './handler.ts'
import {
  getChannel,
  getEventDataStore,
  getResourcePolicy,
  listChannels,
  listEventDataStores,
} from './lake.ts'
import { lookupEvents } from './lookup-events.ts'
import { listPublicKeys } from './public-keys.ts'
import { describeRegions } from './regions.ts'
import { json, refusal } from './response.ts'
import {
  describeTrails,
  getEventConfiguration,
  getInsightSelectors,
  ofOrganization,
  selectorsOfOrganization,
} from './trails.ts'

/** moto does not know CloudTrail as a service that may be delegated. */
const nobodyDelegated: Handler = () => json({ DelegatedAdministrators: [] })

/** No account has closed its buckets as a whole. */
const noAccountBlock: Handler = ({ request }) =>
  refusal(request, 404, 'NoSuchPublicAccessBlockConfiguration')

/** What moto lacks or gets wrong (facts/aws.md 9), by `service operation`. */
export const handlers: Readonly<Record<string, Handler>> = {
  'cloudtrail LookupEvents': lookupEvents,
  'cloudtrail DescribeTrails': describeTrails,
  'cloudtrail GetTrail': ofOrganization,
  'cloudtrail GetTrailStatus': ofOrganization,
  'cloudtrail GetEventSelectors': selectorsOfOrganization,
  'cloudtrail GetInsightSelectors': getInsightSelectors,
  'cloudtrail GetEventConfiguration': getEventConfiguration,
  'cloudtrail ListEventDataStores': listEventDataStores,
  'cloudtrail GetEventDataStore': getEventDataStore,
  'cloudtrail ListChannels': listChannels,
  'cloudtrail GetChannel': getChannel,
  'cloudtrail GetResourcePolicy': getResourcePolicy,
  'cloudtrail ListPublicKeys': listPublicKeys,
  'ec2 DescribeRegions': describeRegions,
  'organizations ListDelegatedAdministrators': nobodyDelegated,
  's3 GetAccountPublicAccessBlock': noAccountBlock,
  's3 GetBucketPolicyStatus': getBucketPolicyStatus,
  's3 ListBucketMetricsConfigurations': listBucketMetricsConfigurations,
  'logs FilterLogEvents': filterLogEvents,
}
