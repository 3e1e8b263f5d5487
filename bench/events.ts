/**
 * Synthetic CloudTrail events of about 1.4 kB, the same each time: a mix of the calls that fill real
 * logs, with ids and parameters that do not repeat.
 */

/** A small generator of random numbers (mulberry32), so that the bytes are the same on each machine. */
export const randomFrom = (seed: number) => {
  let state = seed
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}
export type Random = ReturnType<typeof randomFrom>

const words = Array.from({ length: 65_536 }, (_, i) => i.toString(16).padStart(4, '0'))

const hex = (random: Random, length: number): string => {
  let out = ''
  while (out.length < length) out += words[random(65_536)]
  return out.slice(0, length)
}

const uuid = (random: Random): string => {
  const h = hex(random, 32)
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`
}

export interface Place {
  readonly account: string
  readonly region: string
}

const agents = [
  'Boto3/1.34.84 md/Botocore#1.34.84 ua/2.0 os/linux#5.10.213 lang/python#3.11.6',
  'aws-sdk-java/2.25.11 Linux/5.10.214 OpenJDK_64-Bit_Server_VM/17.0.10+8-LTS',
  'aws-cli/2.15.30 Python/3.11.8 Linux/6.1.79 exe/x86_64.amzn.2023 command/s3.cp',
  'APN/1.0 HashiCorp/1.0 Terraform/1.7.5 terraform-provider-aws/5.42.0',
]

/** Sessions repeat, as in real logs: 200 of them in each account and hour. */
const identity = (events: Random, account: string, time: string) => {
  const random = randomFrom(
    Number(account.slice(-6)) + Number(time.slice(11, 13)) * 977 + events(200),
  )
  const role = ['app-server', 'data-pipeline', 'ci-deploy', 'audit-read'][random(4)]
  const session = `i-0${hex(random, 16)}`
  const principalId = `AROA${hex(random, 17).toUpperCase()}`
  return {
    type: 'AssumedRole',
    principalId: `${principalId}:${session}`,
    arn: `arn:aws:sts::${account}:assumed-role/${role}/${session}`,
    accountId: account,
    accessKeyId: `ASIA${hex(random, 16).toUpperCase()}`,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId,
        arn: `arn:aws:iam::${account}:role/${role}`,
        accountId: account,
        userName: role,
      },
      webIdFederationData: {},
      attributes: { creationDate: `${time.slice(0, 14)}00:00Z`, mfaAuthenticated: 'false' },
    },
  }
}

const calls = [
  (random: Random, account: string) => {
    const bucket = `data-${account.slice(-4)}-${random(40)}`
    const key = `year=2026/part-${hex(random, 8)}/${uuid(random)}.parquet`
    return {
      eventSource: 's3.amazonaws.com',
      eventName: random(5) === 0 ? 'PutObject' : 'GetObject',
      requestParameters: { bucketName: bucket, Host: `${bucket}.s3.amazonaws.com`, key },
      additionalEventData: {
        SignatureVersion: 'SigV4',
        CipherSuite: 'TLS_AES_128_GCM_SHA256',
        bytesTransferredIn: 0,
        AuthenticationMethod: 'AuthHeader',
        'x-amz-id-2': hex(random, 76),
        bytesTransferredOut: random(1_000_000),
      },
      readOnly: true,
      resources: [
        { type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${bucket}/${key}` },
        { accountId: account, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${bucket}` },
      ],
      managementEvent: false,
      eventCategory: 'Data',
    }
  },
  (random: Random, account: string) => ({
    eventSource: 'kms.amazonaws.com',
    eventName: 'Decrypt',
    requestParameters: {
      encryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      encryptionContext: { 'aws:s3:arn': `arn:aws:s3:::data-${random(40)}/${uuid(random)}` },
    },
    readOnly: true,
    resources: [
      {
        accountId: account,
        type: 'AWS::KMS::Key',
        ARN: `arn:aws:kms:us-east-1:${account}:key/${uuid(random)}`,
      },
    ],
    managementEvent: true,
    eventCategory: 'Management',
  }),
  (random: Random) => ({
    eventSource: 'ec2.amazonaws.com',
    eventName: 'DescribeInstances',
    ...(random(8) === 0
      ? {
          errorCode: 'Client.UnauthorizedOperation',
          errorMessage: `You are not authorized to perform this operation. Encoded message: ${hex(random, 120)}`,
        }
      : {}),
    requestParameters: {
      instancesSet: { items: [{ instanceId: `i-0${hex(random, 16)}` }] },
      filterSet: { items: [{ name: 'tag:env', valueSet: { items: [{ value: 'prod' }] } }] },
    },
    readOnly: true,
    managementEvent: true,
    eventCategory: 'Management',
  }),
  (random: Random, account: string) => ({
    eventSource: 'sts.amazonaws.com',
    eventName: 'AssumeRole',
    requestParameters: {
      roleArn: `arn:aws:iam::${account}:role/app-server`,
      roleSessionName: `session-${hex(random, 8)}`,
      durationSeconds: 3600,
    },
    issued: true,
    readOnly: true,
    resources: [
      {
        accountId: account,
        type: 'AWS::IAM::Role',
        ARN: `arn:aws:iam::${account}:role/app-server`,
      },
    ],
    managementEvent: true,
    eventCategory: 'Management',
  }),
]

/** One record, `second` seconds after 1970. */
export const syntheticEvent = (random: Random, { account, region }: Place, second: number) => {
  const eventTime = `${new Date(second * 1000).toISOString().slice(0, 19)}Z`
  const call = (calls[random(calls.length)] as (typeof calls)[number])(random, account)
  const { eventSource, eventName, readOnly, resources, managementEvent, eventCategory, ...rest } =
    call as Record<string, unknown>
  const { issued, errorCode, errorMessage, requestParameters, additionalEventData } = rest
  const responseElements =
    issued === true
      ? {
          credentials: {
            accessKeyId: `ASIA${hex(random, 16).toUpperCase()}`,
            sessionToken: hex(random, 120),
            expiration: 'Mar 2, 2026, 5:10:00 AM',
          },
          assumedRoleUser: { assumedRoleId: `AROA${hex(random, 17).toUpperCase()}:s` },
        }
      : null
  // In the order in which CloudTrail writes them; JSON.stringify leaves out what is undefined.
  return {
    eventVersion: '1.11',
    userIdentity: identity(random, account, eventTime),
    eventTime,
    eventSource,
    eventName,
    awsRegion: region,
    sourceIPAddress: `10.${random(256)}.${random(256)}.${random(256)}`,
    userAgent: agents[random(agents.length)],
    errorCode,
    errorMessage,
    requestParameters,
    responseElements,
    additionalEventData,
    requestID: uuid(random),
    eventID: uuid(random),
    readOnly,
    resources,
    eventType: 'AwsApiCall',
    managementEvent,
    recipientAccountId: account,
    eventCategory,
    tlsDetails: {
      tlsVersion: 'TLSv1.3',
      cipherSuite: 'TLS_AES_128_GCM_SHA256',
      clientProvidedHostHeader: `${String(eventSource).split('.')[0]}.${region}.amazonaws.com`,
    },
  }
}
