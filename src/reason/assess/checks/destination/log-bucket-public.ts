import { type PublicBy, publicBy } from '../../../policies/public.ts'
import type { Check, Result } from '../../check.ts'
import { ACCOUNT, AT, bucketOf, denied, known, snapshotOf } from '../../given.ts'
import { accountBlockOf, type LogBucket, overLogBuckets, ownerOf } from '../../inventory/buckets.ts'
import { insiders } from '../../inventory/insiders.ts'
import { pages } from '../../inventory/pages.ts'
import { failed, passed, unsettled } from '../../inventory/say.ts'
import type { World } from '../../world.ts'

const PERMISSIONS =
  's3:GetBucketPolicy, s3:GetBucketPolicyStatus, s3:GetBucketAcl, s3:GetBucketOwnershipControls, s3:GetBucketPublicAccessBlock and s3:GetAccountPublicAccessBlock'

const judge = (world: World, log: LogBucket): Result => {
  const by: PublicBy = publicBy(
    log.bucket,
    accountBlockOf(world, ownerOf(log.bucket)),
    insiders(world),
  )
  const routes = (['policy', 'acl'] as const).filter((route) => by[route] === 'yes')
  const evidence = [`public by policy: ${by.policy}`, `public by ACL: ${by.acl}`]
  if (routes.length > 0)
    return failed(
      log.subject,
      `Log bucket ${log.name} is public by its ${routes.join(' and its ')}, and no public access block closes that`,
      evidence,
    )
  return by.policy === 'no' && by.acl === 'no'
    ? passed(log.subject, `Log bucket ${log.name} is not public by policy or ACL`, evidence)
    : unsettled(
        log.subject,
        `Whether log bucket ${log.name} is public is not known, because its ${by.policy === 'unknown' ? 'policy' : 'ACL'} or the public access blocks were not read or cannot be decided`,
        `Let the collecting role call ${PERMISSIONS} in account ${log.account}, and collect again`,
        evidence,
      )
}

export const logBucketPublic: Check = {
  id: 'log-bucket-public',
  group: 'destination',
  title: 'No log bucket is public',
  why: 'Logs tell a stranger the names of accounts, roles, addresses and buckets, and when nobody is looking.',
  severity: 'critical',
  references: {
    cis: ['v1.4.0/3.3'],
    securityHub: ['CloudTrail.6', 'S3.2', 'S3.8'],
    aws: [pages.publicAccess, pages.bucketPolicy],
  },
  remedy: 'log-bucket',
  note: 'Every route is judged: policy, ACL for everyone or for any signed-in user, object ownership that turns ACLs off, and the blocks of bucket and account, of which either suffices. Others look at one of them.',
  run: (world) => overLogBuckets(world, 'The log bucket', (log) => [judge(world, log)]),
  examples: {
    pass: {
      says: 'Everyone is named in the policy, but the block of the account closes it.',
      snapshot: snapshotOf({
        buckets: [bucketOf({ publicAccessBlock: known(null), isPublicByPolicy: known(true) })],
        accountPublicAccess: [
          {
            account: ACCOUNT,
            readAt: AT,
            block: known({
              blockPublicAcls: true,
              ignorePublicAcls: true,
              blockPublicPolicy: true,
              restrictPublicBuckets: true,
            }),
          },
        ],
      }),
      expect: 'pass',
    },
    fail: {
      says: 'Any signed-in user of AWS may list it by ACL, and nothing blocks that.',
      snapshot: snapshotOf({
        buckets: [
          bucketOf({
            publicAccessBlock: known(null),
            ownership: known('ObjectWriter'),
            grants: known([
              {
                grantee: 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers',
                permission: 'READ',
              },
            ]),
          }),
        ],
        accountPublicAccess: [{ account: ACCOUNT, readAt: AT, block: known(null) }],
      }),
      expect: 'fail',
    },
    unknown: {
      says: 'Neither the policy nor the blocks could be read.',
      snapshot: snapshotOf({
        buckets: [
          bucketOf({ policy: denied, isPublicByPolicy: denied, publicAccessBlock: denied }),
        ],
      }),
      expect: 'unknown',
    },
  },
}
