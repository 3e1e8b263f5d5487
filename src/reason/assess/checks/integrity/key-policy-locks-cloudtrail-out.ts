import { isKnown } from '../../../../model/observed.ts'
import { cloudTrailMayUse } from '../../../policies/key-policy.ts'
import type { Check, Result } from '../../check.ts'
import { denied, known } from '../../given.ts'
import { OWNER, withKey } from '../../given-keys.ts'
import { pages } from '../../inventory/pages.ts'
import { allow, failed, passed, seen, unsettled } from '../../inventory/say.ts'
import { isGone, overTrailKeys, type TrailKey } from '../../inventory/trail-keys.ts'
import { actingFor } from '../../inventory/trails.ts'
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
  const { encrypt, describe } = cloudTrailMayUse(policy.known, key.arn, actingFor(world, trail))
  const evidence = [`kms:GenerateDataKey: ${encrypt}`, `kms:DescribeKey: ${describe}`]
  if (encrypt === 'no')
    return failed(
      trail.subject,
      `The policy of key ${keyId} does not let CloudTrail encrypt for trail ${trail.name}, so nothing more is delivered`,
      evidence,
    )
  return encrypt === 'yes'
    ? passed(
        trail.subject,
        `The policy of key ${keyId} lets CloudTrail encrypt for trail ${trail.name}`,
        evidence,
      )
    : unsettled(
        trail.subject,
        `Whether the policy of key ${keyId} lets CloudTrail encrypt for trail ${trail.name} depends on a condition that cannot be decided here`,
        `Look at the time of the last delivery of trail ${trail.name}, and name the trail with aws:SourceArn in the key policy`,
        evidence,
      )
}

export const keyPolicyLocksCloudtrailOut: Check = {
  id: 'key-policy-locks-cloudtrail-out',
  group: 'integrity',
  title: 'Every key policy lets CloudTrail encrypt',
  why: 'A key policy that no longer names CloudTrail stops delivery, while the trail still says that it is logging.',
  severity: 'high',
  references: { aws: [pages.keyPolicy] },
  remedy: 'kms-key',
  note: 'The statement that gives the account its key does not help: a service is no principal of the account.',
  run: (world) =>
    overTrailKeys(world, 'The key', (trailKey) =>
      isGone(trailKey.key) ? [] : [judge(world, trailKey)],
    ),
  examples: {
    pass: { says: "The policy of AWS's own guide.", snapshot: withKey(), expect: 'pass' },
    fail: {
      says: 'A policy that only names the account.',
      snapshot: withKey({ policy: known({ Statement: [OWNER] }) }),
      expect: 'fail',
    },
    unknown: {
      says: 'The policy could not be read.',
      snapshot: withKey({ policy: denied }),
      expect: 'unknown',
    },
  },
}
