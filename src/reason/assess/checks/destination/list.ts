import type { Check } from '../../check.ts'
import { logBucketDeletable } from './log-bucket-deletable.ts'
import { logBucketInWatchedAccount } from './log-bucket-in-watched-account.ts'
import { logBucketMissingOrForeign } from './log-bucket-missing-or-foreign.ts'
import { logBucketPolicyLocksCloudtrailOut } from './log-bucket-policy-locks-cloudtrail-out.ts'
import { logBucketPolicyWithoutSourceArn } from './log-bucket-policy-without-source-arn.ts'
import { logBucketPublic } from './log-bucket-public.ts'
import { logBucketReadableOutside } from './log-bucket-readable-outside.ts'
import { logBucketWithoutAccessRecord } from './log-bucket-without-access-record.ts'
import { logRetentionTooShort } from './log-retention-too-short.ts'

/** The checks of the group `destination`. */
export const destinationChecks: readonly Check[] = [
  logBucketMissingOrForeign,
  logBucketPublic,
  logBucketReadableOutside,
  logBucketPolicyLocksCloudtrailOut,
  logBucketPolicyWithoutSourceArn,
  logBucketDeletable,
  logBucketWithoutAccessRecord,
  logRetentionTooShort,
  logBucketInWatchedAccount,
]
