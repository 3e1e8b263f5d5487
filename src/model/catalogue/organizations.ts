import { MANAGEMENT_READ, MANAGEMENT_WRITE, type ServiceEvents } from './event.ts'

/** Organizations has no data events (facts/aws.md 3.7) and records in us-east-1 (3.8). */
export const organizations = {
  eventSource: 'organizations.amazonaws.com',
  groups: [
    {
      names: ['LeaveOrganization'],
      variants: MANAGEMENT_WRITE,
      exclusive: true,
      source: 'facts/aws.md 5.5; real records',
    },
    {
      names: ['DescribeOrganization', 'ListDelegatedAdministrators'],
      variants: MANAGEMENT_READ,
      exclusive: true,
      source: 'facts/aws.md 3.7; real records',
    },
    {
      names: [
        'AcceptHandshake',
        'AttachPolicy',
        'CloseAccount',
        'CloseAccountResult',
        'CreateAccount',
        'CreateAccountResult',
        'CreateOrganization',
        'CreatePolicy',
        'DeleteOrganization',
        'DeletePolicy',
        'DeregisterDelegatedAdministrator',
        'DetachPolicy',
        'DisableAWSServiceAccess',
        'DisablePolicyType',
        'EnableAWSServiceAccess',
        'InviteAccountToOrganization',
        'ListAccounts',
        'MoveAccount',
        'RegisterDelegatedAdministrator',
        'RemoveAccountFromOrganization',
        'UpdatePolicy',
      ],
      variants: [{ category: 'Management' }],
      exclusive: true,
      source: 'facts/aws.md 3.7, 5.5; readOnly not seen',
    },
  ],
} as const satisfies ServiceEvents
