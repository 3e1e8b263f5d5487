import type { Check } from '../../check.ts'
import { accountWithoutRecorder } from './account-without-recorder.ts'
import { cloudwatchDeliveryFailing } from './cloudwatch-delivery-failing.ts'
import { digestDeliveryFailing } from './digest-delivery-failing.ts'
import { globalEventsMissed } from './global-events-missed.ts'
import { kmsEventsMissed } from './kms-events-missed.ts'
import { managementReadsMissed } from './management-reads-missed.ts'
import { managementWritesMissed } from './management-writes-missed.ts'
import { organizationTrailMissing } from './organization-trail-missing.ts'
import { organizationTrailNotReachingMember } from './organization-trail-not-reaching-member.ts'
import { organizationTrustMissing } from './organization-trust-missing.ts'
import { rdsDataEventsMissed } from './rds-data-events-missed.ts'
import { regionNotRecorded } from './region-not-recorded.ts'
import { s3DeliveryFailing } from './s3-delivery-failing.ts'
import { trailNotLogging } from './trail-not-logging.ts'
import { trailRecordsNothing } from './trail-records-nothing.ts'

/** The checks of the group `existence`. */
export const existenceChecks: readonly Check[] = [
  accountWithoutRecorder,
  regionNotRecorded,
  managementReadsMissed,
  managementWritesMissed,
  kmsEventsMissed,
  rdsDataEventsMissed,
  globalEventsMissed,
  trailNotLogging,
  trailRecordsNothing,
  s3DeliveryFailing,
  cloudwatchDeliveryFailing,
  digestDeliveryFailing,
  organizationTrailMissing,
  organizationTrailNotReachingMember,
  organizationTrustMissing,
]
