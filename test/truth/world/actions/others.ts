import type { Random } from '../../random.ts'
import type { Caller } from '../caller.ts'
import type { Happening } from '../happening.ts'
import type { Second } from '../time.ts'
import { GLOBAL_REGION, happening } from './happening.ts'

const ec2Calls = {
  DescribeInstances: { readOnly: true, request: {} },
  AuthorizeSecurityGroupIngress: { readOnly: false, request: { groupId: 'sg-0a1b2c3d' } },
  RevokeSecurityGroupIngress: { readOnly: false, request: { groupId: 'sg-0a1b2c3d' } },
  RunInstances: { readOnly: false, request: { instancesSet: { items: [{ minCount: 1 }] } } },
  StartInstances: {
    readOnly: false,
    request: { instancesSet: { items: [{ instanceId: 'i-0123456789abcdef0' }] } },
  },
  StopInstances: {
    readOnly: false,
    request: { instancesSet: { items: [{ instanceId: 'i-0123456789abcdef0' }] } },
  },
} as const
export type Ec2Call = keyof typeof ec2Calls

export const ec2 = (
  second: Second,
  caller: Caller,
  name: Ec2Call,
  region: string,
  denied: boolean,
  planted = false,
): Happening =>
  happening(second, caller, {
    source: 'ec2.amazonaws.com',
    name,
    region,
    readOnly: ec2Calls[name].readOnly,
    planted,
    ...(denied
      ? { outcome: 'denied' as const, errorCode: 'Client.UnauthorizedOperation' }
      : { request: ec2Calls[name].request, response: { requestId: 'r' } }),
  })

/** A sign-in to the console: where it is recorded depends on the endpoint (facts/aws.md 3.8). */
export const consoleLogin = (
  r: Random,
  second: Second,
  caller: Caller,
  region: string,
  failed: boolean,
): Happening =>
  happening(second, caller, {
    source: 'signin.amazonaws.com',
    name: 'ConsoleLogin',
    region: caller.type === 'Root' ? GLOBAL_REGION : region,
    readOnly: false,
    type: 'AwsConsoleSignIn',
    outcome: failed ? 'failed' : 'success',
    response: { ConsoleLogin: failed ? 'Failure' : 'Success' },
    extra: { LoginTo: 'https://console.aws.amazon.com/', MFAUsed: r.pick(['Yes', 'No']) },
    planted: true,
  })

export const decrypt = (second: Second, caller: Caller, region: string): Happening =>
  happening(second, caller, {
    source: 'kms.amazonaws.com',
    name: 'Decrypt',
    region,
    readOnly: true,
    request: { encryptionAlgorithm: 'SYMMETRIC_DEFAULT' },
  })

/** A data event of another type than S3's: not asked about unless every part is. */
export const invoke = (second: Second, caller: Caller, region: string): Happening => {
  const arn = `arn:aws:lambda:${region}:${caller.account}:function:job`
  return happening(second, caller, {
    source: 'lambda.amazonaws.com',
    name: 'Invoke',
    region,
    category: 'Data',
    readOnly: false,
    request: { functionName: arn },
    resources: [{ type: 'AWS::Lambda::Function', ARN: arn, accountId: caller.account }],
  })
}
