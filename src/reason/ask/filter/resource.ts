import { join, type Sql, sql } from '../../../engine/sql.ts'
import type { EventRow } from '../../../model/lake.ts'
import { partitionOfRegion, regionPrefixes } from '../../../model/regions.ts'
import type { BoxFields, Constraint, Ternary } from '../../../model/scope.ts'
import { every, some } from '../../../model/ternary.ts'
import {
  accepts,
  acceptsMissing,
  acceptsPrefix,
  acceptsPrefixSql,
  acceptsSql,
} from './constraint.ts'
import { acceptsSpelling, acceptsSpellingSql } from './spelling.ts'

/** A resource of an event: its ARN, or the prefix of the ARNs that it stands for, or neither. */
interface Resource {
  readonly type: string | null
  readonly arn: string | null
  readonly prefix: string | null
}

const OBJECT = 'AWS::S3::Object'
/** Names in requestParameters.bucketName that are not a bucket: an access point's alias or ARN (R5). */
export const NOT_A_BUCKET: Constraint = {
  StartsWith: ['arn:'],
  EndsWith: ['-s3alias', '--ol-s3', '.mrap', '-ext-s3alias', '.amazonaws.com', '.amazonaws.com.cn'],
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const list = (value: unknown): readonly (string | null)[] => (Array.isArray(value) ? value : [])

const mayBeS3Data = (row: EventRow): boolean =>
  row.event_source === 's3.amazonaws.com' &&
  (row.event_category === 'Data' || (row.event_category === null && row.management_event !== true))

/** What requestParameters say of the object, where resources[] names none (denied calls, facts/aws.md 1.5). */
const requested = (row: EventRow): Resource => {
  const bucket = text(row.bucket_name)
  if (bucket === null || bucket === '' || accepts(NOT_A_BUCKET, bucket) === 'yes')
    return { type: OBJECT, arn: null, prefix: null }
  const base = `arn:${partitionOfRegion(text(row.aws_region) ?? '')}:s3:::${bucket}/`
  const key = text(row.object_key)
  return key === null
    ? { type: OBJECT, arn: null, prefix: base }
    : { type: OBJECT, arn: base + key, prefix: null }
}

/**
 * An ARN of an object tells its bucket where it is one of S3 without a region and an account: not what is empty, and not
 * one through an access point, which names an account, and a region unless the point is one of many.
 */
const telling = (type: string | null, arn: string | null | undefined): string | null => {
  if (arn === null || arn === undefined || arn === '') return null
  const [scheme, , service, region, account] = arn.split(':')
  const ofBucket = scheme === 'arn' && service === 's3' && region === '' && account === ''
  return type === OBJECT && !ofBucket ? null : arn
}

const tellingSql = sql`(CASE
  WHEN resource_arns[i] = '' THEN NULL
  WHEN resource_types[i] = ${OBJECT} AND NOT (
    starts_with(resource_arns[i], 'arn:') AND split_part(resource_arns[i], ':', 3) = 's3'
    AND split_part(resource_arns[i], ':', 4) = '' AND split_part(resource_arns[i], ':', 5) = '')
    THEN NULL
  ELSE resource_arns[i] END)`

/** ARNs that surely tell, as an engine sees at once. */
export const surelyTellingSql = (arn: Sql): Sql =>
  sql`(${join(
    Object.keys(regionPrefixes)
      .concat('aws')
      .map((p) => sql`starts_with(${arn}, ${`arn:${p}:s3:::`})`),
    ' OR ',
  )})`

const listed = (row: EventRow): Resource[] =>
  list(row.resource_types).map((type, i) => ({
    type,
    arn: telling(type, list(row.resource_arns)[i]),
    prefix: list(row.resource_arn_prefixes)[i] ?? null,
  }))

const resourcesOf = (row: EventRow): Resource[] => {
  const named = listed(row)
  return mayBeS3Data(row) && !named.some((r) => r.type === OBJECT)
    ? [...named, requested(row)]
    : named
}

const typeAccepted = (c: Constraint, r: Resource): Ternary =>
  r.type === null ? acceptsMissing(c) : accepts(c, r.type)

const arnAccepted = (c: Constraint, r: Resource): Ternary =>
  r.arn !== null
    ? acceptsSpelling(c, r.arn)
    : r.prefix !== null
      ? acceptsPrefix(c, r.prefix)
      : acceptsMissing(c)

const NOT_NAMED: Resource = { type: null, arn: null, prefix: null }

const inLayers = (layers: readonly BoxFields[], r: Resource): Ternary =>
  every(
    layers.flatMap((fields) => [
      typeAccepted(fields['resources.type'] ?? {}, r),
      arnAccepted(fields['resources.ARN'] ?? {}, r),
    ]),
  )

/**
 * Whether one resource of the event has the type and the ARN asked for, both together (R5). An event
 * that names no resource may have had one: unknown.
 */
export const resourceAccepted = (layers: readonly BoxFields[], row: EventRow): Ternary => {
  const resources = resourcesOf(row)
  return resources.length === 0
    ? inLayers(layers, NOT_NAMED)
    : some(resources.map((r) => inLayers(layers, r)))
}

const arnAcceptedSql = (c: Constraint, arn: Sql, prefix: Sql): Sql =>
  sql`(CASE WHEN ${arn} IS NOT NULL THEN ${acceptsSpellingSql(c, arn)} WHEN ${prefix} IS NOT NULL THEN ${acceptsPrefixSql(c, prefix)} ELSE ${acceptsSql(c, sql`CAST(NULL AS VARCHAR)`)} END)`

const partitionSql = sql`CASE ${join(
  Object.entries(regionPrefixes).map(
    ([partition, prefix]) => sql`WHEN starts_with(aws_region, ${prefix}) THEN ${partition}`,
  ),
  ' ',
)} ELSE 'aws' END`

const requestedBase = sql`(CASE WHEN bucket_name <> '' AND NOT ${acceptsSql(NOT_A_BUCKET, sql`bucket_name`)} THEN
  concat('arn:', ${partitionSql}, ':s3:::', bucket_name, '/') END)`

const mayBeS3DataSql = sql`coalesce(
  event_source = 's3.amazonaws.com'
    AND (event_category = 'Data' OR (event_category IS NULL AND management_event IS DISTINCT FROM true)),
  false)`

const inLayersSql = (layers: readonly BoxFields[], type: Sql, arn: Sql, prefix: Sql): Sql => {
  const parts = layers.flatMap((fields) => [
    acceptsSql(fields['resources.type'] ?? {}, type),
    arnAcceptedSql(fields['resources.ARN'] ?? {}, arn, prefix),
  ])
  return sql`(${join(parts, ' AND ')})`
}

const NULL_TEXT = sql`CAST(NULL AS VARCHAR)`

/** `resourceAccepted` as SQL: true, false, or NULL for unknown. */
export const resourceAcceptedSql = (layers: readonly BoxFields[]): Sql => {
  const one = inLayersSql(layers, sql`resource_types[i]`, tellingSql, sql`resource_arn_prefixes[i]`)
  // 3 where one is accepted, 2 where one may be, 1 where none is: the place of the answer in a list of three.
  const best = sql`list_max(list_transform(
    range(1, len(resource_types) + 1),
    lambda i: CASE ${one} WHEN true THEN 3 WHEN false THEN 1 ELSE 2 END))`
  const fromRequest = inLayersSql(
    layers,
    sql`'AWS::S3::Object'`,
    sql`(${requestedBase} || object_key)`,
    sql`(CASE WHEN object_key IS NULL THEN ${requestedBase} END)`,
  )
  const namesObject = sql`coalesce(list_contains(resource_types, 'AWS::S3::Object'), false)`
  const hasResources = sql`coalesce(len(resource_types) > 0, false)`
  const anyListed = sql`([false, NULL, true][coalesce(${best}, 1)])`
  return sql`(CASE
    WHEN ${mayBeS3DataSql} AND NOT ${namesObject} THEN (${anyListed} OR ${fromRequest})
    WHEN NOT ${hasResources} THEN ${inLayersSql(layers, NULL_TEXT, NULL_TEXT, NULL_TEXT)}
    ELSE ${anyListed} END)`
}
