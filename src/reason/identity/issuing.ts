import {
  issuingCalls,
  otherIssuingCalls,
  unfollowedIssuingCalls,
} from '../../model/catalogue/sets.ts'
import type { Box, Scope } from '../../model/scope.ts'

const STS = 'sts.amazonaws.com'
const IAM = 'iam.amazonaws.com'
const SIGNIN = 'signin.amazonaws.com'
/** A node of EKS fetches the credentials of its pods with its own (facts/aws.md 6.2). */
const EKS_AUTH = 'eks-auth.amazonaws.com'

const namesOf = (source: string): string[] =>
  [...issuingCalls, ...otherIssuingCalls]
    .filter((c) => c.eventSource === source)
    .map((c) => c.eventName)

/** Calls that hand out a session; its key is in `responseElements.credentials` (facts/aws.md 6.1). */
export const sessionCalls: readonly string[] = namesOf(STS)

/** Calls that make a credential that lasts (R12). */
export const lastingCalls: readonly string[] = namesOf(IAM)

/** Those of them whose credential cannot be followed: no call names it. */
export const unfollowedCalls: readonly string[] = unfollowedIssuingCalls

/** Callers of these come with a token of an identity provider and with no credentials of AWS. */
export const BY_OUTSIDERS: readonly string[] = ['AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity']

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
export const sessionIssuing = (accounts: readonly string[]): Scope => {
  const account = { Equals: accounts }
  const sts = sessionCalls.filter((name) => !BY_OUTSIDERS.includes(name))
  return {
    boxes: [
      { fields: { account, ...management(STS, sts) } },
      { fields: { account, ...management(SIGNIN, ['GetSigninToken', 'SwitchRole']) } },
      { fields: { account, ...management(EKS_AUTH, ['AssumeRoleForPodIdentity']) } },
    ],
  }
}

/** A switch is recorded in the account of the role alone, which nothing tells before (facts/aws.md 6.1). */
export const switching = (accounts: readonly string[]): Scope => ({
  boxes: [{ fields: { account: { Equals: accounts }, ...management(SIGNIN, ['SwitchRole']) } }],
})

/** What must have been recorded to know every lasting credential that someone made (R13). */
export const lastingIssuing = (
  accounts: readonly string[],
  partitions: readonly string[],
): Scope => {
  const regions = partitions.flatMap((p) => IAM_REGION[p] ?? [])
  return {
    boxes: [
      {
        fields: {
          account: { Equals: accounts },
          ...(regions.length < partitions.length ? {} : { region: { Equals: regions } }),
          ...management(IAM, lastingCalls),
        },
      },
    ],
  }
}
