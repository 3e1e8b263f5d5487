import { isKnown } from '../../model/observed.ts'
import type { Ternary } from '../../model/scope.ts'
import type { SnapshotBucket } from '../../model/snapshot/bucket.ts'
import { every, not, sure } from '../../model/ternary.ts'

const PUBLIC_GROUPS = ['/groups/global/AllUsers', '/groups/global/AuthenticatedUsers']

type Acl = Pick<SnapshotBucket, 'grants' | 'ownership'>

/** Whether ACLs do nothing in a bucket (S3 user guide, BucketOwnerEnforced). */
const isOff = ({ ownership }: Acl): Ternary =>
  ownership === undefined || !isKnown(ownership)
    ? 'unknown'
    : sure(ownership.known === 'BucketOwnerEnforced')

/** Whether the ACL of a bucket lets everyone, or anyone with an account, in. Blocks are judged by `publicBy`. */
export const aclLetsEveryoneIn = (bucket: Acl): Ternary => {
  const { grants } = bucket
  const isGranted: Ternary =
    grants === undefined || !isKnown(grants)
      ? 'unknown'
      : sure(grants.known.some((g) => PUBLIC_GROUPS.some((group) => g.grantee.endsWith(group))))
  return every([isGranted, not(isOff(bucket))])
}

/**
 * Canonical users that the ACL names and that are not known to be the owner; whose they are, their ids do not tell.
 * Undefined: the ACL counts, or may, and was not read.
 */
export const strangersInAcl = (bucket: Acl): readonly string[] | undefined => {
  if (isOff(bucket) === 'yes') return []
  const { grants } = bucket
  if (grants === undefined || !isKnown(grants)) return undefined
  const users = grants.known.filter((g) => g.isOwner !== true && !g.grantee.includes('/groups/'))
  return [...new Set(users.map((g) => g.grantee))]
}
