import { DEFAULT_ROLE } from '../collection.ts'
import { roleTemplate } from './cloudformation.ts'
import { yamlText } from './yaml.ts'

/**
 * A template for the management account (or a delegated administrator of StackSets) that puts the role into every member
 * below the named organisational units, and into those that join later. It does not reach the management account itself.
 */
export const stackSet = (actions: readonly string[]): string => {
  const { Parameters } = roleTemplate(actions)
  const template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Puts the role ${DEFAULT_ROLE} into every member of the organisation, also those that join later`,
    Parameters: {
      ...Parameters,
      OrganizationalUnits: {
        Type: 'CommaDelimitedList',
        Description: 'Ids of organisational units, or of the root (r-...) for all members',
      },
      CallAs: {
        Type: 'String',
        Default: 'SELF',
        AllowedValues: ['SELF', 'DELEGATED_ADMIN'],
        Description: 'DELEGATED_ADMIN where this is not the management account',
      },
    },
    Resources: {
      Members: {
        Type: 'AWS::CloudFormation::StackSet',
        Properties: {
          StackSetName: DEFAULT_ROLE,
          Description: 'The role that wholetrail collect assumes',
          PermissionModel: 'SERVICE_MANAGED',
          CallAs: { Ref: 'CallAs' },
          Capabilities: ['CAPABILITY_NAMED_IAM'],
          AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false },
          ManagedExecution: { Active: true },
          OperationPreferences: { FailureTolerancePercentage: 100, MaxConcurrentPercentage: 100 },
          Parameters: Object.keys(Parameters).map((name) => ({
            ParameterKey: name,
            ParameterValue: { Ref: name },
          })),
          StackInstancesGroup: [
            {
              DeploymentTargets: { OrganizationalUnitIds: { Ref: 'OrganizationalUnits' } },
              // a role has no region: one is enough
              Regions: [{ Ref: 'AWS::Region' }],
            },
          ],
          TemplateBody: JSON.stringify(roleTemplate(actions)),
        },
      },
    },
  }
  return yamlText(template)
}
