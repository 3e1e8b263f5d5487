const guide = 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide'
const api = 'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference'

/** Pages of AWS that several checks refer to. */
export const pages = {
  createTrail: `${guide}/cloudtrail-create-and-update-a-trail.html`,
  multiRegion: `${guide}/cloudtrail-multi-region-trails.html`,
  managementEvents: `${guide}/logging-management-events-with-cloudtrail.html`,
  dataEvents: `${guide}/logging-data-events-with-cloudtrail.html`,
  filteringDataEvents: `${guide}/filtering-data-events.html`,
  concepts: `${guide}/cloudtrail-concepts.html`,
  organizationTrail: `${guide}/creating-trail-organization.html`,
  cloudWatchLogs: `${guide}/send-cloudtrail-events-to-cloudwatch-logs.html`,
  validation: `${guide}/cloudtrail-log-file-validation-intro.html`,
  sharing: `${guide}/cloudtrail-sharing-logs.html`,
  costs: `${guide}/cloudtrail-trail-manage-costs.html`,
  trailStatus: `${api}/API_GetTrailStatus.html`,
  startLogging: `${api}/API_StartLogging.html`,
  eventSelectors: `${api}/API_PutEventSelectors.html`,
  dataResource: `${api}/API_DataResource.html`,
  serviceAccess:
    'https://docs.aws.amazon.com/organizations/latest/userguide/services-that-can-integrate-cloudtrail.html',
} as const satisfies Readonly<Record<string, string>>
