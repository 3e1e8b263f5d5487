import type { Filter } from '../../../model/scope.ts'
import { both, names, perhaps } from './filters.ts'

const MAKING = 'CreateSecurityGroup'

/** Calls that name a group inside a member of their own name. */
const wrapped = [
  'ModifySecurityGroupRules',
  'UpdateSecurityGroupRuleDescriptionsEgress',
  'UpdateSecurityGroupRuleDescriptionsIngress',
] as const

export const groupChanges = [
  'AuthorizeSecurityGroupEgress',
  'AuthorizeSecurityGroupIngress',
  MAKING,
  'DeleteSecurityGroup',
  'RevokeSecurityGroupEgress',
  'RevokeSecurityGroupIngress',
  ...wrapped,
] as const

const without = (column: string, ...path: string[]): Filter => ({ column, path, present: false })

/**
 * Each change is of one group. A call may give it by its name, or give the ids of rules alone, or its record lacks
 * what was asked: which group it was the record then does not tell.
 */
const untold: Filter = {
  all: [
    { column: 'event_source', is: { Equals: ['ec2.amazonaws.com'] }, missing: 'unknown' },
    {
      any: [
        {
          all: [
            {
              column: 'event_name',
              is: { Equals: groupChanges.filter((name) => name !== MAKING) },
              missing: 'unknown',
            },
            without('request_parameters', 'groupId'),
            ...wrapped.map((name) => without('request_parameters', `${name}Request`, 'GroupId')),
          ],
        },
        {
          all: [
            { column: 'event_name', is: { Equals: [MAKING] }, missing: 'unknown' },
            without('response_elements', 'groupId'),
          ],
        },
      ],
    },
  ],
}

/** A change that may be of the group asked about: its record does not tell which group it was (R7). */
export const ofUntoldGroup = perhaps(untold)

const GROUP = /^(?:arn:[^:]*:ec2:[^:]*:(\d*):security-group\/)?(sg-[^/:]+)$/i

/** The calls of `ofUntoldGroup` where a resource is a security group, in its account where that is given. */
export const changesOfUntold = (resource: string): Filter[] => {
  const [whole, account = ''] = GROUP.exec(resource) ?? []
  if (whole === undefined) return []
  const own: Filter | undefined =
    account === ''
      ? undefined
      : { column: 'account', is: { Equals: [account] }, missing: 'unknown' }
  return [both(own, ofUntoldGroup) ?? ofUntoldGroup]
}

/** Changes of one group, given by its id or ARN. */
export const ofGroup = (group: string): Filter => ({
  any: [names(group.split('/').at(-1) ?? group), ofUntoldGroup],
})
