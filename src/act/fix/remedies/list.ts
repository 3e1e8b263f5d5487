import type { Remedy } from '../remedy.ts'
import { accessLogOfLogBucket } from './access-log-of-log-bucket.ts'
import { bucketPolicy } from './bucket-policy.ts'
import { eventAlerts } from './event-alerts.ts'
import { guardScp } from './guard-scp.ts'
import { kmsKey } from './kms-key.ts'
import { logBucket } from './log-bucket.ts'
import { logValidationRemedy } from './log-validation.ts'
import { organizationTrail } from './organization-trail.ts'
import { orphanedBucket } from './orphaned-bucket.ts'
import { retireDuplicateTrail } from './retire-duplicate-trail.ts'
import { silenceAlarmRemedy } from './silence-alarm.ts'
import { startLogging } from './start-logging.ts'
import { tamperAlerts } from './tamper-alerts.ts'
import { trailSelectors } from './trail-selectors.ts'
import { trustPolicyIdentity } from './trust-policy-identity.ts'

/**
 * Every remedy, in the order in which they are thought of: what records comes first, then what is not needed any more,
 * so that nothing is mended that goes; then settings; then what watches and guards all that is there by then. The order
 * in which the plan is carried out is another (model/plan.ts).
 */
export const remedies: readonly Remedy[] = [
  startLogging,
  organizationTrail,
  retireDuplicateTrail,
  bucketPolicy,
  logBucket,
  kmsKey,
  logValidationRemedy,
  trailSelectors,
  trustPolicyIdentity,
  orphanedBucket,
  accessLogOfLogBucket,
  tamperAlerts,
  eventAlerts,
  silenceAlarmRemedy,
  guardScp,
]
