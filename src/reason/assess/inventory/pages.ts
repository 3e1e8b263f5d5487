const cloudtrail = 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide'
const s3 = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide'
const iam = 'https://docs.aws.amazon.com/IAM/latest/UserGuide'

/** Pages of AWS that several checks refer to. */
export const pages = {
  validation: `${cloudtrail}/cloudtrail-log-file-validation-intro.html`,
  encryption: `${cloudtrail}/encrypting-cloudtrail-log-files-with-aws-kms.html`,
  keyPolicy: `${cloudtrail}/create-kms-key-policy-for-cloudtrail.html`,
  bucketPolicy: `${cloudtrail}/create-s3-bucket-policy-for-cloudtrail.html`,
  bestPractices: `${cloudtrail}/best-practices-security.html`,
  organizationTrails: `${cloudtrail}/creating-trail-organization.html`,
  cloudWatchLogs: `${cloudtrail}/send-cloudtrail-events-to-cloudwatch-logs.html`,
  alarms: `${cloudtrail}/cloudwatch-alarms-for-cloudtrail.html`,
  topics: `${cloudtrail}/configure-sns-notifications-for-cloudtrail.html`,
  trailCosts: `${cloudtrail}/cloudtrail-trail-manage-costs.html`,
  publicAccess: `${s3}/access-control-block-public-access.html`,
  accessLogs: `${s3}/ServerLogs.html`,
  versioning: `${s3}/Versioning.html`,
  objectLock: `${s3}/object-lock.html`,
  mfaDelete: `${s3}/MultiFactorAuthenticationDelete.html`,
  lifecycle: `${s3}/object-lifecycle-mgmt.html`,
  bucketOwnership: `${s3}/bucket-owner-condition.html`,
  confusedDeputy: `${iam}/confused-deputy.html`,
  sourceIdentity: `${iam}/id_credentials_temp_control-access_monitor.html`,
  accessKeys: `${iam}/id_credentials_access-keys.html`,
  principals: `${iam}/reference_policies_elements_principal.html`,
  keyStates: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html',
  retention:
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html',
  metricFilters:
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html',
  eventBridge:
    'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html',
  serviceControlPolicies:
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html',
} as const satisfies Readonly<Record<string, string>>
