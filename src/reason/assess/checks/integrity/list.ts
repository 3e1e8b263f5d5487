import type { Check } from '../../check.ts'
import { keyPolicyLetsEveryoneIn } from './key-policy-lets-everyone-in.ts'
import { keyPolicyLocksCloudtrailOut } from './key-policy-locks-cloudtrail-out.ts'
import { keyUnusable } from './key-unusable.ts'
import { logValidationOff } from './log-validation-off.ts'
import { logsNotKmsEncrypted } from './logs-not-kms-encrypted.ts'

/** The checks of the group `integrity`. */
export const integrityChecks: readonly Check[] = [
  logValidationOff,
  logsNotKmsEncrypted,
  keyUnusable,
  keyPolicyLocksCloudtrailOut,
  keyPolicyLetsEveryoneIn,
]
