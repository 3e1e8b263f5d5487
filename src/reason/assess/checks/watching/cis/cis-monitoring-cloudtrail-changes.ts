import { changeOf } from '../../../alerts/sample.ts'
import { monitoring } from './monitoring.ts'
import { patternOf } from './pattern.ts'

const CALLS = ['CreateTrail', 'UpdateTrail', 'DeleteTrail', 'StartLogging', 'StopLogging']

export const cisMonitoringCloudtrailChanges = monitoring({
  id: 'cis-monitoring-cloudtrail-changes',
  what: 'changes of trails',
  why: 'Who wants to go unseen changes the trail first.',
  item: 5,
  isTampering: true,
  securityHub: 'CloudWatch.5',
  pattern: patternOf('cloudtrail', CALLS),
  samples: CALLS.map((name) => changeOf('cloudtrail', name)),
})
