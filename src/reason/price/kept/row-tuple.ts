import type { Row } from '../../../engine/sql.ts'
import type { SelectableEvent } from '../../selectors/types.ts'
import type { Tuple } from '../volumes/tuple.ts'

const text = (value: Row[string] | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined

const list = (value: Row[string] | undefined): readonly (string | null)[] | undefined =>
  Array.isArray(value) ? value : undefined

const resourcesOf = (row: Row): SelectableEvent['resources'] => {
  const types = list(row.resource_types)
  const [arns, prefixes] = [list(row.resource_arns), list(row.resource_arn_prefixes)]
  return types?.map((type, i) => ({
    type: type ?? undefined,
    arn: arns?.[i] ?? undefined,
    arnPrefix: prefixes?.[i] ?? undefined,
  }))
}

const isRecursive = (row: Row): boolean =>
  row.invoked_by === 'cloudtrail.amazonaws.com' &&
  ['PutObject', 'PutLogEvents'].includes(text(row.event_name) ?? '')

/** One event of the lake as a group of its own: what it is to selectors. */
export const tupleOfRow = (row: Row): Tuple => ({
  event: {
    eventCategory: text(row.category),
    eventSource: text(row.event_source),
    eventName: text(row.event_name),
    readOnly: typeof row.read_only === 'boolean' ? row.read_only : undefined,
    eventType: text(row.event_type),
    sessionCredentialFromConsole: text(row.session_credential_from_console),
    errorCode: text(row.error_code),
    vpcEndpointId: text(row.vpc_endpoint_id),
    userIdentityArn: text(row.identity_arn),
    resources: resourcesOf(row),
  },
  account: text(row.account) ?? '',
  region: text(row.aws_region) ?? '',
  class: 'data',
  type: null,
  resource: null,
  principal: null,
  invokedBy: text(row.invoked_by) ?? null,
  isRecursive: isRecursive(row),
  seen: 0,
  again: 0,
  count: 1,
  bytes: 0,
})
