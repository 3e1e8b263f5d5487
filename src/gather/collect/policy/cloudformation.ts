import { DEFAULT_ROLE } from '../collection.ts'
import { policyDocument } from './document.ts'
import { yamlText } from './yaml.ts'

const parameters = {
  AuditingAccount: {
    Type: 'String',
    AllowedPattern: '[0-9]{12}',
    Description:
      'The account that Wholetrail is run from; nothing but its own policies says who there may use this role',
  },
  ExternalId: {
    Type: 'String',
    Default: '',
    AllowedPattern: '[A-Za-z0-9+=,.@:/_-]{0,1224}',
    Description: 'Asked for with --external-id; empty for none',
  },
} as const

/** `arn:aws:iam::111111111111:root`, in any partition. */
const auditor = {
  'Fn::Join': [':', ['arn', { Ref: 'AWS::Partition' }, 'iam:', { Ref: 'AuditingAccount' }, 'root']],
}

const trust = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: auditor },
      Action: 'sts:AssumeRole',
      Condition: {
        'Fn::If': [
          'HasExternalId',
          { StringEquals: { 'sts:ExternalId': { Ref: 'ExternalId' } } },
          { Ref: 'AWS::NoValue' },
        ],
      },
    },
  ],
}

/** The template of the role that `collect` assumes, as an object. */
export const roleTemplate = (actions: readonly string[]) => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Description:
    'The role that wholetrail collect assumes: reads the set-up of the audit log, writes nothing',
  Parameters: parameters,
  Conditions: { HasExternalId: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'ExternalId' }, ''] }] } },
  Resources: {
    [DEFAULT_ROLE]: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: DEFAULT_ROLE,
        Description: 'Reads the set-up of the audit log for Wholetrail; writes nothing',
        AssumeRolePolicyDocument: trust,
        Policies: [{ PolicyName: 'Read', PolicyDocument: policyDocument(actions) }],
      },
    },
  },
  Outputs: { RoleArn: { Value: { 'Fn::GetAtt': [DEFAULT_ROLE, 'Arn'] } } },
})

/** The same as YAML, for one account. */
export const cloudFormation = (actions: readonly string[]): string =>
  yamlText(roleTemplate(actions))
