import { type Sql, sql } from '../../engine/sql.ts'

const response = (path: string): Sql => sql`json_extract_string(response_elements, ${path})`
const additional = (path: string): Sql => sql`json_extract_string(additional_event_data, ${path})`
export const request = (path: string): Sql => sql`json_extract_string(request_parameters, ${path})`

/** Where a call that hands out credentials says what: the one reading of such records (facts/aws.md 6.1). */
export const issuingFields = {
  /** `AROA...:session`, or `account:name` of a federated user. */
  issuedId: sql`coalesce(${response('$.assumedRoleUser.assumedRoleId')}, ${response('$.federatedUser.federatedUserId')})`,
  issuedArn: sql`coalesce(${response('$.assumedRoleUser.arn')}, ${response('$.federatedUser.arn')})`,
  userName: sql`coalesce(
    ${response('$.accessKey.userName')}, ${response('$.loginProfile.userName')}, ${request('$.userName')})`,
  roleName: request('$.roleName'),
  newUserName: request('$.newUserName'),
  newName: sql`coalesce(${request('$.newUserName')}, ${request('$.newPath')})`,
  status: request('$.status'),
  role: request('$.roleArn'),
  sessionName: request('$.roleSessionName'),
  madeArn: sql`coalesce(${response('$.user.arn')}, ${response('$.role.arn')})`,
  madeId: sql`coalesce(${response('$.user.userId')}, ${response('$.role.roleId')})`,
  /** Of AssumeRoot: an account id or the ARN of its root. */
  targetPrincipal: request('$.targetPrincipal'),
  federatedName: request('$.name'),
  sourceIdentity: sql`coalesce(${request('$.sourceIdentity')}, ${response('$.sourceIdentity')})`,
  subject: sql`coalesce(${response('$.subjectFromWebIdentityToken')}, ${response('$.subject')})`,
  provider: sql`coalesce(${response('$.provider')}, ${request('$.principalArn')}, ${additional('$.SamlProviderArn')})`,
  tags: sql`coalesce(${request('$.tags')}, ${request('$.incomingTransitiveTags')})`,
  switchFrom: additional('$.SwitchFrom'),
} as const satisfies Record<string, Sql>
