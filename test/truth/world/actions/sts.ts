import type { Caller, Role } from '../caller.ts'
import { iso } from '../clock.ts'
import type { Happening } from '../happening.ts'
import { HOURS, type Second } from '../time.ts'
import { GLOBAL_REGION, happening } from './happening.ts'

const sts = (
  second: Second,
  caller: Caller,
  name: string,
  region: string,
  rest: Partial<Happening>,
): Happening =>
  happening(second, caller, {
    source: 'sts.amazonaws.com',
    name,
    region,
    global: region === GLOBAL_REGION,
    readOnly: true,
    ...rest,
  })

const credentials = (session: Caller, second: Second) => ({
  credentials: { accessKeyId: session.keyId, expiration: iso(second + HOURS) },
})

/** Delivered to the caller's account and, where another, to the role's (facts/aws.md 1.4); a denied one only to the caller's. */
export const assumeRole = (
  second: Second,
  caller: Caller,
  assumed: Role,
  session: Caller | 'denied',
  region: string,
): Happening =>
  sts(second, caller, 'AssumeRole', region, {
    outcome: session === 'denied' ? 'denied' : 'success',
    request:
      session === 'denied'
        ? null
        : { roleArn: assumed.arn, roleSessionName: session.principalId?.split(':')[1] },
    response:
      session === 'denied'
        ? null
        : {
            ...credentials(session, second),
            ...(caller.type !== 'AWSService' && {
              assumedRoleUser: { assumedRoleId: session.principalId, arn: session.arn },
            }),
          },
    role: assumed.arn,
    ...(session !== 'denied' && {
      resources: [{ type: 'AWS::IAM::Role', ARN: assumed.arn, accountId: assumed.account }],
    }),
    ...(session !== 'denied' && assumed.account !== caller.account && { owner: assumed.account }),
    planted: true,
  })

export const getSessionToken = (
  second: Second,
  caller: Caller,
  session: Caller,
  region: string,
): Happening =>
  sts(second, caller, 'GetSessionToken', region, {
    readOnly: false,
    response: credentials(session, second),
  })

export const getFederationToken = (
  second: Second,
  caller: Caller,
  session: Caller,
  region: string,
): Happening =>
  sts(second, caller, 'GetFederationToken', region, {
    readOnly: false,
    request: { name: session.principalId?.split(':')[1] },
    response: {
      ...credentials(session, second),
      federatedUser: { arn: session.arn, federatedUserId: session.principalId },
    },
  })

export const getCallerIdentity = (second: Second, caller: Caller, region: string): Happening =>
  sts(second, caller, 'GetCallerIdentity', region, {})
