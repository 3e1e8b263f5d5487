import { at } from './at.ts'
import type { Canned } from './place.ts'

const TRUST = encodeURIComponent(
  JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { Service: 'ec2.amazonaws.com' },
      Action: 'sts:AssumeRole',
    },
  }),
)
const ROLE = {
  Path: '/',
  RoleName: 'deploy',
  RoleId: 'AROAEXAMPLE',
  Arn: 'arn:aws:iam::111111111111:role/deploy',
  CreateDate: at('2025-01-01T00:00:00Z'),
  AssumeRolePolicyDocument: TRUST,
}

/** IAM of the small account. */
export const iamAnswers: Canned = {
  'iam:ListRoles': {
    Roles: [
      ROLE,
      {
        ...ROLE,
        Path: '/aws-service-role/cloudtrail.amazonaws.com/',
        RoleName: 'AWSServiceRoleForCloudTrail',
        RoleId: 'AROALINKED',
        Arn: 'arn:aws:iam::111111111111:role/aws-service-role/cloudtrail.amazonaws.com/AWSServiceRoleForCloudTrail',
      },
    ],
  },
  'iam:ListUsers': {
    Users: [
      {
        UserName: 'alice',
        UserId: 'AIDAEXAMPLE',
        Arn: 'arn:aws:iam::111111111111:user/alice',
        CreateDate: at('2025-02-01T00:00:00Z'),
      },
    ],
  },
  'iam:ListAccessKeys': {
    AccessKeyMetadata: [
      { AccessKeyId: 'AKIAEXAMPLE', CreateDate: at('2025-02-02T00:00:00Z'), Status: 'Active' },
    ],
  },
  'iam:GetAccountAuthorizationDetails': {
    UserDetailList: [
      {
        UserName: 'alice',
        Arn: 'arn:aws:iam::111111111111:user/alice',
        GroupList: ['ops'],
      },
    ],
    GroupDetailList: [
      {
        GroupName: 'ops',
        AttachedManagedPolicies: [{ PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }],
      },
    ],
    RoleDetailList: [
      {
        ...ROLE,
        RoleLastUsed: { LastUsedDate: at('2026-03-01T00:00:00Z') },
        Tags: [],
        RolePolicyList: [
          {
            PolicyName: 'inline',
            PolicyDocument: encodeURIComponent(
              '{"Statement":[{"Effect":"Allow","Action":"ec2:*","Resource":"*"}]}',
            ),
          },
        ],
      },
    ],
    Policies: [
      {
        Arn: 'arn:aws:iam::aws:policy/AdministratorAccess',
        DefaultVersionId: 'v1',
        PolicyVersionList: [
          {
            VersionId: 'v1',
            IsDefaultVersion: true,
            Document: encodeURIComponent(
              '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}',
            ),
          },
        ],
      },
    ],
  },
}
