import { changeOf } from '../../../alerts/sample.ts'
import { monitoring } from './monitoring.ts'
import { patternOf } from './pattern.ts'

const CALLS = [
  'CreateVpc',
  'DeleteVpc',
  'ModifyVpcAttribute',
  'AcceptVpcPeeringConnection',
  'CreateVpcPeeringConnection',
  'DeleteVpcPeeringConnection',
  'RejectVpcPeeringConnection',
]

export const cisMonitoringVpcChanges = monitoring({
  id: 'cis-monitoring-vpc-changes',
  what: 'changes of VPCs',
  why: 'A new peering joins two networks that were apart.',
  item: 14,
  securityHub: 'CloudWatch.14',
  pattern: patternOf('ec2', CALLS),
  samples: CALLS.map((name) => changeOf('ec2', name)),
})
