import { changeOf } from '../../../alerts/sample.ts'
import { monitoring } from './monitoring.ts'
import { patternOf } from './pattern.ts'

const CALLS = [
  'AcceptHandshake',
  'AttachPolicy',
  'CreateAccount',
  'CreateOrganizationalUnit',
  'CreatePolicy',
  'DeclineHandshake',
  'DeleteOrganization',
  'DeleteOrganizationalUnit',
  'DeletePolicy',
  'DetachPolicy',
  'DisablePolicyType',
  'EnablePolicyType',
  'InviteAccountToOrganization',
  'LeaveOrganization',
  'MoveAccount',
  'RemoveAccountFromOrganization',
  'UpdateOrganizationalUnit',
  'UpdatePolicy',
]

export const cisMonitoringOrganizationChanges = monitoring({
  id: 'cis-monitoring-organization-changes',
  what: 'changes of the organisation',
  why: 'An account that leaves, or a policy that is taken off, frees it of every guard that the organisation put on it.',
  item: 15,
  pattern: patternOf('organizations', CALLS),
  samples: CALLS.map((name) => changeOf('organizations', name)),
  region: 'us-east-1',
  inManagementAccountOnly: true,
})
