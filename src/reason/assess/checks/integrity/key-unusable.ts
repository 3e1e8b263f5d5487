import { isKnown } from '../../../../model/observed.ts'
import type { SnapshotKey } from '../../../../model/snapshot/key.ts'
import { formatInstant } from '../../../../model/time.ts'
import type { Check, Result } from '../../check.ts'
import { bucketOf, denied, known } from '../../given.ts'
import { withKey } from '../../given-keys.ts'
import { bucketNamed } from '../../inventory/buckets.ts'
import { pages } from '../../inventory/pages.ts'
import { allow, failed, passed, unsettled } from '../../inventory/say.ts'
import { overTrailKeys, type TrailKey } from '../../inventory/trail-keys.ts'
import { whyUnknown } from '../../words.ts'
import type { World } from '../../world.ts'

const wordsOf: Readonly<Record<string, string>> = {
  NotFound: 'does not exist',
  Disabled: 'is disabled',
  PendingDeletion: 'is waiting to be deleted',
  PendingReplicaDeletion: 'is waiting to be deleted',
  PendingImport: 'has no key material',
  Unavailable: 'is out of reach of its key store',
}

const stateOf = ({ trail, keyId, key }: TrailKey): Result | undefined => {
  if (!isKnown(key.state))
    return unsettled(
      trail.subject,
      `The state of key ${keyId} of trail ${trail.name} is not known, because ${whyUnknown(key.state)}`,
      allow('kms:DescribeKey', key.account),
    )
  const { keyState, deletionDate } = key.state.known
  const words = wordsOf[keyState]
  if (words !== undefined)
    return failed(
      trail.subject,
      `Key ${keyId} of trail ${trail.name} ${words}, so CloudTrail cannot deliver`,
      [
        `keyState = ${keyState}`,
        ...(deletionDate === undefined ? [] : [`deletionDate = ${formatInstant(deletionDate)}`]),
      ],
    )
  return keyState === 'Enabled' || keyState === 'Updating'
    ? undefined
    : unsettled(
        trail.subject,
        `Key ${keyId} of trail ${trail.name} is in the state ${keyState}, and whether CloudTrail can use it there is not documented`,
        'Collect again when the key has settled',
      )
}

/** The key must be in the region of the bucket (facts/aws.md 8.3). */
const placeOf = (world: World, { trail, keyId, key }: TrailKey): Result => {
  const name = trail.settings.s3Bucket
  const region = bucketNamed(world, name)?.region
  if (region === undefined || !isKnown(region))
    return unsettled(
      trail.subject,
      `Key ${keyId} is enabled, but the region of bucket ${name} is not known, because ${whyUnknown(region)}: the two must be in one region`,
      `Let the collecting role call s3:GetBucketLocation on bucket ${name}, and collect again`,
    )
  const place = regionOf(key)
  return place === region.known
    ? passed(
        trail.subject,
        `Key ${keyId} of trail ${trail.name} is enabled, in the bucket's region`,
      )
    : failed(
        trail.subject,
        `Key ${keyId} of trail ${trail.name} is in ${place}, but bucket ${name} is in ${region.known}, so CloudTrail cannot deliver`,
        [`region of the key = ${place}`, `region of the bucket = ${region.known}`],
      )
}

const regionOf = (key: SnapshotKey): string => key.arn.split(':')[3] || key.region

export const keyUnusable: Check = {
  id: 'key-unusable',
  group: 'integrity',
  title: 'The key of every trail can be used',
  why: 'A trail whose key is disabled, gone or in another region stays switched on and delivers nothing.',
  severity: 'critical',
  references: { aws: [pages.keyPolicy, pages.keyStates] },
  remedy: 'kms-key',
  note: 'Other tools look only whether a key is named. The state of the key and the region of the bucket decide whether anything arrives.',
  run: (world) =>
    overTrailKeys(world, 'The key', (trailKey) => [stateOf(trailKey) ?? placeOf(world, trailKey)]),
  examples: {
    pass: { says: "An enabled key in the bucket's region.", snapshot: withKey(), expect: 'pass' },
    fail: {
      says: 'The key is waiting to be deleted.',
      snapshot: withKey({ state: known({ keyState: 'PendingDeletion' }) }),
      expect: 'fail',
    },
    unknown: {
      says: 'The region of the bucket could not be read.',
      snapshot: withKey({}, { buckets: [bucketOf({ region: denied })] }),
      expect: 'unknown',
    },
  },
}
