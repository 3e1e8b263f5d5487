import { join, type Sql, sql } from '../../../engine/sql.ts'
import { issuingFields as f } from '../fields.ts'
import { MASKED_KEY } from '../masked.ts'

/** The call that gives a user another name: it issues nothing, and says who was called what. */
export const RENAMING = 'UpdateUser'

const micros = (column: Sql): Sql => sql`CAST(epoch_us(${column}) AS VARCHAR)`

/** Whether the caller is not to be found among the credentials in use, so that its own record must say who it was. */
const isStranger = sql`(
  access_key_id IS NULL
  OR regexp_matches(access_key_id, ${MASKED_KEY})
  OR coalesce(identity_type, '') NOT IN ('IAMUser', 'AssumedRole', 'FederatedUser', 'Root'))`

const ofStranger = (column: Sql): Sql => sql`CASE WHEN ${isStranger} THEN ${column} END`

/**
 * What is read of a call that issues, and nothing twice: texts that do not repeat are what a graph costs. Times are
 * text here, as everything is on the way out of the engine.
 */
const always = {
  time: micros(sql`event_time`),
  eventId: sql`event_id`,
  account: sql`account`,
  region: sql`aws_region`,
  name: sql`event_name`,
  address: sql`source_ip_address`,
  callerKey: sql`access_key_id`,
  callerPrincipal: sql`principal_id`,
  callerCreated: micros(sql`session_created_at`),
  issuedKey: sql`coalesce(issued_key_id, created_key_id)`,
  issuedId: f.issuedId,
  role: f.role,
} as const satisfies Readonly<Record<string, Sql>>

/** What most calls have none of. */
const seldom = {
  sharedId: sql`shared_event_id`,
  callerType: ofStranger(sql`identity_type`),
  callerArn: ofStranger(sql`identity_arn`),
  callerAccount: ofStranger(sql`identity_account_id`),
  callerName: ofStranger(sql`user_name`),
  invokedBy: sql`invoked_by`,
  /** Where there is none it is made of the role and the id. */
  issuedArn: sql`CASE WHEN ${f.role} IS NULL THEN ${f.issuedArn} END`,
  sessionName: sql`CASE WHEN ${f.issuedId} IS NULL THEN coalesce(${f.sessionName}, ${f.federatedName}) END`,
  /** Of UpdateUser the new name. */
  target: sql`CASE WHEN event_name = ${RENAMING} THEN ${f.newUserName} ELSE ${f.targetPrincipal} END`,
  userName: f.userName,
  madeArn: f.madeArn,
  madeId: f.madeId,
  sourceIdentity: f.sourceIdentity,
  subject: f.subject,
  provider: f.provider,
  tags: f.tags,
  switchFrom: f.switchFrom,
} as const satisfies Readonly<Record<string, Sql>>

export const issueColumns = { ...always, ...seldom }

/** Cells of a list of texts. */
export const listed = (columns: readonly Sql[]): Sql => sql`[${join(columns, ', ')}]`

/** The cells of a call that issues, in the order of `issueColumns`; fewer where it has none of the last. */
export const issueCells = sql`CASE
  WHEN coalesce(${join(Object.values(seldom), ', ')}) IS NULL THEN ${listed(Object.values(always))}
  ELSE ${listed(Object.values(issueColumns))} END`

/** Only then is the JSON of an identity worth keeping (facts/aws.md 1.3, 6.2). */
const TELLING = ['onBehalfOf', 'inScopeOf', 'assumedRoot', 'ec2RoleDelivery']

const isTelling = join(
  TELLING.map((word) => sql`contains(user_identity, ${word})`),
  ' OR ',
)

/** What is read of the events of one credential, as one group: key, principal id and creation time tell it. */
export const useColumns = {
  key: sql`access_key_id`,
  principalId: sql`principal_id`,
  createdAt: micros(sql`session_created_at`),
  arn: sql`min(identity_arn)`,
  type: sql`min(identity_type)`,
  account: sql`min(identity_account_id)`,
  issuerArn: sql`min(issuer_arn)`,
  /** Another than the least, where records of one credential bear several: null as a rule. */
  otherArn: sql`nullif(max(identity_arn), min(identity_arn))`,
  sourceIdentity: sql`max(source_identity)`,
  /** Empty where a call that no service made bears none. */
  leastSource: sql`min(coalesce(source_identity, '')) FILTER (WHERE invoked_by IS NULL)`,
  invokedBy: sql`min(invoked_by)`,
  identity: sql`max(user_identity) FILTER (WHERE ${isTelling})`,
  recipient: sql`min(account)`,
  /** `1` where some call was made without a service between. */
  direct: sql`CAST(CAST(bool_or(invoked_by IS NULL) AS INTEGER) AS VARCHAR)`,
  console: sql`CAST(CAST(coalesce(bool_or(session_credential_from_console = 'true'), false) AS INTEGER) AS VARCHAR)`,
  count: sql`CAST(count(*) AS VARCHAR)`,
  first: micros(sql`min(event_time)`),
  last: micros(sql`max(event_time)`),
} as const satisfies Readonly<Record<string, Sql>>

export type IssueColumn = keyof typeof issueColumns
export type UseColumn = keyof typeof useColumns
