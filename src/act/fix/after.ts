import type { Desired, DesiredKind, DesiredOf } from '../../model/desired.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import type { Instant } from '../../model/time.ts'
import { withBucket, withBucketPolicy } from './after/bucket.ts'
import { delivering } from './after/delivering.ts'
import { withKey } from './after/key.ts'
import { withScp, withTrustedAccess } from './after/organization.ts'
import { withRole, withTrust } from './after/role.ts'
import { withoutTrail, withTrail } from './after/trail.ts'
import {
  withAlarm,
  withEventRule,
  withLogGroup,
  withMetricFilter,
  withTopic,
} from './after/watching.ts'

type Applied<K extends DesiredKind> = (
  snapshot: Snapshot,
  desired: DesiredOf<K>,
  now: Instant,
) => Snapshot

const applied: { readonly [K in DesiredKind]: Applied<K> } = {
  'trusted-access': withTrustedAccess,
  'kms-key': withKey,
  bucket: withBucket,
  'bucket-policy': withBucketPolicy,
  topic: withTopic,
  'log-group': withLogGroup,
  role: withRole,
  trail: withTrail,
  'event-rule': withEventRule,
  'metric-filter': withMetricFilter,
  alarm: withAlarm,
  scp: withScp,
  'role-trust': withTrust,
  'retired-trail': withoutTrail,
}

/** The order in which AWS would have it: what is named before what names it. */
const order = Object.keys(applied)

const apply = <K extends DesiredKind>(
  snapshot: Snapshot,
  desired: DesiredOf<K> & { readonly kind: K },
  now: Instant,
): Snapshot => applied[desired.kind](snapshot, desired, now)

/** The snapshot with everything desired made, and nothing proven yet. */
export const made = (snapshot: Snapshot, desired: readonly Desired[], now: Instant): Snapshot =>
  desired
    .toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
    .reduce((draft, one) => apply(draft, one, now), snapshot)

/**
 * The snapshot as it would be at `now` when everything desired is there, every proof of the plan was seen and every
 * manual step was done: subscriptions are confirmed, and trails whose bucket and key let CloudTrail in have delivered.
 * What was not observed stays unknown. Takes what remedies desire as well as what printed templates read back as.
 */
export const after = (snapshot: Snapshot, desired: readonly Desired[], now: Instant): Snapshot =>
  delivering(snapshot, made(snapshot, desired, now), desired, now)
