import { isKnown } from '../../../../model/observed.ts'
import { letsAnyTrailWrite } from '../../../policies/cloudtrail-write.ts'
import { isMadeForCloudTrail } from '../../../policies/made-for-cloudtrail.ts'
import type { Check, Result } from '../../check.ts'
import { denied, known } from '../../given.ts'
import { logPolicy, withBucket } from '../../given-buckets.ts'
import { type LogBucket, overLogBuckets, unreadSetting } from '../../inventory/buckets.ts'
import { insiders } from '../../inventory/insiders.ts'
import { placeOfLogs } from '../../inventory/log-place.ts'
import { pages } from '../../inventory/pages.ts'
import { failed, passed, seen, unsettled } from '../../inventory/say.ts'
import type { World } from '../../world.ts'

const judge = (world: World, log: LogBucket): readonly Result[] => {
  const policy = seen(log.bucket.policy)
  if (!isKnown(policy)) return [unreadSetting(log, 'The policy', policy, 's3:GetBucketPolicy')]
  const document = policy.known
  // a policy that does not let CloudTrail in is the affair of log-bucket-policy-locks-cloudtrail-out
  if (document === null || !isMadeForCloudTrail(document)) return []
  const ours = insiders(world).accounts
  const places = log.trails.map((t) => placeOfLogs(world, t))
  const says = places.map((p) =>
    p === undefined ? 'unknown' : letsAnyTrailWrite(document, p, ours),
  )
  if (says.includes('yes'))
    return [
      failed(
        log.subject,
        `The policy of log bucket ${log.name} lets CloudTrail write for a trail of any account, because no statement names the trail with aws:SourceArn`,
        ['neither aws:SourceArn nor aws:SourceAccount confines the statement'],
      ),
    ]
  return says.includes('unknown')
    ? [
        unsettled(
          log.subject,
          `Whether the policy of log bucket ${log.name} lets the trail of another account write cannot be decided`,
          'Name the trail with aws:SourceArn in the statement that lets CloudTrail write',
        ),
      ]
    : [passed(log.subject, `The policy of log bucket ${log.name} names whose trails may write`)]
}

export const logBucketPolicyWithoutSourceArn: Check = {
  id: 'log-bucket-policy-without-source-arn',
  group: 'destination',
  title: 'Every log bucket names whose trails may write to it',
  why: 'Without aws:SourceArn anyone can point a trail of their own at the bucket and mix their files with yours.',
  severity: 'medium',
  references: { aws: [pages.bucketPolicy, pages.confusedDeputy] },
  remedy: 'bucket-policy',
  note: 'What counts is whether the trail of a foreign account could write, so aws:SourceAccount and aws:SourceOrgID count as well, a pattern with any account in it does not, and a Deny elsewhere in the policy does.',
  run: (world) => overLogBuckets(world, 'The log bucket', (log) => judge(world, log)),
  examples: {
    pass: { says: 'The policy names the trail.', snapshot: withBucket(), expect: 'pass' },
    fail: {
      says: 'The same policy without aws:SourceArn.',
      snapshot: withBucket({
        policy: known(logPolicy(null)),
      }),
      expect: 'fail',
    },
    unknown: {
      says: 'The policy could not be read.',
      snapshot: withBucket({ policy: denied }),
      expect: 'unknown',
    },
  },
}
