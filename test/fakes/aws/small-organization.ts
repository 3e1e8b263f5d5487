import type { Upstream } from './handler.ts'
import { type AwsRequest, inputOf, parameterOf } from './request.ts'
import { type AwsResponse, json, refusal, xml } from './response.ts'

/** The three accounts of the tests. */
export const ACCOUNTS = {
  management: '111111111111',
  logArchive: '222222222222',
  workload: '333333333333',
} as const
export const ORGANIZATION = 'o-abcdef1234'
export const TRAIL_ARN = `arn:aws:cloudtrail:us-east-1:${ACCOUNTS.management}:trail/organization`

const xmlns = 'xmlns="https://sts.amazonaws.com/doc/2011-06-15/"'

const accountKey = (account: string): string => `ASIA${account}EXAMPLE1`.slice(0, 20)

const trail = {
  Name: 'organization',
  S3BucketName: 'org-trail-logs',
  IncludeGlobalServiceEvents: true,
  IsMultiRegionTrail: true,
  HomeRegion: 'us-east-1',
  TrailARN: TRAIL_ARN,
  LogFileValidationEnabled: true,
  HasCustomEventSelectors: true,
  HasInsightSelectors: false,
  IsOrganizationTrail: true,
}

const isManagement = (account: string): boolean => account === ACCOUNTS.management

type Answer = (request: AwsRequest, account: string) => AwsResponse

const organization = {
  Id: ORGANIZATION,
  Arn: `arn:aws:organizations::${ACCOUNTS.management}:organization/${ORGANIZATION}`,
  FeatureSet: 'ALL',
  MasterAccountId: ACCOUNTS.management,
}

/** What stands behind the fake where moto is missing: the same three accounts, one trail, and no more. */
const answers: Readonly<Record<string, Answer>> = {
  'sts GetCallerIdentity': (_, account) =>
    xml(
      `<GetCallerIdentityResponse ${xmlns}><GetCallerIdentityResult><Arn>arn:aws:sts::${account}:assumed-role/audit/wholetrail</Arn><UserId>AROAEXAMPLE:wholetrail</UserId><Account>${account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
    ),
  'sts AssumeRole': (r) => {
    const role = parameterOf(r, 'RoleArn') ?? ''
    const key = accountKey(role.split(':')[4] ?? '')
    const until = new Date(Date.now() + 3_600_000).toISOString()
    return xml(
      `<AssumeRoleResponse ${xmlns}><AssumeRoleResult><Credentials><AccessKeyId>${key}</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken><Expiration>${until}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
    )
  },
  'organizations DescribeOrganization': () => json({ Organization: organization }),
  'organizations ListAccounts': (r, account) =>
    isManagement(account)
      ? json({
          Accounts: Object.entries(ACCOUNTS).map(([Name, Id]) => ({
            Id,
            Name,
            Status: 'ACTIVE',
            JoinedTimestamp: 1_600_000_000,
          })),
        })
      : refusal(r, 400, 'AccessDeniedException'),
  'cloudtrail DescribeTrails': (_, account) =>
    json({ trailList: isManagement(account) ? [trail] : [] }),
  'cloudtrail ListTrails': (_, account) =>
    json({
      Trails: isManagement(account)
        ? [{ TrailARN: TRAIL_ARN, Name: trail.Name, HomeRegion: trail.HomeRegion }]
        : [],
    }),
  'cloudtrail GetTrail': () => json({ Trail: trail }),
  'cloudtrail GetTrailStatus': () =>
    json({
      IsLogging: true,
      StartLoggingTime: 1_600_000_000,
      LatestDeliveryTime: Date.now() / 1000,
    }),
  'cloudtrail GetEventSelectors': (r) =>
    json({
      TrailARN: inputOf(r).TrailName,
      EventSelectors: [
        { ReadWriteType: 'WriteOnly', IncludeManagementEvents: true, DataResources: [] },
      ],
    }),
  'cloudtrail GetInsightSelectors': () => json({}),
  'cloudtrail ListTags': () => json({ ResourceTagList: [] }),
}

/** Answers what it knows of the small organisation; everything else is no operation of it. */
export const smallOrganization: Upstream = async (request, account) =>
  answers[`${request.service} ${request.operation}`]?.(request, account) ??
  refusal(request, 400, 'UnknownOperationException')
