import type { SyntheticLake } from './synthetic-lake.ts'

export const DAYS = 90
/** Calls that issue a session, one after the other, from a user's key on. */
export const HOPS = 8
const USERS = 2000

const session = (n: string, h: string) => `'ASIA' || lpad(CAST((${n}) AS VARCHAR), 15, 'Q') || ${h}`
const name = (n: string, h: string) => `'run-' || (${n}) || '-' || ${h}`
const role = (h: string) => `'role-' || ${h} || '-' || chain % 30`
const roleId = (h: string) => `'AROA' || lpad(CAST(chain % 30 AS VARCHAR), 16, 'R') || ${h}`
const account = (h: string) => `CAST(111111111111 + (chain + ${h}) % 50 AS VARCHAR)`
const sessionArn = (h: string) =>
  `'arn:aws:sts::' || ${account(h)} || ':assumed-role/' || ${role(h)} || '/' || ${name('chain', h)}`
const user = `CAST(chain % ${USERS} AS VARCHAR)`

/**
 * Events of chains of eight sessions: one in ten issues the next session of its chain (`k = 0`), the others are made in
 * it. `chain` and `hop` tell the session that is made or used; `caller` is who calls: -1 the user's key, else the hop.
 */
const calling = (ofUser: string, ofSession: string) =>
  `CASE WHEN caller < 0 THEN ${ofUser} ELSE ${ofSession} END`

const issuing = (value: string) => `CASE WHEN k = 0 THEN ${value} END`

const filled: Readonly<Record<string, string>> = {
  event_time: `make_timestamp((day * 86400 + start + hop * 300 + k * 20) * 1000000)`,
  event_id: `CAST(uuid() AS VARCHAR)`,
  event_version: `'1.11'`,
  event_category: `CASE WHEN k % 3 = 1 THEN 'Data' ELSE 'Management' END`,
  event_source: `(['sts', 's3', 'kms', 'ec2', 'iam'])[1 + k % 5] || '.amazonaws.com'`,
  event_name: `(['AssumeRole', 'GetObject', 'Decrypt', 'DescribeInstances', 'GetUser', 'GetCallerIdentity', 'PutObject'])[1 + CASE WHEN k = 0 THEN 0 ELSE 1 + k % 6 END]`,
  event_type: `'AwsApiCall'`,
  read_only: `k % 6 < 5`,
  management_event: `k % 3 <> 1`,
  aws_region: `'region-' || chain % 17`,
  recipient_account_id: `CASE WHEN caller < 0 THEN CAST(111111111111 + chain % 50 AS VARCHAR) ELSE ${account('caller')} END`,
  source_ip_address: `'10.' || chain % 250 || '.' || (chain // 250) % 250 || '.1'`,
  user_agent: `'agent-' || chain % 40`,
  error_code: `CASE WHEN k = 9 THEN 'AccessDenied' END`,
  request_id: `CAST(uuid() AS VARCHAR)`,
  identity_type: calling(`'IAMUser'`, `'AssumedRole'`),
  identity_arn: calling(
    `'arn:aws:iam::' || CAST(111111111111 + chain % 50 AS VARCHAR) || ':user/user-' || ${user}`,
    sessionArn('caller'),
  ),
  principal_id: calling(
    `'AIDA' || lpad(${user}, 17, 'U')`,
    `${roleId('caller')} || ':' || ${name('chain', 'caller')}`,
  ),
  identity_account_id: calling(`CAST(111111111111 + chain % 50 AS VARCHAR)`, account('caller')),
  access_key_id: calling(`'AKIA' || lpad(${user}, 16, 'K')`, session('chain', 'caller')),
  user_name: calling(`'user-' || ${user}`, 'NULL'),
  issuer_type: calling('NULL', `'Role'`),
  issuer_arn: calling(
    'NULL',
    `'arn:aws:iam::' || ${account('caller')} || ':role/' || ${role('caller')}`,
  ),
  issuer_id: calling('NULL', roleId('caller')),
  issuer_account_id: calling('NULL', account('caller')),
  issuer_name: calling('NULL', role('caller')),
  mfa_authenticated: calling('NULL', `'false'`),
  session_created_at: calling(
    'NULL',
    `make_timestamp((day * 86400 + start + caller * 300) * 1000000)`,
  ),
  issued_key_id: issuing(session('chain', 'hop')),
  bucket_name: `CASE WHEN k % 3 = 1 THEN 'bucket-' || chain % 2000 END`,
  object_key: `CASE WHEN k % 3 = 1 THEN 'year=2026/' || md5(CAST(chain * 80 + hop * 10 + k AS VARCHAR)) END`,
  user_identity: calling('NULL', `'{"sessionContext":{"webIdFederationData":{}}}'`),
  request_parameters: `CASE WHEN k = 0
    THEN '{"roleArn":"arn:aws:iam::' || ${account('hop')} || ':role/' || ${role('hop')} || '","roleSessionName":"' || ${name('chain', 'hop')} || '","durationSeconds":3600}'
    ELSE '{"Host":"' || md5(CAST(chain * 80 + hop * 10 + k AS VARCHAR)) || '"}' END`,
  response_elements: `CASE WHEN k = 0
    THEN '{"credentials":{"expiration":"Mar 2, 2026, 5:10:00 AM","sessionToken":"' || md5(CAST(chain AS VARCHAR)) || md5(CAST(hop AS VARCHAR)) || '"},"assumedRoleUser":{"assumedRoleId":"' || ${roleId('hop')} || ':' || ${name('chain', 'hop')} || '","arn":"' || ${sessionArn('hop')} || '"}}'
    ELSE 'null' END`,
  content_hash: `md5(CAST(chain * 80 + hop * 10 + k AS VARCHAR))`,
  object_id: `1`,
  record_offset: `(chain * 80 + hop * 10 + k) * 1400`,
  record_length: `1400`,
}

/** Key of the last session of a chain. */
export const lastKeyOf = (chain: number): string => `ASIA${String(chain).padStart(15, 'Q')}7`

/** So many events, a tenth of which issue a session, in chains of eight. */
export const traceLake = (events: number): SyntheticLake => {
  const chainsADay = Math.ceil(events / (DAYS * HOPS * 10))
  return {
    days: DAYS,
    filled,
    rowsOfDay: chainsADay * HOPS * 10,
    source: (day, d) => `
      SELECT
        ${d * chainsADay} + range // 80 AS chain, (range // 10) % 8 AS hop, range % 10 AS k,
        CASE WHEN range % 10 = 0 THEN (range // 10) % 8 - 1 ELSE (range // 10) % 8 END AS caller,
        (range // 80) * 55 % 80000 AS start, ${day} AS day
      FROM range(${chainsADay * HOPS * 10})`,
  }
}
