/**
 * The columns of the lake: the one place that says which part of a CloudTrail record lives where.
 * Every record can be rebuilt deep-equal from its row; no value is stored twice.
 *
 * How a value finds its column:
 * - `path` names a member of the record. It goes to the column only when its JSON type is the one that
 *   the column holds and it reads back exactly; otherwise it stays in the nearest JSON column (`rest`).
 * - a nested member that has a column is cut out of the JSON text of its parent and put back on rebuild.
 * - JSON columns hold the JSON text; SQL NULL means that the key was absent, the text `null` that it was null.
 */
export type ColumnType = 'text' | 'boolean' | 'timestamp' | 'json' | 'text[]' | 'integer' | 'bigint'

export interface Column {
  readonly name: string
  readonly type: ColumnType
  /** Member of the record, or `undefined` for a column that Wholetrail adds. */
  readonly path?: readonly string[]
}

const text = (name: string, ...path: string[]): Column => ({ name, type: 'text', path })
const bool = (name: string, ...path: string[]): Column => ({ name, type: 'boolean', path })
const json = (name: string, ...path: string[]): Column => ({ name, type: 'json', path })

/** Columns that hold parts of the record. Order is the order in the files. */
export const recordColumns = [
  { name: 'event_time', type: 'timestamp', path: ['eventTime'] },
  text('event_id', 'eventID'),
  text('event_version', 'eventVersion'),
  text('event_category', 'eventCategory'),
  text('event_source', 'eventSource'),
  text('event_name', 'eventName'),
  text('event_type', 'eventType'),
  bool('read_only', 'readOnly'),
  bool('management_event', 'managementEvent'),
  text('aws_region', 'awsRegion'),
  text('recipient_account_id', 'recipientAccountId'),
  text('source_ip_address', 'sourceIPAddress'),
  text('user_agent', 'userAgent'),
  text('error_code', 'errorCode'),
  text('error_message', 'errorMessage'),
  text('request_id', 'requestID'),
  text('api_version', 'apiVersion'),
  text('shared_event_id', 'sharedEventID'),
  text('vpc_endpoint_id', 'vpcEndpointId'),
  text('vpc_endpoint_account_id', 'vpcEndpointAccountId'),
  text('session_credential_from_console', 'sessionCredentialFromConsole'),
  text('identity_type', 'userIdentity', 'type'),
  text('identity_arn', 'userIdentity', 'arn'),
  text('principal_id', 'userIdentity', 'principalId'),
  text('identity_account_id', 'userIdentity', 'accountId'),
  text('access_key_id', 'userIdentity', 'accessKeyId'),
  text('user_name', 'userIdentity', 'userName'),
  text('invoked_by', 'userIdentity', 'invokedBy'),
  text('issuer_type', 'userIdentity', 'sessionContext', 'sessionIssuer', 'type'),
  text('issuer_arn', 'userIdentity', 'sessionContext', 'sessionIssuer', 'arn'),
  text('issuer_id', 'userIdentity', 'sessionContext', 'sessionIssuer', 'principalId'),
  text('issuer_account_id', 'userIdentity', 'sessionContext', 'sessionIssuer', 'accountId'),
  text('issuer_name', 'userIdentity', 'sessionContext', 'sessionIssuer', 'userName'),
  text('source_identity', 'userIdentity', 'sessionContext', 'sourceIdentity'),
  text('mfa_authenticated', 'userIdentity', 'sessionContext', 'attributes', 'mfaAuthenticated'),
  {
    name: 'session_created_at',
    type: 'timestamp',
    path: ['userIdentity', 'sessionContext', 'attributes', 'creationDate'],
  },
  text('bucket_name', 'requestParameters', 'bucketName'),
  text('object_key', 'requestParameters', 'key'),
  text('issued_key_id', 'responseElements', 'credentials', 'accessKeyId'),
  text('created_key_id', 'responseElements', 'accessKey', 'accessKeyId'),
  // resources[] as lists of equal length, one entry a resource, NULL where the member is absent. Used only when
  // each resource is an object with no other keys and text values; otherwise `resources` keeps the whole array.
  { name: 'resource_types', type: 'text[]' },
  { name: 'resource_arns', type: 'text[]' },
  { name: 'resource_arn_prefixes', type: 'text[]' },
  { name: 'resource_accounts', type: 'text[]' },
  json('resources', 'resources'),
  json('user_identity', 'userIdentity'),
  json('request_parameters', 'requestParameters'),
  json('response_elements', 'responseElements'),
  json('additional_event_data', 'additionalEventData'),
  json('service_event_details', 'serviceEventDetails'),
  json('tls_details', 'tlsDetails'),
  json('addendum', 'addendum'),
  // One JSON object with every other key of the record, and every value that did not fit its column.
  { name: 'other', type: 'json' },
] as const satisfies readonly Column[]

/** Columns that Wholetrail adds to each event: its identity in the lake and where its bytes are. */
export const addedColumns = [
  // SHA-256 of the canonical JSON of the record without what only LookupEvents or Lake add (R20), first 16 bytes, hex.
  { name: 'content_hash', type: 'text' },
  // The account in the key of the object, only where the record has no recipientAccountId.
  { name: 'key_account_id', type: 'text' },
  { name: 'object_id', type: 'integer' },
  { name: 'record_offset', type: 'bigint' },
  { name: 'record_length', type: 'integer' },
] as const satisfies readonly Column[]

export const eventColumns = [...recordColumns, ...addedColumns] as const
export type EventColumn = (typeof eventColumns)[number]['name']

/** Columns by whose texts rows are looked for one by one: for each a file of a lake tells which texts it cannot hold. */
export const namingColumns = [
  'event_name',
  'access_key_id',
  'principal_id',
  'issued_key_id',
  'created_key_id',
  'bucket_name',
  'resource_arns',
] as const satisfies readonly EventColumn[]
export type NamingColumn = (typeof namingColumns)[number]

/**
 * What the view `events` adds to those columns. The SQL is DuckDB's, made in engine/duckdb.
 * - `account`: recipient_account_id, else the account in the key of the object, else identity_account_id
 * - `category`: event_category, else Data where management_event is false, else Management (facts/aws.md 1.2)
 * - `bucket`: bucket_name, else the bucket of the first S3 Bucket, Object or AccessPoint resource (R5)
 * - `outcome`: success, denied (every denial code, R10), or failed
 */
export const derivedColumns = ['account', 'category', 'bucket', 'outcome', 'day'] as const
export type ViewColumn = EventColumn | (typeof derivedColumns)[number]

/** A row of the view `events` as JavaScript: timestamps are instants (integer microseconds). */
export type EventRow = { [C in ViewColumn]: string | number | boolean | (string | null)[] | null }

/** A row of `sightings`: one delivery of one event. Append-only. */
export const sightingColumns = [
  { name: 'event_id', type: 'text' },
  { name: 'recipient_account_id', type: 'text' },
  { name: 'content_hash', type: 'text' },
  { name: 'event_time', type: 'timestamp' },
  { name: 'object_id', type: 'integer' },
  { name: 'record_offset', type: 'bigint' },
  { name: 'record_length', type: 'integer' },
] as const satisfies readonly Column[]
