import type { ScopeField } from '../../../model/scope.ts'

/** Which column of the view `events` holds a field; resources and category have rules of their own. */
export const columnOf = {
  account: 'account',
  region: 'aws_region',
  eventSource: 'event_source',
  eventName: 'event_name',
  readOnly: 'read_only',
  eventType: 'event_type',
  'userIdentity.arn': 'identity_arn',
  sessionCredentialFromConsole: 'session_credential_from_console',
  errorCode: 'error_code',
  vpcEndpointId: 'vpc_endpoint_id',
} as const satisfies Partial<Record<ScopeField, string>>

export const plainFields = Object.keys(columnOf) as (keyof typeof columnOf)[]

/** Categories that records are known to have (facts/aws.md 1.2); what one of another holds is not documented (R1). */
export const CATEGORIES: readonly string[] = [
  'Management',
  'Data',
  'NetworkActivity',
  'Insight',
  'Aggregated',
]
