import { changeOf } from '../../../alerts/sample.ts'
import { monitoring } from './monitoring.ts'
import { patternOf } from './pattern.ts'

const CALLS = [
  'DeleteGroupPolicy',
  'DeleteRolePolicy',
  'DeleteUserPolicy',
  'PutGroupPolicy',
  'PutRolePolicy',
  'PutUserPolicy',
  'CreatePolicy',
  'DeletePolicy',
  'CreatePolicyVersion',
  'DeletePolicyVersion',
  'AttachRolePolicy',
  'DetachRolePolicy',
  'AttachUserPolicy',
  'DetachUserPolicy',
  'AttachGroupPolicy',
  'DetachGroupPolicy',
]

export const cisMonitoringIamPolicyChanges = monitoring({
  id: 'cis-monitoring-iam-policy-changes',
  what: 'changes of IAM policies',
  why: 'A new right is the step between a stolen key and everything else.',
  item: 4,
  securityHub: 'CloudWatch.4',
  pattern: patternOf('iam', CALLS),
  samples: CALLS.map((name) => changeOf('iam', name)),
  region: 'us-east-1',
})
