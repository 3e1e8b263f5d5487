import {
  CloudTrailClient,
  CreateTrailCommand,
  PutEventSelectorsCommand,
  StartLoggingCommand,
} from '@aws-sdk/client-cloudtrail'
import { CloudWatchClient, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch'
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  PutMetricFilterCommand,
} from '@aws-sdk/client-cloudwatch-logs'
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam'
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms'
import {
  CreateAccountCommand,
  CreateOrganizationCommand,
  EnableAWSServiceAccessCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations'
import {
  CreateBucketCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns'
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts'

/** What was built, to compare with what is collected. */
export interface Built {
  readonly management: string
  readonly logArchive: string
  readonly workload: string
  readonly organizationTrail: string
  readonly stoppedTrail: string
  readonly key: string
  readonly topic: string
}

const HOME = 'us-east-1'
const MEMBER_REGION = 'eu-west-1'

const mayWrite = (bucket: string, source: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'AclCheck',
        Effect: 'Allow',
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Action: 's3:GetBucketAcl',
        Resource: `arn:aws:s3:::${bucket}`,
        Condition: { StringEquals: { 'aws:SourceArn': source } },
      },
      {
        Sid: 'Write',
        Effect: 'Allow',
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Action: 's3:PutObject',
        Resource: `arn:aws:s3:::${bucket}/AWSLogs/*`,
        Condition: {
          StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control', 'aws:SourceArn': source },
        },
      },
    ],
  })

const trusting = (Principal: object): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }],
  })

/** As facts/aws.md 8.3 has it. */
const mayEncrypt = (account: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${account}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
      {
        Effect: 'Allow',
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Action: ['kms:GenerateDataKey*', 'kms:DescribeKey'],
        Resource: '*',
        Condition: {
          StringEquals: {
            'aws:SourceArn': `arn:aws:cloudtrail:${HOME}:${account}:trail/organization`,
          },
        },
      },
    ],
  })

interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

const OWN: Credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'test' }

const at = (endpoint: string, region: string, credentials: Credentials) => ({
  endpoint,
  region,
  credentials,
  maxAttempts: 2,
  forcePathStyle: true,
})

const memberCredentials = async (endpoint: string, account: string): Promise<Credentials> => {
  const sts = new STSClient(at(endpoint, HOME, OWN))
  const { Credentials: c } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${account}:role/OrganizationAccountAccessRole`,
      RoleSessionName: 'build',
    }),
  )
  return {
    accessKeyId: c?.AccessKeyId ?? '',
    secretAccessKey: c?.SecretAccessKey ?? '',
    sessionToken: c?.SessionToken ?? '',
  }
}

const organization = async (endpoint: string) => {
  const client = new OrganizationsClient(at(endpoint, HOME, OWN))
  const { Organization } = await client.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }))
  const account = async (AccountName: string) => {
    const Email = `${AccountName}@example.com`
    const { CreateAccountStatus } = await client.send(
      new CreateAccountCommand({ AccountName, Email }),
    )
    return CreateAccountStatus?.AccountId ?? ''
  }
  const logArchive = await account('log-archive')
  const workload = await account('workload')
  await client.send(
    new EnableAWSServiceAccessCommand({ ServicePrincipal: 'cloudtrail.amazonaws.com' }),
  )
  return { management: Organization?.MasterAccountId ?? '', logArchive, workload }
}

const bucketIn = async (s3: S3Client, Bucket: string, region: string): Promise<void> => {
  await s3.send(
    new CreateBucketCommand({
      Bucket,
      ...(region === HOME
        ? {}
        : { CreateBucketConfiguration: { LocationConstraint: region as 'eu-west-1' } }),
    }),
  )
}

/** The log archive: the bucket of the organisation trail, and one that no trail points at any more. */
const buildLogArchive = async (endpoint: string, account: string, trail: string): Promise<void> => {
  const s3 = new S3Client(at(endpoint, HOME, await memberCredentials(endpoint, account)))
  for (const Bucket of ['org-trail-logs', 'old-trail-logs']) {
    await bucketIn(s3, Bucket, HOME)
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: mayWrite(Bucket, trail) }))
  }
  await s3.send(
    new PutBucketVersioningCommand({
      Bucket: 'org-trail-logs',
      VersioningConfiguration: { Status: 'Enabled' },
    }),
  )
  const Key = `AWSLogs/${account}/CloudTrail/us-east-1/2025/01/02/${account}_CloudTrail_us-east-1_20250102T0100Z_abcdefghijklmnop.json.gz`
  await s3.send(new PutObjectCommand({ Bucket: 'old-trail-logs', Key, Body: 'old' }))
}

/** The organisation trail: multi-region, validated, encrypted, and without reads or data events; an alarm on it. */
const buildManagement = async (endpoint: string, account: string) => {
  const options = at(endpoint, HOME, OWN)
  const { KeyMetadata } = await new KMSClient(options).send(
    new CreateKeyCommand({ Policy: mayEncrypt(account) }),
  )
  await new IAMClient(options).send(
    new CreateRoleCommand({
      RoleName: 'cloudtrail-to-logs',
      AssumeRolePolicyDocument: trusting({ Service: 'cloudtrail.amazonaws.com' }),
    }),
  )
  const logs = new CloudWatchLogsClient(options)
  await logs.send(new CreateLogGroupCommand({ logGroupName: 'CloudTrail/logs' }))
  await logs.send(
    new PutMetricFilterCommand({
      logGroupName: 'CloudTrail/logs',
      filterName: 'trail-changes',
      filterPattern: '{ ($.eventName = StopLogging) || ($.eventName = DeleteTrail) }',
      metricTransformations: [
        { metricName: 'TrailChanges', metricNamespace: 'Security', metricValue: '1' },
      ],
    }),
  )
  const sns = new SNSClient(options)
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'security' }))
  await sns.send(
    new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint: 'security@example.com' }),
  )
  await new CloudWatchClient(options).send(
    new PutMetricAlarmCommand({
      AlarmName: 'trail-changes',
      Namespace: 'Security',
      MetricName: 'TrailChanges',
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      EvaluationPeriods: 1,
      Period: 300,
      Statistic: 'Sum',
      Threshold: 1,
      AlarmActions: [TopicArn ?? ''],
    }),
  )
  const trails = new CloudTrailClient(options)
  const created = await trails.send(
    new CreateTrailCommand({
      Name: 'organization',
      S3BucketName: 'org-trail-logs',
      IsMultiRegionTrail: true,
      IsOrganizationTrail: true,
      EnableLogFileValidation: true,
      KmsKeyId: KeyMetadata?.Arn,
      CloudWatchLogsLogGroupArn: `arn:aws:logs:${HOME}:${account}:log-group:CloudTrail/logs:*`,
      CloudWatchLogsRoleArn: `arn:aws:iam::${account}:role/cloudtrail-to-logs`,
    }),
  )
  await trails.send(
    new PutEventSelectorsCommand({
      TrailName: 'organization',
      EventSelectors: [
        { ReadWriteType: 'WriteOnly', IncludeManagementEvents: true, DataResources: [] },
      ],
    }),
  )
  await trails.send(new StartLoggingCommand({ Name: 'organization' }))
  return {
    organizationTrail: created.TrailARN ?? '',
    key: KeyMetadata?.Arn ?? '',
    topic: TopicArn ?? '',
  }
}

/** The workload: a trail of its own that was never started, into a bucket beside what it watches. */
const buildWorkload = async (endpoint: string, account: string): Promise<string> => {
  const options = at(endpoint, MEMBER_REGION, await memberCredentials(endpoint, account))
  const s3 = new S3Client(options)
  for (const bucket of ['workload-logs', 'customer-data']) await bucketIn(s3, bucket, MEMBER_REGION)
  await s3.send(
    new PutBucketTaggingCommand({
      Bucket: 'customer-data',
      Tagging: { TagSet: [{ Key: 'classification', Value: 'confidential' }] },
    }),
  )
  const trail = `arn:aws:cloudtrail:${MEMBER_REGION}:${account}:trail/workload-local`
  await s3.send(
    new PutBucketPolicyCommand({
      Bucket: 'workload-logs',
      Policy: mayWrite('workload-logs', trail),
    }),
  )
  await new IAMClient(options).send(
    new CreateRoleCommand({
      RoleName: 'deploy',
      AssumeRolePolicyDocument: trusting({ AWS: `arn:aws:iam::${account}:root` }),
    }),
  )
  await new CloudTrailClient(options).send(
    new CreateTrailCommand({ Name: 'workload-local', S3BucketName: 'workload-logs' }),
  )
  return trail
}

/** Builds the organisation with the SDK through the fake, as an engineer would have, with their mistakes. */
export const buildOrganization = async (endpoint: string): Promise<Built> => {
  const accounts = await organization(endpoint)
  const expected = `arn:aws:cloudtrail:${HOME}:${accounts.management}:trail/organization`
  await buildLogArchive(endpoint, accounts.logArchive, expected)
  const management = await buildManagement(endpoint, accounts.management)
  const stoppedTrail = await buildWorkload(endpoint, accounts.workload)
  return { ...accounts, ...management, stoppedTrail }
}
