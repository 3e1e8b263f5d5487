import { changeOf } from '../../../alerts/sample.ts'
import { monitoring } from './monitoring.ts'

export const cisMonitoringUnauthorizedCalls = monitoring({
  id: 'cis-monitoring-unauthorized-calls',
  what: 'calls that are denied',
  why: 'Someone who tries out what a stolen key may do is denied again and again before finding something.',
  item: 1,
  securityHub: 'CloudWatch.2',
  pattern: '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }',
  samples: [
    changeOf('ec2', 'RunInstances', { errorCode: 'Client.UnauthorizedOperation' }),
    changeOf('iam', 'CreateUser', { errorCode: 'AccessDenied', sourceIPAddress: '203.0.113.7' }),
  ],
  sensitivity: 'several events',
})
