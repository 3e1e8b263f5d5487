import { identifier, type Sql, sql } from '../../../engine/sql.ts'
import type { ScopeField } from '../../../model/scope.ts'
import type { Selectors } from '../../../model/selector.ts'
import { BILLED_CALLER, BILLED_RESOURCE, classOf, classParts } from './class-sql.ts'
import { literalsOf, namedFields } from './literals.ts'
import { resourcesSql } from './resources-sql.ts'

/** A column of the tuples, made from an event `e`. */
export interface TupleColumn {
  readonly name: string
  readonly from: Sql
  /** Equal for two events only where the column is; left out where that is the column itself. */
  readonly by?: readonly Sql[]
  /** The same where the role is told, without what is then not needed. */
  readonly byRole?: readonly Sql[]
}

/** Columns that only some selectors name: left out, they would tell groups apart for nothing. */
const optional = {
  eventType: { name: 'event_type', from: sql`e.event_type` },
  sessionCredentialFromConsole: {
    name: 'console',
    from: sql`e.session_credential_from_console`,
  },
  errorCode: { name: 'error_code', from: sql`e.error_code` },
  vpcEndpointId: { name: 'vpc_endpoint_id', from: sql`e.vpc_endpoint_id` },
} as const satisfies { readonly [F in ScopeField]?: { name: string; from: Sql } }

/** The bucket as the request names it, where that is a name (R5); otherwise by the ARN of the first resource. */
const resourceSql: Sql = sql`
  CASE
    WHEN e.category <> 'Data' THEN NULL
    WHEN e.event_source = 's3.amazonaws.com'
      AND NOT contains(e.bucket_name, ':') AND NOT suffix(e.bucket_name, '-s3alias')
      THEN e.bucket_name
    ELSE regexp_extract(coalesce(e.resource_arns[1], e.resource_arn_prefixes[1]), ${BILLED_RESOURCE})
  END`

/** A caller without an ARN is a service, anybody, or an account of which the record says no more (facts/aws.md 1.3). */
const callerSql: Sql = sql`
  CASE
    WHEN e.identity_arn IS NOT NULL THEN regexp_extract(e.identity_arn, ${BILLED_CALLER})
    WHEN e.identity_type = 'AWSService' THEN e.invoked_by
    WHEN e.principal_id = 'Anonymous' OR e.identity_account_id IN ('anonymous', 'ANONYMOUS_PRINCIPAL')
      THEN 'anonymous'
    WHEN e.identity_account_id IS NOT NULL THEN 'account ' || e.identity_account_id
  END`

/** A column as it is stored, and only where it is empty what the view has in its place: hashed once for each value. */
const orElse = (stored: string, derived: string): readonly Sql[] => {
  const [first, second] = [identifier(`e.${stored}`), identifier(`e.${derived}`)]
  return [first, sql`CASE WHEN ${first} IS NULL THEN ${second} END`]
}

/** What decides who records an event, beside the places that it was seen in. */
const decisive = (
  selectors: readonly Selectors[],
  named: ReadonlySet<ScopeField>,
): readonly TupleColumn[] => {
  const callers = literalsOf(selectors, 'userIdentity.arn')
  return [
    { name: 'account', from: sql`e.account`, by: orElse('recipient_account_id', 'account') },
    { name: 'region', from: sql`e.aws_region` },
    { name: 'category', from: sql`e.category`, by: orElse('event_category', 'category') },
    { name: 'event_source', from: sql`e.event_source` },
    { name: 'read_only', from: sql`e.read_only` },
    { name: 'resources', ...resourcesSql(selectors, named) },
    ...Object.entries(optional)
      .filter(([field]) => named.has(field as ScopeField))
      .map(([, column]) => column),
    ...(named.has('userIdentity.arn')
      ? [
          {
            name: 'caller',
            from: classOf(sql`e.identity_arn`, callers),
            by: classParts(sql`e.identity_arn`, callers),
          },
        ]
      : []),
    {
      name: 'recursive',
      from: sql`coalesce(
      e.invoked_by = 'cloudtrail.amazonaws.com' AND e.event_name IN ('PutObject', 'PutLogEvents'), false)`,
    },
  ]
}

const eventName: TupleColumn = { name: 'event_name', from: sql`e.event_name` }

/** What is told of the largest groups beside that: who did what to what. */
const telling: readonly TupleColumn[] = [
  {
    name: 'resource',
    from: resourceSql,
    by: [sql`CASE WHEN e.category = 'Data' THEN hash(${resourceSql}) END`],
  },
  {
    name: 'principal',
    from: sql`coalesce(e.issuer_arn, ${callerSql})`,
    by: [sql`e.issuer_arn`, sql`CASE WHEN e.issuer_arn IS NULL THEN ${callerSql} END`],
    byRole: [sql`e.issuer_arn`, sql`CAST(NULL AS VARCHAR)`],
  },
  { name: 'invoked_by', from: sql`e.invoked_by` },
]

/** The columns of tuples that are to be matched with some selectors. */
export const tupleColumns = (
  selectors: readonly Selectors[],
): { readonly deciding: readonly TupleColumn[]; readonly details: readonly TupleColumn[] } => {
  const named = namedFields(selectors)
  const deciding = decisive(selectors, named)
  return named.has('eventName')
    ? { deciding: [...deciding, eventName], details: telling }
    : { deciding, details: [eventName, ...telling] }
}
