import { changeOf } from '../../../alerts/sample.ts'
import { monitoring } from './monitoring.ts'
import { patternOf } from './pattern.ts'

const CALLS = [
  'CreateCustomerGateway',
  'DeleteCustomerGateway',
  'AttachInternetGateway',
  'CreateInternetGateway',
  'DeleteInternetGateway',
  'DetachInternetGateway',
]

export const cisMonitoringGatewayChanges = monitoring({
  id: 'cis-monitoring-gateway-changes',
  what: 'changes of network gateways',
  why: 'A new gateway is a new way out of the network.',
  item: 12,
  securityHub: 'CloudWatch.12',
  pattern: patternOf('ec2', CALLS),
  samples: CALLS.map((name) => changeOf('ec2', name)),
})
