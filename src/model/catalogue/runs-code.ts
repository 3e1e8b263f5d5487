/**
 * Calls after which code runs with the credentials of a role, or others may assume one: by event source. What the role
 * then does bears no trace of the caller (facts/aws.md 6.2). No list is whole: services that take a role are added.
 */
export const runsCode: Readonly<Record<string, readonly string[]>> = {
  'apigateway.amazonaws.com': ['CreateIntegration', 'PutIntegration', 'UpdateIntegration'],
  'batch.amazonaws.com': ['RegisterJobDefinition', 'SubmitJob'],
  'cloudformation.amazonaws.com': [
    'CreateStack',
    'CreateStackInstances',
    'CreateStackSet',
    'ExecuteChangeSet',
    'UpdateStack',
    'UpdateStackSet',
  ],
  'codebuild.amazonaws.com': ['CreateProject', 'StartBuild', 'StartBuildBatch', 'UpdateProject'],
  'datasync.amazonaws.com': ['CreateLocationS3', 'CreateTask', 'StartTaskExecution'],
  'ec2-instance-connect.amazonaws.com': ['SendSSHPublicKey', 'SendSerialConsoleSSHPublicKey'],
  'ec2.amazonaws.com': [
    'AssociateIamInstanceProfile',
    'ModifyInstanceAttribute',
    'ReplaceIamInstanceProfileAssociation',
    'RunInstances',
  ],
  'ecs.amazonaws.com': [
    'CreateService',
    'ExecuteCommand',
    'RegisterTaskDefinition',
    'RunTask',
    'StartTask',
    'UpdateService',
  ],
  'elasticmapreduce.amazonaws.com': ['AddJobFlowSteps', 'RunJobFlow'],
  'glue.amazonaws.com': [
    'CreateDevEndpoint',
    'CreateJob',
    'CreateSession',
    'StartJobRun',
    'UpdateDevEndpoint',
    'UpdateJob',
  ],
  'iam.amazonaws.com': ['AddRoleToInstanceProfile'],
  'lambda.amazonaws.com': [
    'CreateFunction20150331',
    'UpdateFunctionCode20150331v2',
    'UpdateFunctionConfiguration20150331v2',
  ],
  's3.amazonaws.com': ['CreateJob'],
  'sagemaker.amazonaws.com': [
    'CreateNotebookInstance',
    'CreatePresignedNotebookInstanceUrl',
    'CreateProcessingJob',
    'CreateTrainingJob',
  ],
  'scheduler.amazonaws.com': ['CreateSchedule', 'UpdateSchedule'],
  'ssm.amazonaws.com': [
    'CreateAssociation',
    'SendCommand',
    'StartAutomationExecution',
    'StartSession',
    'UpdateAssociation',
  ],
  'states.amazonaws.com': ['CreateStateMachine', 'StartExecution', 'UpdateStateMachine'],
  'transfer.amazonaws.com': ['CreateAccess', 'CreateUser', 'UpdateAccess', 'UpdateUser'],
}

/** Calls that say who may assume a role, or come in through an identity provider, from then on. */
export const givesTrust: Readonly<Record<string, readonly string[]>> = {
  'iam.amazonaws.com': [
    'AddClientIDToOpenIDConnectProvider',
    'CreateOpenIDConnectProvider',
    'CreateRole',
    'CreateSAMLProvider',
    'UpdateAssumeRolePolicy',
    'UpdateOpenIDConnectProviderThumbprint',
    'UpdateSAMLProvider',
  ],
  'rolesanywhere.amazonaws.com': ['CreateTrustAnchor', 'UpdateTrustAnchor'],
}
