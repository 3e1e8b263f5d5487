import { changeOf } from '../../../alerts/sample.ts'
import { monitoring } from './monitoring.ts'
import { patternOf } from './pattern.ts'

const CALLS = [
  'StopConfigurationRecorder',
  'DeleteDeliveryChannel',
  'PutDeliveryChannel',
  'PutConfigurationRecorder',
]

export const cisMonitoringConfigChanges = monitoring({
  id: 'cis-monitoring-config-changes',
  what: 'changes of AWS Config',
  why: 'Where the record of configurations is stopped, what is changed afterwards leaves no history.',
  item: 9,
  securityHub: 'CloudWatch.9',
  pattern: patternOf('config', CALLS),
  samples: CALLS.map((name) => changeOf('config', name)),
})
