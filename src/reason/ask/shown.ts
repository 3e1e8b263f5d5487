import type { Row } from '../../engine/sql.ts'
import { formatInstant } from '../../model/time.ts'
import type { Actor } from '../../model/trace.ts'

/** Columns that a shown event is made from. */
export const shownColumns = [
  'event_time',
  'event_name',
  'event_source',
  'account',
  'aws_region',
  'identity_type',
  'identity_arn',
  'principal_id',
  'identity_account_id',
  'invoked_by',
  'access_key_id',
  'session_created_at',
  'source_ip_address',
  'resource_arns',
  'resource_arn_prefixes',
  'bucket_name',
  'object_key',
  'error_code',
  'event_id',
  'object_id',
] as const

/** Where the request and the answer begin: they name what the call was about where resources[] do not. */
const NAMING = ['request_start', 'response_start'] as const

const NAMES =
  /"(?:name|trailName|trailARN|groupId|groupName|instanceId|roleArn|roleName|userName|policyArn|functionName|tableName|keyId|secretId|snapshotId|imageId|volumeId|logGroupName|topicArn|queueUrl|resourceId|resourceArn|dBInstanceIdentifier|accountId)":"((?:[^"\\]|\\.){1,300})"/

/** What a call names in its request, or in its answer where it made something; text as in the record. */
const named = (row: Row): string | null => {
  for (const part of NAMING) {
    const value = row[part]
    const name = typeof value === 'string' ? NAMES.exec(value)?.[1] : undefined
    if (name !== undefined) return name
  }
  return null
}

const first = (value: Row[string] | undefined): string | null =>
  Array.isArray(value) ? (value.find((v) => v !== null && v !== '') ?? null) : null

const text = (row: Row, column: (typeof shownColumns)[number]): string | null => {
  const value = row[column]
  return typeof value === 'string' ? value : null
}

const who = (row: Row): string | null =>
  text(row, 'identity_arn') ??
  text(row, 'principal_id') ??
  text(row, 'invoked_by') ??
  text(row, 'identity_account_id') ??
  text(row, 'identity_type')

const resource = (row: Row): string | null => {
  const bucket = text(row, 'bucket_name')
  const key = text(row, 'object_key')
  const requested = bucket === null ? null : key === null ? bucket : `${bucket}/${key}`
  return first(row.resource_arns) ?? first(row.resource_arn_prefixes) ?? requested ?? named(row)
}

/** Who is behind the session, without what only the graph needs. */
const shownActor = (actor: Actor | undefined) =>
  actor === undefined
    ? null
    : {
        known: actor.known,
        kind: actor.kind,
        label: actor.label,
        confidence: actor.confidence,
        because: actor.because,
        through: actor.through,
        // What its first caller called himself: a claim, beside who it was.
        ...('source identity' in actor.facts
          ? { sourceIdentity: actor.facts['source identity'] }
          : {}),
        evidence: actor.evidence,
      }

/**
 * An event as an answer shows it: the members that a responder looks at first, and who is behind the session. Text is
 * raw; outputs make it safe.
 */
export const shownEvent = (row: Row, actor?: Actor): Record<string, unknown> => ({
  eventTime: typeof row.event_time === 'number' ? formatInstant(row.event_time) : null,
  eventName: text(row, 'event_name'),
  eventSource: text(row, 'event_source'),
  account: text(row, 'account'),
  region: text(row, 'aws_region'),
  who: who(row),
  actor: shownActor(actor),
  accessKeyId: text(row, 'access_key_id'),
  sourceIPAddress: text(row, 'source_ip_address'),
  resource: resource(row),
  errorCode: text(row, 'error_code'),
  eventID: text(row, 'event_id'),
  object: typeof row.object_id === 'number' ? row.object_id : null,
})
