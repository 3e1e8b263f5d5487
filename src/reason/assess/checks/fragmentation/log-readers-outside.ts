import type { Check, Result } from '../../check.ts'
import { bucketOf, denied, known, snapshotOf } from '../../given.ts'
import { readersOf } from '../../log-readers.ts'
import { pages } from '../../pages.ts'
import { type TrailView, trailsOf } from '../../recording/trail-index.ts'
import { some } from '../../words.ts'
import type { World } from '../../world.ts'

const judgeTrail = (world: World, view: TrailView): Result => {
  const { arn } = view
  const base = { resource: arn.arn, account: arn.account, region: arn.region }
  const { outside, unread } = readersOf(world, view)
  const said = outside.map(({ who, how }) => `${who}: ${how}`)
  const certain = outside.filter((r) => r.certain)
  const isSaid = certain.every((r) => r.isByPolicy === true)
  if (certain.length > 0)
    return {
      ...base,
      status: 'fail',
      reason: `the log of trail ${arn.name} can be read from outside by ${some([...new Set(certain.map((r) => r.who))])}${isSaid ? ', by the policy of its bucket alone: log-bucket-readable-outside and log-bucket-public say how much that matters' : ''}`,
      evidence: [...said, ...unread],
      ...(isSaid ? { severity: 'low' as const } : {}),
      facet: [...new Set(certain.map((r) => r.who))].sort().join(),
    }
  if (outside.length + unread.length > 0)
    return {
      ...base,
      status: 'unknown',
      reason:
        outside[0] === undefined
          ? `who can read the log of trail ${arn.name} was not wholly read: ${unread[0]}`
          : `the log of trail ${arn.name} may be readable by ${outside[0].who} (${outside[0].how})`,
      evidence: [...said, ...unread],
      settle:
        outside[0] === undefined
          ? `collect what trail ${arn.name} delivers to, in the account that owns it`
          : outside[0].how.startsWith('ACL')
            ? 'set object ownership to BucketOwnerEnforced, which turns ACLs off'
            : `say whether ${outside[0].who} is trusted, or read the organisation`,
    }
  return { ...base, status: 'pass', reason: `nobody outside can read the log of trail ${arn.name}` }
}

const withPolicy = (principal: string) =>
  snapshotOf({
    buckets: [
      bucketOf({
        policy: known({
          Statement: [
            {
              Effect: 'Allow',
              Principal: { AWS: principal },
              Action: 's3:GetObject',
              Resource: 'arn:aws:s3:::audit-logs/*',
            },
          ],
        }),
      }),
    ],
  })

export const logReadersOutside: Check = {
  id: 'log-readers-outside',
  group: 'fragmentation',
  title: 'Nobody outside the organisation reads the log',
  why: 'The log holds names, addresses and the layout of everything. Vendors are let in for one purpose and stay for ever.',
  severity: 'medium',
  references: { aws: [pages.sharing] },
  remedy: 'bucket-policy',
  note: 'By the policy and the ACL of the bucket, its owner, its replication, and the subscriptions of the log group. Trusted accounts are given with --trusted-account. A copy with less in it, made for the vendor, does as well. What the policy alone allows is the affair of the checks on the bucket, and counts as low here.',
  run: (world) => trailsOf(world).all.map((view) => judgeTrail(world, view)),
  examples: {
    pass: { says: 'a private bucket', snapshot: snapshotOf(), expect: 'pass' },
    fail: {
      says: 'the policy lets account 222222222222 read every object',
      snapshot: withPolicy('arn:aws:iam::222222222222:root'),
      expect: 'fail',
    },
    unknown: {
      says: 'the policy of the bucket was denied',
      snapshot: snapshotOf({ buckets: [bucketOf({ policy: denied })] }),
      expect: 'unknown',
    },
  },
}
