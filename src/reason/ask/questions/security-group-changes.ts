import { DAY } from '../../../model/time.ts'
import { principalOption, said, whom } from '../parts/option.ts'
import { groupChanges, ofGroup } from '../parts/security-group.ts'
import { callsPart } from '../parts/service.ts'
import type { Question } from '../question.ts'

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
    return [
      callsPart(asked, 'changes of security groups', 'ec2.amazonaws.com', groupChanges, filter),
    ]
  },
  examples: [
    {
      command: 'wholetrail ask security-group-changes --region eu-west-1 --from 24h',
      says: 'Was a port opened in this region since yesterday?',
    },
  ],
}
