import { isKnown } from '../../../../model/observed.ts'
import { strangersInAcl } from '../../../policies/acl.ts'
import { type Outsider, outsiders, READS } from '../../../policies/outsiders.ts'
import { publicBy } from '../../../policies/public.ts'
import type { Check, Result } from '../../check.ts'
import { denied, known } from '../../given.ts'
import { logPolicyWith, STRANGER, withBucket } from '../../given-buckets.ts'
import {
  accountBlockOf,
  type LogBucket,
  overLogBuckets,
  ownerOf,
  unreadSetting,
} from '../../inventory/buckets.ts'
import { insiders } from '../../inventory/insiders.ts'
import { pages } from '../../inventory/pages.ts'
import { allow, failed, passed, seen, unsettled } from '../../inventory/say.ts'
import { counted, some } from '../../words.ts'
import type { World } from '../../world.ts'

const nameOf = ({ principal }: Outsider): string => (principal === '*' ? 'everyone' : principal)

/** What the ACL says, once the policy names nobody but perhaps everyone. */
const byAcl = (world: World, log: LogBucket, isPublic: boolean): readonly Result[] => {
  const { bucket, subject, name } = log
  const strangers = strangersInAcl(bucket)
  if (strangers === undefined)
    return [unreadSetting(log, 'The ACL', seen(bucket.grants), 's3:GetBucketAcl')]
  if (strangers.length > 0)
    return [
      unsettled(
        subject,
        `The ACL of log bucket ${name} names ${counted(strangers.length, 'canonical user')} not known to be its owner, and accounts cannot be told from their ids`,
        'Set object ownership to BucketOwnerEnforced, which turns ACLs off',
        strangers,
      ),
    ]
  const { acl } = publicBy(bucket, accountBlockOf(world, ownerOf(bucket)), insiders(world))
  if (acl === 'unknown')
    return [
      unsettled(
        subject,
        `The ACL of log bucket ${name} lets everyone in, and whether object ownership or a public access block closes that is not known`,
        allow(
          's3:GetBucketOwnershipControls, s3:GetBucketPublicAccessBlock and s3:GetAccountPublicAccessBlock',
          log.account,
        ),
      ),
    ]
  return isPublic || acl === 'yes'
    ? []
    : [
        passed(
          subject,
          `Neither policy nor ACL of log bucket ${name} lets an account from outside read`,
        ),
      ]
}

const judge = (world: World, log: LogBucket): readonly Result[] => {
  const policy = seen(log.bucket.policy)
  if (!isKnown(policy)) return [unreadSetting(log, 'The policy', policy, 's3:GetBucketPolicy')]
  const found = policy.known === null ? [] : outsiders(policy.known, insiders(world), READS)
  // a bucket that is plainly public is the affair of log-bucket-public
  const named = found.filter((o) => o.principal !== '*' || !o.certain)
  const certain = named.filter((o) => o.certain).map((o) => o.principal)
  const evidence = named.map((o) => `${nameOf(o)}: ${o.actions.join(', ')}`)
  if (certain.length > 0)
    return [
      failed(
        log.subject,
        `The policy of log bucket ${log.name} lets ${some(certain)} read logs from outside`,
        evidence,
      ),
    ]
  if (named.length > 0)
    return [
      unsettled(
        log.subject,
        `Whether ${some(named.map(nameOf))} can read log bucket ${log.name} from outside cannot be decided`,
        'Collect the organisation, so that its accounts are known, or confine the statement with aws:PrincipalOrgID',
        evidence,
      ),
    ]
  return byAcl(world, log, found.length > 0)
}

export const logBucketReadableOutside: Check = {
  id: 'log-bucket-readable-outside',
  group: 'destination',
  title: 'No account from outside reads a log bucket',
  why: 'Whoever reads the logs knows every role, address and habit of the organisation; an account from outside is not bound by its rules.',
  severity: 'high',
  references: { securityHub: ['S3.6'], aws: [pages.bucketPolicy, pages.principals] },
  remedy: 'bucket-policy',
  note: 'Accounts of the organisation and those named with --trusted-account belong. Conditions on the organisation, the account and the caller are understood, and a Deny that keeps outsiders out counts. The ACL is looked at as well, unless object ownership turns it off.',
  run: (world) => overLogBuckets(world, 'The log bucket', (log) => judge(world, log)),
  examples: {
    pass: { says: "The policy of AWS's own guide.", snapshot: withBucket(), expect: 'pass' },
    fail: {
      says: 'Another account may read.',
      snapshot: withBucket({
        policy: known(
          logPolicyWith({
            Effect: 'Allow',
            Principal: { AWS: `arn:aws:iam::${STRANGER}:root` },
            Action: 's3:Get*',
            Resource: 'arn:aws:s3:::audit-logs/*',
          }),
        ),
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
