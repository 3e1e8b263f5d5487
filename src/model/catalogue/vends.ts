/**
 * Calls that hand out temporary credentials of another role, by event source. Their records are not known to tell which
 * (the APIs of the services; none is in facts/aws.md), nor does what is done with them bear the caller. No list is
 * whole: services that do so are added.
 */
export const vendsCredentials: Readonly<Record<string, readonly string[]>> = {
  'cognito-identity.amazonaws.com': ['GetCredentialsForIdentity'],
  'datazone.amazonaws.com': ['GetEnvironmentCredentials'],
  'elasticmapreduce.amazonaws.com': ['GetClusterSessionCredentials'],
  'lakeformation.amazonaws.com': [
    'AssumeDecoratedRoleWithSAML',
    'GetTemporaryDataLocationCredentials',
    'GetTemporaryGluePartitionCredentials',
    'GetTemporaryGlueTableCredentials',
  ],
  'rolesanywhere.amazonaws.com': ['CreateSession'],
  's3.amazonaws.com': ['GetDataAccess'],
  'sso.amazonaws.com': ['GetRoleCredentials'],
  'sts.amazonaws.com': ['GetDelegatedAccessToken'],
}
