import { changeOf } from '../../../alerts/sample.ts'
import { monitoring } from './monitoring.ts'
import { patternOf } from './pattern.ts'

const CALLS = [
  'CreateNetworkAcl',
  'CreateNetworkAclEntry',
  'DeleteNetworkAcl',
  'DeleteNetworkAclEntry',
  'ReplaceNetworkAclEntry',
  'ReplaceNetworkAclAssociation',
]

export const cisMonitoringNetworkAclChanges = monitoring({
  id: 'cis-monitoring-network-acl-changes',
  what: 'changes of network ACLs',
  why: 'Network ACLs are the second wall of a subnet; who takes it down wants through.',
  item: 11,
  securityHub: 'CloudWatch.11',
  pattern: patternOf('ec2', CALLS),
  samples: CALLS.map((name) => changeOf('ec2', name)),
})
