import type { Ternary } from '../../model/scope.ts'
import { allows, type PolicyDocument, statementsOnce } from './allows.ts'
import type { Inside } from './inside.ts'
import { outsiders } from './outsiders.ts'
import { type ActingTrail, cloudTrailCall } from './service-request.ts'

/** Reading what was encrypted under a key, using it, taking it over, or making it useless. */
const KEY_USES = {
  actions: [
    'Decrypt',
    'Encrypt',
    'GenerateDataKey',
    'GenerateDataKeyPair',
    'GenerateDataKeyWithoutPlaintext',
    'GenerateDataKeyPairWithoutPlaintext',
    'ReEncryptFrom',
    'ReEncryptTo',
    'ReplicateKey',
    'PutKeyPolicy',
    'CreateGrant',
    'RevokeGrant',
    'RetireGrant',
    'DisableKey',
    'ScheduleKeyDeletion',
    'DeleteImportedKeyMaterial',
    'UpdatePrimaryRegion',
  ].map((name) => `kms:${name}`),
}

/** What a key policy lets CloudTrail do for a trail (facts/aws.md 8.3). Grants of the key are not read. */
export interface KeyUse {
  /** Without it nothing is delivered. */
  readonly encrypt: Ternary
  /** Needed when the trail is given the key, not for each delivery. */
  readonly describe: Ternary
}

export const cloudTrailMayUse = (
  policy: PolicyDocument,
  keyArn: string,
  trail: ActingTrail,
): KeyUse => {
  const statements = statementsOnce(policy)
  const context = { 'kms:encryptioncontext:aws:cloudtrail:arn': [trail.arn] }
  const may = (action: string): Ternary =>
    allows(statements, cloudTrailCall(trail, action, keyArn, context))
  return { encrypt: may('kms:GenerateDataKey'), describe: may('kms:DescribeKey') }
}

/** Whether a key policy lets everyone use or take over the key. */
export const letsEveryoneIn = (policy: PolicyDocument, inside: Inside): Ternary => {
  const everyone = outsiders(policy, inside, KEY_USES).find((o) => o.principal === '*')
  return everyone === undefined ? 'no' : everyone.certain ? 'yes' : 'unknown'
}
