import type { Check } from '../../check.ts'
import { accountWithoutRecorder } from './account-without-recorder.ts'
import { globalEventsMissed } from './global-events-missed.ts'
import { kmsEventsMissed } from './kms-events-missed.ts'
import { managementReadsMissed } from './management-reads-missed.ts'
import { managementWritesMissed } from './management-writes-missed.ts'
import { rdsDataEventsMissed } from './rds-data-events-missed.ts'
import { regionNotRecorded } from './region-not-recorded.ts'

/** The checks of the group `existence`. */
export const existenceChecks: readonly Check[] = [
  accountWithoutRecorder,
  regionNotRecorded,
  managementReadsMissed,
  managementWritesMissed,
  kmsEventsMissed,
  rdsDataEventsMissed,
  globalEventsMissed,
]
