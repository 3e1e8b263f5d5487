import type { Filter } from '../../../model/scope.ts'
import { DAY } from '../../../model/time.ts'
import { names, perhaps } from '../parts/filters.ts'
import { principalOption, said, whom } from '../parts/option.ts'
import { callsPart } from '../parts/service.ts'
import type { Question } from '../question.ts'

const changes = [
  'AuthorizeSecurityGroupEgress',
  'AuthorizeSecurityGroupIngress',
  'CreateSecurityGroup',
  'DeleteSecurityGroup',
  'ModifySecurityGroupRules',
  'RevokeSecurityGroupEgress',
  'RevokeSecurityGroupIngress',
  'UpdateSecurityGroupRuleDescriptionsEgress',
  'UpdateSecurityGroupRuleDescriptionsIngress',
] as const

/** A group without a VPC may be named instead of given by its id: which one that is the call does not tell. */
const byNameAlone: Filter = {
  all: [
    { column: 'request_parameters', path: ['groupName'], present: true },
    { column: 'request_parameters', path: ['groupId'], present: false },
    { column: 'event_name', is: { NotEquals: ['CreateSecurityGroup'] }, missing: 'unknown' },
  ],
}

const ofGroup = (group: string): Filter => ({
  any: [names(group.split('/').at(-1) ?? group), perhaps(byNameAlone)],
})

export const securityGroupChanges: Question = {
  id: 'security-group-changes',
  sentence: (params) =>
    `Did ${whom(params, 'anyone')} change ${said(params, 'group', 'a security group')}?`,
  why: 'An opened port is how an intruder comes back.',
  options: [
    {
      name: 'group',
      kind: 'resource',
      description: 'only this security group: sg-..., or its ARN',
    },
    principalOption,
  ],
  needsOneOf: [],
  defaultWindow: 30 * DAY,
  parts: (asked) => {
    const { group } = asked.params
    const filter = typeof group === 'string' ? ofGroup(group) : undefined
    return [callsPart(asked, 'changes of security groups', 'ec2.amazonaws.com', changes, filter)]
  },
  examples: [
    {
      command: 'wholetrail ask security-group-changes --region eu-west-1 --from 24h',
      says: 'Was a port opened in this region since yesterday?',
    },
  ],
}
