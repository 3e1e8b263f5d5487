import { isKnown } from '../../../../model/observed.ts'
import { letsCloudTrailWrite } from '../../../policies/cloudtrail-write.ts'
import type { LogPlace } from '../../../policies/log-place.ts'
import type { Check, Result } from '../../check.ts'
import { denied, known } from '../../given.ts'
import { logPolicy, TRAIL, withBucket } from '../../given-buckets.ts'
import { type LogBucket, overLogBuckets, unreadSetting } from '../../inventory/buckets.ts'
import { placeOfLogs } from '../../inventory/log-place.ts'
import { pages } from '../../inventory/pages.ts'
import { failed, passed, seen, unsettled } from '../../inventory/say.ts'
import { actingFor, type KnownTrail } from '../../inventory/trails.ts'
import type { World } from '../../world.ts'

const firstFolders = (place: LogPlace | undefined): string =>
  place?.delivered
    .slice(0, 2)
    .map(({ below }) => `${below}...`)
    .join(', ') ?? 'not known'

const judgeTrail = (
  world: World,
  log: LogBucket,
  policy: Readonly<Record<string, unknown>> | null,
  t: KnownTrail,
): Result => {
  const place = placeOfLogs(world, t)
  const says =
    policy === null
      ? 'no'
      : place === undefined
        ? 'unknown'
        : letsCloudTrailWrite(policy, place, actingFor(world, t))
  if (says === 'no')
    return failed(
      t.subject,
      policy === null
        ? `Log bucket ${log.name} has no policy, so CloudTrail cannot deliver trail ${t.name} to it`
        : `The policy of log bucket ${log.name} does not let CloudTrail write all files of trail ${t.name}`,
      [`keys that it must write: ${firstFolders(place)}`],
    )
  return says === 'yes'
    ? passed(
        t.subject,
        `The policy of log bucket ${log.name} lets CloudTrail write trail ${t.name}`,
      )
    : unsettled(
        t.subject,
        `Whether the policy of log bucket ${log.name} lets CloudTrail write trail ${t.name} cannot be decided`,
        place === undefined
          ? 'Collect the organisation: its id is part of the keys'
          : `Look at the time of the last delivery of trail ${t.name}`,
      )
}

export const logBucketPolicyLocksCloudtrailOut: Check = {
  id: 'log-bucket-policy-locks-cloudtrail-out',
  group: 'destination',
  title: 'Every log bucket lets CloudTrail write',
  why: 'A changed bucket policy stops delivery, while the trail still says that it is logging.',
  severity: 'critical',
  references: { aws: [pages.bucketPolicy, pages.organizationTrails] },
  remedy: 'bucket-policy',
  note: 'The call of CloudTrail is evaluated against the whole policy, with the trail, account, organisation and ACL that it sends, for each account whose files it writes. Old policies that name the account of the trail or the prefix before a change are found.',
  run: (world) =>
    overLogBuckets(world, 'The log bucket', (log) => {
      const policy = seen(log.bucket.policy)
      return isKnown(policy)
        ? log.trails.map((t) => judgeTrail(world, log, policy.known, t))
        : [unreadSetting(log, 'The policy', policy, 's3:GetBucketPolicy')]
    }),
  examples: {
    pass: { says: "The policy of AWS's own guide.", snapshot: withBucket(), expect: 'pass' },
    fail: {
      says: 'The policy names a trail that has since been replaced.',
      snapshot: withBucket({ policy: known(logPolicy(TRAIL.replace('main', 'former'))) }),
      expect: 'fail',
    },
    unknown: {
      says: 'The policy could not be read.',
      snapshot: withBucket({ policy: denied }),
      expect: 'unknown',
    },
  },
}
