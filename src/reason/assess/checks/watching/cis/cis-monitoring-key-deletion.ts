import { changeOf } from '../../../alerts/sample.ts'
import { monitoring } from './monitoring.ts'
import { patternOf } from './pattern.ts'

const CALLS = ['DisableKey', 'ScheduleKeyDeletion']

export const cisMonitoringKeyDeletion = monitoring({
  id: 'cis-monitoring-key-deletion',
  what: 'keys that are disabled or set to be deleted',
  why: 'Data under a key that is gone is gone as well.',
  item: 7,
  securityHub: 'CloudWatch.7',
  pattern: patternOf('kms', CALLS),
  samples: CALLS.map((name) => changeOf('kms', name)),
})
