import { changeOf } from '../../../alerts/sample.ts'
import { monitoring } from './monitoring.ts'
import { patternOf } from './pattern.ts'

const CALLS = [
  'CreateRoute',
  'CreateRouteTable',
  'ReplaceRoute',
  'ReplaceRouteTableAssociation',
  'DeleteRouteTable',
  'DeleteRoute',
  'DisassociateRouteTable',
]

export const cisMonitoringRouteTableChanges = monitoring({
  id: 'cis-monitoring-route-table-changes',
  what: 'changes of route tables',
  why: 'A changed route takes traffic past those who watch it.',
  item: 13,
  securityHub: 'CloudWatch.13',
  pattern: patternOf('ec2', CALLS),
  samples: CALLS.map((name) => changeOf('ec2', name)),
})
