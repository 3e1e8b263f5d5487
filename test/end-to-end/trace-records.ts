import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { accessKeyId } from '../fixtures/demo/chance/ids.ts'
import { random } from '../fixtures/demo/chance/prng.ts'

export const OFFICE = '111122223333'
export const PLANT = '333344445555'

const ids = random('trace from end to end')
const key = (prefix: 'AKIA' | 'ASIA', account: string, name: string): string =>
  accessKeyId(prefix, account, ids.fork(name))

export const keys = {
  signedOn: key('ASIA', OFFICE, 'signed on'),
  lasting: key('AKIA', OFFICE, 'lasting'),
  deploy: key('ASIA', PLANT, 'deploy'),
  admin: key('ASIA', PLANT, 'admin'),
  lost: key('ASIA', PLANT, 'lost'),
} as const

/** A name that a forger would like to see as markup, as a colour or as a command. */
export const PERSON = 'ana"];\u202e\u001b[31m::error::<b>'

const STS = 'sts.amazonaws.com'
const roleArn = (role: string) => `arn:aws:iam::${PLANT}:role/${role}`

const session = (account: string, role: string, name: string, id: string, created: string) => ({
  type: 'AssumedRole',
  principalId: `AROA${role.toUpperCase().padEnd(17, 'X')}:${name}`,
  arn: `arn:aws:sts::${account}:assumed-role/${role}/${name}`,
  accountId: account,
  accessKeyId: id,
  sessionContext: {
    sessionIssuer: {
      type: 'Role',
      principalId: `AROA${role.toUpperCase().padEnd(17, 'X')}`,
      arn: `arn:aws:iam::${account}:role/${role}`,
      accountId: account,
      userName: role,
    },
    attributes: { creationDate: created, mfaAuthenticated: 'false' },
  },
})

const issued = (account: string, role: string, name: string, id: string) => ({
  credentials: { accessKeyId: id, sessionToken: 'hidden', expiration: 'Oct 2, 2026, 11:00:00 AM' },
  assumedRoleUser: {
    assumedRoleId: `AROA${role.toUpperCase().padEnd(17, 'X')}:${name}`,
    arn: `arn:aws:sts::${account}:assumed-role/${role}/${name}`,
  },
})

let made = 0
const record = (account: string, eventTime: string, more: object) => {
  made += 1
  return {
    eventVersion: '1.09',
    eventTime,
    awsRegion: 'eu-west-1',
    sourceIPAddress: '198.51.100.7',
    userAgent: 'aws-cli/2.31.2',
    requestParameters: null,
    responseElements: null,
    requestID: `r${made}`,
    eventID: `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`,
    readOnly: true,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
    ...more,
  }
}

const ci = {
  type: 'IAMUser',
  principalId: 'AIDACICICICICICICICIC',
  arn: `arn:aws:iam::${OFFICE}:user/ci`,
  accountId: OFFICE,
  accessKeyId: keys.lasting,
  userName: 'ci',
}

const assume = (
  account: string,
  time: string,
  caller: object,
  role: string,
  id: string,
  more = {},
) =>
  record(account, time, {
    userIdentity: caller,
    eventSource: STS,
    eventName: 'AssumeRole',
    requestParameters: { roleArn: roleArn(role), roleSessionName: 'ci' },
    responseElements: issued(PLANT, role, 'ci', id),
    ...more,
  })

const inDeploy = session(PLANT, 'deploy', 'ci', keys.deploy, '2026-10-02T10:00:00Z')
const call = (identity: object, time: string, eventName: string) =>
  record(PLANT, time, {
    userIdentity: identity,
    eventSource: 'ec2.amazonaws.com',
    eventName,
    readOnly: false,
  })

/** A person signs on, makes a key, and with it goes over two roles in another account. */
const records = {
  [OFFICE]: [
    record(OFFICE, '2026-10-02T09:00:00Z', {
      userIdentity: {
        type: 'SAMLUser',
        principalId: `saml:${PERSON}`,
        userName: PERSON,
        identityProvider: 'https://idp.example',
      },
      eventSource: STS,
      eventName: 'AssumeRoleWithSAML',
      requestParameters: {
        roleArn: `arn:aws:iam::${OFFICE}:role/people`,
        roleSessionName: 'ana',
        principalArn: `arn:aws:iam::${OFFICE}:saml-provider/idp`,
      },
      responseElements: { ...issued(OFFICE, 'people', 'ana', keys.signedOn), subject: PERSON },
    }),
    record(OFFICE, '2026-10-02T09:10:00Z', {
      userIdentity: session(OFFICE, 'people', 'ana', keys.signedOn, '2026-10-02T09:00:00Z'),
      eventSource: 'iam.amazonaws.com',
      eventName: 'CreateAccessKey',
      readOnly: false,
      requestParameters: { userName: 'ci' },
      responseElements: {
        accessKey: { userName: 'ci', accessKeyId: keys.lasting, status: 'Active' },
      },
    }),
    assume(OFFICE, '2026-10-02T10:00:00Z', ci, 'deploy', keys.deploy, {
      sharedEventID: 'shared-1',
    }),
  ],
  [PLANT]: [
    assume(
      PLANT,
      '2026-10-02T10:00:00Z',
      { type: 'AWSAccount', principalId: ci.principalId, accountId: OFFICE },
      'deploy',
      keys.deploy,
      { sharedEventID: 'shared-1' },
    ),
    call(inDeploy, '2026-10-02T10:01:00Z', 'RunInstances'),
    assume(PLANT, '2026-10-02T10:02:00Z', inDeploy, 'admin', keys.admin),
    call(
      session(PLANT, 'admin', 'ci', keys.admin, '2026-10-02T10:02:00Z'),
      '2026-10-02T10:03:00Z',
      'TerminateInstances',
    ),
    call(
      session(PLANT, 'deploy', 'night', keys.lost, '2026-10-02T03:00:00Z'),
      '2026-10-02T03:01:00Z',
      'StopInstances',
    ),
  ],
} as const

/** Log files of both accounts below a folder, as a trail writes them. */
export const writeLogs = async (folder: string): Promise<void> => {
  for (const [account, own] of Object.entries(records)) {
    const place = join(folder, `trail-bucket/AWSLogs/${account}/CloudTrail/eu-west-1/2026/10/02`)
    await mkdir(place, { recursive: true })
    await writeFile(
      join(place, `${account}_CloudTrail_eu-west-1_20261002T1005Z_abcdefghijklmnop.json.gz`),
      gzipSync(JSON.stringify({ Records: own })),
    )
  }
}
