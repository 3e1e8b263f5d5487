import {
  type IssuingCall,
  issuingCall,
  issuingCalls,
  issuingNames,
  unfollowedIssuingCalls,
} from '../../model/catalogue/issuing.ts'
import { groupBy } from '../../model/group-by.ts'
import type { Box, Scope } from '../../model/scope.ts'

const isMade = (c: IssuingCall) => c.toldBy === 'maker'

/** Calls whose record names who made them, and so is found by him (facts/aws.md 6.1). */
export const madeCalls: readonly string[] = [...issuingNames(isMade), ...unfollowedIssuingCalls]

/** Callers of these come with a token of an identity provider and with no credentials of AWS. */
export const BY_OUTSIDERS = issuingNames((c) => c.toldBy === 'outsider')

/** Calls that make a credential that lasts (R12); of some, no call can be tied to it. */
const lastingCalls = [...issuingNames((c) => c.lifetime === 'lasting'), ...unfollowedIssuingCalls]

/** Calls of a session that its maker names, and switches of roles, which name whom they came from. */
const sessionCalls = issuingNames(
  (c) => c.lifetime === 'session' && (isMade(c) || c.gives === 'switched session'),
)

/** Where records of IAM are made, by partition (facts/aws.md 3.8). */
const IAM_REGION: Readonly<Record<string, string>> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
}

const SIGNIN = issuingCalls.SwitchRole.eventSource
const IAM = issuingCalls.CreateAccessKey.eventSource

const management = (source: string, names: readonly string[]): Box['fields'] => ({
  eventCategory: { Equals: ['Management'] },
  eventSource: { Equals: [source] },
  eventName: { Equals: names },
})

const sourceOf = (name: string): string => issuingCall(name)?.eventSource ?? ''

/** What must have been recorded to know every session that someone was given: calls that he makes himself (R13). */
export const sessionIssuing = (accounts: readonly string[]): Scope => ({
  boxes: [...groupBy(sessionCalls, sourceOf)].map(([source, names]) => ({
    fields: { account: { Equals: accounts }, ...management(source, names) },
  })),
})

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
