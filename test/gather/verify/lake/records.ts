import { formatInstant, type Instant } from '../../../../src/model/time.ts'

const ACCOUNT = '111122223333'

let made = 0

const common = (at: Instant) => ({
  eventVersion: '1.11',
  eventTime: formatInstant(at),
  eventID: `event-${++made}`,
  awsRegion: 'eu-west-1',
  sourceIPAddress: '198.51.100.7',
  userAgent: 'aws-cli/2.15',
  recipientAccountId: ACCOUNT,
})

const mallory = {
  type: 'IAMUser',
  principalId: 'AIDAMALLORY',
  arn: `arn:aws:iam::${ACCOUNT}:user/mallory`,
  accountId: ACCOUNT,
  userName: 'mallory',
}

/** A call of CloudTrail on one trail (facts/aws.md 5.1). */
export const trailCall = (
  at: Instant,
  eventName: string,
  request: object,
  response: object | null = null,
  more: object = {},
) => ({
  ...common(at),
  eventSource: 'cloudtrail.amazonaws.com',
  eventName,
  eventType: 'AwsApiCall',
  eventCategory: 'Management',
  managementEvent: true,
  readOnly: false,
  userIdentity: mallory,
  requestParameters: request,
  responseElements: response,
  ...more,
})

/** A data event of a log bucket. */
const objectCall = (at: Instant, eventName: string, bucket: string, key: string, more: object) => ({
  ...common(at),
  eventSource: 's3.amazonaws.com',
  eventName,
  eventType: 'AwsApiCall',
  eventCategory: 'Data',
  managementEvent: false,
  readOnly: false,
  requestParameters: { bucketName: bucket, key },
  responseElements: null,
  resources: [{ type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${bucket}/${key}` }],
  ...more,
})

export const deletion = (at: Instant, bucket: string, key: string, more: object = {}) =>
  objectCall(at, 'DeleteObject', bucket, key, { userIdentity: mallory, ...more })

/** A delivery of a log service, as the bucket's data events record it. */
export const delivery = (
  at: Instant,
  bucket: string,
  key: string,
  { service = 'cloudtrail.amazonaws.com', ...more }: { service?: string; errorCode?: string } = {},
) =>
  objectCall(at, 'PutObject', bucket, key, {
    userIdentity: { type: 'AWSService', invokedBy: service },
    additionalEventData: { bytesTransferredIn: 512 },
    ...more,
  })
