import type { ProblemKind } from '../kind.ts'

export const tailMissing = {
  id: 'tail-missing',
  weight: 'failure',
  means:
    'CloudTrail writes a digest each hour, with or without log files. Nothing known stopped the trail, so the newest digests were deleted, delivery fails, or the trail was stopped unseen.',
  todo: 'Run `aws cloudtrail get-trail-status` and compare LatestDigestDeliveryTime and LatestDigestDeliveryError; look for StopLogging, DeleteTrail and DeleteObject.',
} as const satisfies ProblemKind
