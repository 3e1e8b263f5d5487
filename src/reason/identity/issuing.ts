import type { Box, Scope } from '../../model/scope.ts'

/** Calls that hand out a session; its key is in `responseElements.credentials` (facts/aws.md 6.1). */
export const sessionCalls = [
  'AssumeRole',
  'AssumeRoleWithSAML',
  'AssumeRoleWithWebIdentity',
  'AssumeRoot',
  'GetSessionToken',
  'GetFederationToken',
] as const

/** Calls that make a credential that lasts (R12). */
export const lastingCalls = [
  'CreateAccessKey',
  'CreateLoginProfile',
  'UpdateLoginProfile',
  'CreateUser',
] as const

/** Where records of IAM are made, by partition (facts/aws.md 3.8). */
const IAM_REGION: Readonly<Record<string, string>> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
}

const management = (source: string, names: readonly string[]): Box['fields'] => ({
  eventCategory: { Equals: ['Management'] },
  eventSource: { Equals: [source] },
  eventName: { Equals: names },
})

/** What must have been recorded to know every session that someone was given: calls that he makes himself (R13). */
export const sessionIssuing = (accounts: readonly string[]): Scope => ({
  boxes: [
    {
      fields: {
        account: { Equals: accounts },
        ...management('sts.amazonaws.com', [
          'AssumeRole',
          'AssumeRoot',
          'GetSessionToken',
          'GetFederationToken',
        ]),
      },
    },
  ],
})

/** What must have been recorded to know every lasting credential that someone made (R13). */
export const lastingIssuing = (accounts: readonly string[], partition: string): Scope => ({
  boxes: [
    {
      fields: {
        account: { Equals: accounts },
        ...(IAM_REGION[partition] === undefined
          ? {}
          : { region: { Equals: [IAM_REGION[partition]] } }),
        ...management('iam.amazonaws.com', lastingCalls),
      },
    },
  ],
})
