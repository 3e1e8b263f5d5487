import type { Question } from './question.ts'
import { consoleLogins } from './questions/console-logins.ts'
import { crossAccountActivity } from './questions/cross-account-activity.ts'
import { deniedCalls } from './questions/denied-calls.ts'
import { firstSeen } from './questions/first-seen.ts'
import { instancesStarted } from './questions/instances-started.ts'
import { keyActivity } from './questions/key-activity.ts'
import { logBucketAccess } from './questions/log-bucket-access.ts'
import { objectEncryption } from './questions/object-encryption.ts'
import { principalChanges } from './questions/principal-changes.ts'
import { resourceHistory } from './questions/resource-history.ts'
import { roleAssumptions } from './questions/role-assumptions.ts'
import { securityGroupChanges } from './questions/security-group-changes.ts'
import { trailTampering } from './questions/trail-tampering.ts'
import { whoReadObjects } from './questions/who-read-objects.ts'
import { whoWroteObjects } from './questions/who-wrote-objects.ts'

/** Every question that can be asked, in the order in which they are listed. */
export const questions: readonly Question[] = [
  keyActivity,
  whoReadObjects,
  whoWroteObjects,
  principalChanges,
  securityGroupChanges,
  instancesStarted,
  resourceHistory,
  roleAssumptions,
  consoleLogins,
  trailTampering,
  deniedCalls,
  firstSeen,
  logBucketAccess,
  crossAccountActivity,
  objectEncryption,
]
