import { isKnown } from '../../../../model/observed.ts'
import { letsEveryoneIn } from '../../../policies/key-policy.ts'
import type { Check, Result } from '../../check.ts'
import { denied, known } from '../../given.ts'
import { OWNER, withKey } from '../../given-keys.ts'
import { insiders } from '../../inventory/insiders.ts'
import { pages } from '../../inventory/pages.ts'
import { allow, failed, passed, seen, unsettled } from '../../inventory/say.ts'
import { isGone, overTrailKeys, type TrailKey } from '../../inventory/trail-keys.ts'
import { whyUnknown } from '../../words.ts'
import type { World } from '../../world.ts'

const judge = (world: World, { trail, keyId, key }: TrailKey): Result => {
  const policy = seen(key.policy)
  if (!isKnown(policy) || policy.known === null)
    return unsettled(
      trail.subject,
      `The policy of key ${keyId} of trail ${trail.name} is not known, because ${whyUnknown(policy)}`,
      allow('kms:GetKeyPolicy', key.account),
    )
  const everyone = letsEveryoneIn(policy.known, insiders(world))
  if (everyone === 'yes')
    return failed(
      trail.subject,
      `The policy of key ${keyId} lets everyone decrypt the logs of trail ${trail.name} or take the key over`,
      ['Principal * without a condition that keeps outsiders out'],
    )
  return everyone === 'no'
    ? passed(trail.subject, `The policy of key ${keyId} names who may use it`)
    : unsettled(
        trail.subject,
        `The policy of key ${keyId} names everyone, under a condition that cannot be decided here`,
        'Confine the statement with aws:PrincipalOrgID or kms:CallerAccount',
      )
}

export const keyPolicyLetsEveryoneIn: Check = {
  id: 'key-policy-lets-everyone-in',
  group: 'integrity',
  title: 'No key policy lets everyone decrypt the logs',
  why: 'A key that everyone may use is no second lock: whoever gets at the files can read them, and whoever can change the policy can stop delivery.',
  severity: 'high',
  references: { securityHub: ['KMS.5'], aws: [pages.keyPolicy] },
  remedy: 'kms-key',
  note: 'Principal * is no mistake where kms:CallerAccount or aws:PrincipalOrgID keeps outsiders out; only what is left open fails.',
  run: (world) =>
    overTrailKeys(world, 'The key', (trailKey) =>
      isGone(trailKey.key) ? [] : [judge(world, trailKey)],
    ),
  examples: {
    pass: { says: "The policy of AWS's own guide.", snapshot: withKey(), expect: 'pass' },
    fail: {
      says: 'Everyone may decrypt.',
      snapshot: withKey({
        policy: known({
          Statement: [
            OWNER,
            { Effect: 'Allow', Principal: '*', Action: 'kms:Decrypt', Resource: '*' },
          ],
        }),
      }),
      expect: 'fail',
    },
    unknown: {
      says: 'The policy could not be read.',
      snapshot: withKey({ policy: denied }),
      expect: 'unknown',
    },
  },
}
