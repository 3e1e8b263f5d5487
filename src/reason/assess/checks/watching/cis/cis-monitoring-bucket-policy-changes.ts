import { changeOf } from '../../../alerts/sample.ts'
import { monitoring } from './monitoring.ts'
import { patternOf } from './pattern.ts'

const CALLS = [
  'PutBucketAcl',
  'PutBucketPolicy',
  'PutBucketCors',
  'PutBucketLifecycle',
  'PutBucketReplication',
  'DeleteBucketPolicy',
  'DeleteBucketCors',
  'DeleteBucketLifecycle',
  'DeleteBucketReplication',
]

export const cisMonitoringBucketPolicyChanges = monitoring({
  id: 'cis-monitoring-bucket-policy-changes',
  what: 'changes of bucket policies',
  why: 'One changed bucket policy is enough to lay data open.',
  item: 8,
  securityHub: 'CloudWatch.8',
  pattern: patternOf('s3', CALLS),
  samples: CALLS.map((name) => changeOf('s3', name)),
})
