import { MANAGEMENT_READ, MANAGEMENT_WRITE, type ServiceEvents } from './event.ts'

export const cloudtrail = {
  eventSource: 'cloudtrail.amazonaws.com',
  groups: [
    {
      names: ['CreateTrail', 'DeleteTrail', 'PutEventSelectors', 'StartLogging', 'StopLogging'],
      variants: MANAGEMENT_WRITE,
      exclusive: true,
      source: 'facts/aws.md 5.1; real records',
    },
    {
      names: ['DescribeTrails', 'GetEventSelectors', 'GetTrailStatus', 'ListTags', 'LookupEvents'],
      variants: MANAGEMENT_READ,
      exclusive: true,
      source: 'facts/aws.md 5.1; real records',
    },
    {
      names: [
        'AddTags',
        'CreateEventDataStore',
        'DeleteEventDataStore',
        'DeregisterOrganizationDelegatedAdmin',
        'GetEventConfiguration',
        'GetEventDataStore',
        'GetInsightSelectors',
        'GetQueryResults',
        'GetTrail',
        'ListEventDataStores',
        'ListPublicKeys',
        'ListTrails',
        'PutEventConfiguration',
        'PutInsightSelectors',
        'RegisterOrganizationDelegatedAdmin',
        'RemoveTags',
        'RestoreEventDataStore',
        'StartEventDataStoreIngestion',
        'StartQuery',
        'StopEventDataStoreIngestion',
        'UpdateEventDataStore',
        'UpdateTrail',
      ],
      variants: [{ category: 'Management' }],
      exclusive: true,
      source: 'facts/aws.md 3.7, 5.1: PutAuditEvents is the only data event; readOnly not seen',
    },
    {
      names: ['PutAuditEvents'],
      variants: [{ category: 'Data', resourceTypes: ['AWS::CloudTrail::Channel'] }],
      exclusive: false,
      source: 'facts/aws.md 3.7 (its eventSource may be cloudtrail-data.amazonaws.com)',
    },
  ],
} as const satisfies ServiceEvents
