import type { Evidence } from '../../model/coverage.ts'
import { isKnown } from '../../model/observed.ts'
import type { Instant } from '../../model/time.ts'
import { mayConcern } from './read/bucket-of.ts'

/** Something that was created at one time and whose id is never given to another. */
export type Subject =
  | { readonly account: string }
  | { readonly accessKey: string }
  /** Unique id of a user or role (AIDA..., AROA...); an ARN may be given again, an id never. */
  | { readonly principalId: string }
  | { readonly bucket: string }

const agreed = (times: readonly (Instant | undefined)[]): Instant | undefined => {
  const known = new Set(times.filter((t) => t !== undefined))
  return known.size === 1 ? [...known][0] : undefined
}

const accountCreated = ({ snapshots }: Evidence, account: string) =>
  snapshots
    .flatMap((s) => (isKnown(s.organization) ? (s.organization.known?.accounts ?? []) : []))
    .filter((a) => a.id === account)
    .map((a) => a.createdAt)

const keyCreated = ({ snapshots }: Evidence, key: string) =>
  snapshots
    .flatMap((s) => s.identities)
    .flatMap((i) => i.accessKeys)
    .filter((k) => k.id === key)
    .map((k) => k.createdAt)

const principalCreated = ({ snapshots }: Evidence, id: string) =>
  snapshots
    .flatMap((s) => s.identities)
    .filter((i) => i.id === id)
    .map((i) => i.createdAt)

/** A bucket's name may have been another's before: known only where nothing tells of an earlier one. */
const bucketCreated = ({ snapshots, events }: Evidence, bucket: string) => {
  const earlier = events.some(
    (e) => e.name === 'DeleteBucket' && !e.failed && mayConcern(e, bucket),
  )
  if (earlier) return []
  return snapshots
    .flatMap((s) => s.buckets)
    .filter((b) => b.name === bucket)
    .map((b) => (b.createdAt !== undefined && isKnown(b.createdAt) ? b.createdAt.known : undefined))
}

/**
 * When an account, key, principal or bucket was created: no event of it is possible before (R26). `undefined` where
 * that is not known, or the evidence disagrees.
 */
export const existsSince = (evidence: Evidence, subject: Subject): Instant | undefined => {
  if ('account' in subject) return agreed(accountCreated(evidence, subject.account))
  if ('accessKey' in subject) return agreed(keyCreated(evidence, subject.accessKey))
  if ('principalId' in subject) return agreed(principalCreated(evidence, subject.principalId))
  return agreed(bucketCreated(evidence, subject.bucket))
}
