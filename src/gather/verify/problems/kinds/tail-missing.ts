import type { ProblemKind } from '../kind.ts'

export const tailMissing = {
  id: 'tail-missing',
  weight: 'failure',
  means:
    'The newest digests were deleted, CloudTrail cannot deliver them, or someone stopped the trail unseen.',
  todo: 'Ask for the delivery of its digests: aws cloudtrail get-trail-status --name TRAIL --region HOME; compare LatestDigestDeliveryTime and LatestDigestDeliveryError; look for StopLogging, DeleteTrail and DeleteObject since FROM.',
} as const satisfies ProblemKind
