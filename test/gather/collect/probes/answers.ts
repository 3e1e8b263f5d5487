import { iamAnswers } from './answers-iam.ts'
import { at } from './at.ts'
import type { Canned } from './place.ts'

/** A small account as AWS answers it, to every call that probes make. */
export const ARN = 'arn:aws:cloudtrail:eu-west-1:111111111111:trail/main'
export const KEY = 'arn:aws:kms:eu-west-1:111111111111:key/1234'
export const TOPIC = 'arn:aws:sns:eu-west-1:111111111111:alerts'
export const GROUP = 'arn:aws:logs:eu-west-1:111111111111:log-group:trail'

const TRAIL = {
  Name: 'main',
  TrailARN: ARN,
  HomeRegion: 'eu-west-1',
  S3BucketName: 'audit-logs',
  IncludeGlobalServiceEvents: true,
  IsMultiRegionTrail: true,
  IsOrganizationTrail: false,
  LogFileValidationEnabled: true,
  KmsKeyId: KEY,
  CloudWatchLogsLogGroupArn: `${GROUP}:*`,
  SnsTopicARN: TOPIC,
  HasCustomEventSelectors: false,
  HasInsightSelectors: false,
}

export const BUCKET_POLICY = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: 'arn:aws:s3:::audit-logs/old/AWSLogs/111111111111/*',
    },
  ],
}

const keyAt = (day: string) => ({
  Key: `${day}x.json.gz`,
  LastModified: at('2026-03-11T09:55:00Z'),
})

const folders: Readonly<Record<string, readonly string[]>> = {
  'AWSLogs/': ['111111111111'],
  'AWSLogs/111111111111/': ['CloudTrail', 'CloudTrail-Digest', 'Config'],
  'AWSLogs/111111111111/CloudTrail/': ['eu-west-1', 'us-east-1'],
  'AWSLogs/111111111111/CloudTrail/eu-west-1/': ['2025', '2026'],
  'AWSLogs/111111111111/CloudTrail/eu-west-1/2026/': ['02', '03'],
  'AWSLogs/111111111111/CloudTrail/eu-west-1/2026/03/': ['10', '11'],
}

const BLOCKED = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
}

/** Metrics that someone has switched on. */
const seriesOf: Readonly<Record<string, readonly object[]>> = {
  'AWS/S3 AllRequests': [
    {
      MetricName: 'AllRequests',
      Dimensions: [
        { Name: 'BucketName', Value: 'payroll' },
        { Name: 'FilterId', Value: 'EntireBucket' },
      ],
    },
  ],
  'AWS/GuardDuty AnalyzedCount': [
    { MetricName: 'AnalyzedCount', Dimensions: [{ Name: 'DataSource', Value: 'S3DataEvents' }] },
  ],
}

export const answers: Canned = {
  'organizations:DescribeOrganization': {
    Organization: { Id: 'o-abcdefghij', MasterAccountId: '999999999999', FeatureSet: 'ALL' },
  },
  'organizations:ListAccounts': [
    { Accounts: [{ Id: '999999999999', Name: 'management', Status: 'ACTIVE' }] },
    {
      Accounts: [
        {
          Id: '111111111111',
          Name: 'workload',
          Status: 'SUSPENDED',
          JoinedMethod: 'CREATED',
          JoinedTimestamp: at('2024-05-01T00:00:00Z'),
        },
      ],
    },
  ],
  'organizations:ListParents': ({ ChildId }) => ({
    Parents: [
      ChildId === '111111111111'
        ? { Id: 'ou-1', Type: 'ORGANIZATIONAL_UNIT' }
        : { Id: 'r-1', Type: 'ROOT' },
    ],
  }),
  'organizations:ListDelegatedAdministrators': { DelegatedAdministrators: [] },
  'organizations:ListAWSServiceAccessForOrganization': {
    EnabledServicePrincipals: [{ ServicePrincipal: 'cloudtrail.amazonaws.com' }],
  },
  'organizations:ListPolicies': { Policies: [{ Id: 'p-1', Name: 'guard' }] },
  'organizations:DescribePolicy': {
    Policy: {
      Content: '{"Statement":{"Effect":"Deny","Action":"cloudtrail:StopLogging","Resource":"*"}}',
    },
  },
  'organizations:ListTargetsForPolicy': { Targets: [{ TargetId: 'r-1', Type: 'ROOT' }] },

  'cloudtrail:DescribeTrails': { trailList: [TRAIL] },
  'cloudtrail:ListTrails': {
    Trails: [
      { Name: 'main', TrailARN: ARN, HomeRegion: 'eu-west-1' },
      {
        Name: 'far',
        TrailARN: 'arn:aws:cloudtrail:ap-south-1:111111111111:trail/far',
        HomeRegion: 'ap-south-1',
      },
    ],
  },
  'cloudtrail:GetTrail': { Trail: TRAIL },
  'cloudtrail:GetTrailStatus': {
    IsLogging: true,
    StartLoggingTime: at('2025-01-01T00:00:00Z'),
    LatestDeliveryTime: at('2026-03-11T09:55:00Z'),
    LatestDeliveryError: '',
    TimeLoggingStopped: '',
  },
  'cloudtrail:GetEventSelectors': {
    TrailARN: ARN,
    AdvancedEventSelectors: [
      { Name: 'all', FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
    ],
  },
  'cloudtrail:GetInsightSelectors': { error: 'InsightNotEnabledException' },
  'cloudtrail:GetEventConfiguration': { TrailARN: ARN, MaxEventSize: 'Standard', $metadata: {} },
  'cloudtrail:ListTags': {
    ResourceTagList: [{ ResourceId: ARN, TagsList: [{ Key: 'owner', Value: 'security' }] }],
  },
  'cloudtrail:ListEventDataStores': {
    EventDataStores: [
      { EventDataStoreArn: 'arn:aws:cloudtrail:eu-west-1:111111111111:eventdatastore/e1' },
    ],
  },
  'cloudtrail:GetEventDataStore': {
    Name: 'lake',
    Status: 'ENABLED',
    MultiRegionEnabled: true,
    OrganizationEnabled: false,
    RetentionPeriod: 366,
    AdvancedEventSelectors: [
      { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
    ],
  },
  'cloudtrail:ListChannels': {
    Channels: [
      {
        ChannelArn: 'arn:aws:cloudtrail:eu-west-1:111111111111:channel/c1',
        Name: 'aws-service-channel/ssm/x',
      },
    ],
  },
  'cloudtrail:GetChannel': {
    Source: 'aws.ssm',
    SourceConfig: {
      ApplyToAllRegions: true,
      AdvancedEventSelectors: [
        { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
      ],
    },
    Destinations: [{ Type: 'AWS_SERVICE', Location: 'ssm.amazonaws.com' }],
  },
  'cloudtrail:GetResourcePolicy': { error: 'ResourcePolicyNotFoundException' },
  'cloudtrail:LookupEvents': ({ LookupAttributes }) => {
    const [attribute] = LookupAttributes as readonly { readonly AttributeValue: string }[]
    const eventName = attribute?.AttributeValue
    return {
      Events:
        eventName === 'StopLogging'
          ? [
              {
                EventId: 'e1',
                CloudTrailEvent: JSON.stringify({
                  eventTime: '2026-02-01T00:00:00Z',
                  eventID: 'e1',
                  eventName,
                  eventSource: 'cloudtrail.amazonaws.com',
                }),
              },
            ]
          : [],
    }
  },

  's3:ListBuckets': { Buckets: [{ Name: 'audit-logs', BucketRegion: 'eu-west-1' }] },
  's3:HeadBucket': { BucketRegion: 'eu-west-1' },
  's3:GetBucketLocation': { LocationConstraint: 'eu-west-1' },
  's3:GetBucketPolicy': { Policy: JSON.stringify(BUCKET_POLICY) },
  's3:GetBucketPolicyStatus': { PolicyStatus: { IsPublic: false } },
  's3:GetPublicAccessBlock': { PublicAccessBlockConfiguration: BLOCKED },
  's3-control:GetPublicAccessBlock': { PublicAccessBlockConfiguration: BLOCKED },
  's3:GetBucketEncryption': {
    ServerSideEncryptionConfiguration: {
      Rules: [
        {
          ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KEY },
          BucketKeyEnabled: true,
        },
      ],
    },
  },
  's3:GetBucketVersioning': { Status: 'Enabled' },
  's3:GetBucketReplication': { error: 'ReplicationConfigurationNotFoundError' },
  's3:GetBucketTagging': { TagSet: [{ Key: 'data', Value: 'secret' }] },
  's3:GetBucketAcl': {
    Grants: [{ Grantee: { Type: 'CanonicalUser', ID: 'abc' }, Permission: 'FULL_CONTROL' }],
  },
  's3:GetBucketOwnershipControls': {
    OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
  },
  's3:GetObjectLockConfiguration': { error: 'ObjectLockConfigurationNotFoundError' },
  's3:GetBucketLifecycleConfiguration': { error: 'NoSuchLifecycleConfiguration' },
  's3:GetBucketLogging': {},
  's3:ListBucketMetricsConfigurations': {
    IsTruncated: false,
    MetricsConfigurationList: [{ Id: 'EntireBucket' }],
  },
  's3:ListObjectsV2': (input) => {
    const prefix = String(input.Prefix)
    if (input.Delimiter === undefined) {
      const later = String(input.StartAfter ?? '').includes('us-east-1')
      return { KeyCount: 1, Contents: later ? [] : [keyAt(prefix)] }
    }
    const below = (folders[prefix] ?? []).map((name) => ({ Prefix: `${prefix}${name}/` }))
    return below.length === 0 ? { KeyCount: 0 } : { KeyCount: below.length, CommonPrefixes: below }
  },

  'cloudwatch:ListMetrics': ({ MetricName, Namespace }) => ({
    Metrics:
      seriesOf[`${Namespace} ${MetricName}`] ??
      (MetricName === 'NumberOfObjects' ? ['All'] : ['StandardStorage', 'Glacier']).map((type) => ({
        MetricName,
        Dimensions: [{ Name: 'StorageType', Value: type }],
      })),
  }),
  'cloudwatch:GetMetricStatistics': ({ MetricName }) => ({
    Datapoints: [
      { Timestamp: at('2026-03-09T00:00:00Z'), Average: 7, Sum: 700 },
      {
        Timestamp: at('2026-03-10T00:00:00Z'),
        Average: MetricName === 'BucketSizeBytes' ? 500 : 3,
        Sum: 300,
      },
    ],
  }),
  'cost-explorer:GetCostAndUsage': ({ Filter }) => ({
    ResultsByTime: [
      {
        Groups: (JSON.stringify(Filter).includes('CloudTrail')
          ? ['EUW1-PaidEventsRecorded', 'EUW1-DataEventsRecorded', 'EUW1-Lake-Query']
          : ['EUW1-Requests-Tier1', 'EUW1-TimedStorage-ByteHrs']
        ).map((type) => ({
          Keys: [type, '111111111111'],
          Metrics: { UsageQuantity: { Amount: '1000', Unit: 'Events' } },
        })),
      },
    ],
  }),
  'cloudwatch:DescribeAlarms': ({ AlarmTypes }) =>
    String(AlarmTypes) === 'CompositeAlarm'
      ? { CompositeAlarms: [] }
      : {
          MetricAlarms: [
            {
              AlarmArn: 'arn:aws:cloudwatch:eu-west-1:111111111111:alarm:stop',
              AlarmName: 'stop',
              Namespace: 'Audit',
              MetricName: 'Stop',
              Statistic: 'Sum',
              Period: 300,
              Threshold: 1,
              ComparisonOperator: 'GreaterThanOrEqualToThreshold',
              TreatMissingData: 'notBreaching',
              ActionsEnabled: true,
              AlarmActions: [TOPIC],
            },
          ],
        },
  'cloudwatch-logs:DescribeLogGroups': {
    logGroups: [
      { logGroupName: 'trail', logGroupArn: GROUP, arn: `${GROUP}:*`, retentionInDays: 365 },
      {
        logGroupName: 'app',
        logGroupArn: 'arn:aws:logs:eu-west-1:111111111111:log-group:app',
      },
    ],
  },
  'cloudwatch-logs:DescribeMetricFilters': {
    metricFilters: [
      {
        filterName: 'stop',
        filterPattern: '{ $.eventName = StopLogging }',
        logGroupName: 'trail',
        metricTransformations: [{ metricNamespace: 'Audit', metricName: 'Stop', metricValue: '1' }],
      },
    ],
  },
  'cloudwatch-logs:DescribeSubscriptionFilters': {
    subscriptionFilters: [
      {
        filterName: 'ship',
        filterPattern: '',
        destinationArn: 'arn:aws:firehose:eu-west-1:222222222222:deliverystream/out',
      },
    ],
  },
  'sns:GetTopicAttributes': { Attributes: { Policy: '{"Statement":[]}' } },
  'sns:ListSubscriptionsByTopic': {
    Subscriptions: [
      {
        SubscriptionArn: 'PendingConfirmation',
        Protocol: 'email',
        Endpoint: 'someone@example.com',
      },
      {
        SubscriptionArn: `${TOPIC}:1`,
        Protocol: 'sqs',
        Endpoint: 'arn:aws:sqs:eu-west-1:222222222222:q',
      },
    ],
  },
  'eventbridge:ListEventBuses': { EventBuses: [{ Name: 'default' }] },
  'eventbridge:ListRules': {
    Rules: [
      {
        Name: 'tamper',
        Arn: 'arn:aws:events:eu-west-1:111111111111:rule/tamper',
        State: 'ENABLED',
        EventPattern: '{"source":["aws.cloudtrail"],"detail-type":["AWS API Call via CloudTrail"]}',
      },
      {
        Name: 'orders',
        Arn: 'arn:aws:events:eu-west-1:111111111111:rule/orders',
        State: 'ENABLED',
        EventPattern: '{"source":["shop.orders"]}',
      },
      {
        Name: 'nightly',
        Arn: 'arn:aws:events:eu-west-1:111111111111:rule/nightly',
        State: 'ENABLED',
        ScheduleExpression: 'rate(1 day)',
      },
    ],
  },
  'eventbridge:ListTargetsByRule': { Targets: [{ Id: '1', Arn: TOPIC }] },

  'kms:ListKeys': { Keys: [{ KeyId: '1234', KeyArn: KEY }] },
  'kms:DescribeKey': {
    KeyMetadata: { KeyId: '1234', Arn: KEY, KeyState: 'Enabled', KeyManager: 'CUSTOMER' },
  },
  'kms:GetKeyPolicy': { Policy: '{"Statement":[]}' },
  'kms:GetKeyRotationStatus': { KeyRotationEnabled: true },

  ...iamAnswers,
  'lambda:ListFunctions': {
    Functions: [{ FunctionArn: 'arn:aws:lambda:eu-west-1:111111111111:function:f' }],
  },
  'dynamodb:ListTables': { TableNames: ['orders'] },
  'resource-groups-tagging-api:GetResources': {
    ResourceTagMappingList: [
      { ResourceARN: 'arn:aws:sqs:eu-west-1:111111111111:q' },
      { ResourceARN: 'arn:aws:sagemaker:eu-west-1:111111111111:model/m' },
    ],
  },
}
