import { changeOf } from '../../../alerts/sample.ts'
import { monitoring } from './monitoring.ts'
import { patternOf } from './pattern.ts'

const CALLS = [
  'AuthorizeSecurityGroupIngress',
  'AuthorizeSecurityGroupEgress',
  'RevokeSecurityGroupIngress',
  'RevokeSecurityGroupEgress',
  'CreateSecurityGroup',
  'DeleteSecurityGroup',
]

export const cisMonitoringSecurityGroupChanges = monitoring({
  id: 'cis-monitoring-security-group-changes',
  what: 'changes of security groups',
  why: 'An opened port is the way in and the way out.',
  item: 10,
  securityHub: 'CloudWatch.10',
  pattern: patternOf('ec2', CALLS),
  samples: CALLS.map((name) => changeOf('ec2', name)),
})
