import { type Sql, sql } from '../../../engine/sql.ts'
import type { Constraint, Ternary } from '../../../model/scope.ts'
import { accepts, acceptsPrefix, acceptsPrefixSql, acceptsSql } from './constraint.ts'
import { plainBeginning, unescaped, urlDecoded, urlDecodedSql } from './decode.ts'

/*
 * Whether a record spells the key of an object as S3 keeps it or as a URL does is not documented, nor is how whoever
 * asks came by his prefix. A key that is the one asked for in another spelling is a candidate (R1, R7).
 */

const HAS_KEY = /^arn:[^:]*:s3:::[^/]+\/./

/** What the plain spelling must begin with; `undefined` where no other spelling can meet the constraint. */
const beginnings = ({ Equals = [], StartsWith = [] }: Constraint): Constraint | undefined => {
  const values = [...Equals, ...StartsWith]
  return values.some((v) => HAS_KEY.test(v))
    ? { StartsWith: values.map(plainBeginning) }
    : undefined
}

const inPlain = (c: Constraint, arn: string): Ternary => {
  const text = urlDecoded(arn, 'plain')
  return text === undefined ? acceptsPrefix(c, unescaped(arn)) : accepts(c, text)
}

/** `accepts` of the ARN of an object: what only another spelling of its key meets is unknown. */
export const acceptsSpelling = (c: Constraint, arn: string): Ternary => {
  const asSpelt = accepts(c, arn)
  const plainly = beginnings(c)
  if (asSpelt !== 'no' || plainly === undefined) return asSpelt
  return inPlain(plainly, arn) === 'no' ? 'no' : 'unknown'
}

/** `acceptsSpelling` as SQL over a text expression that is not NULL. */
export const acceptsSpellingSql = (c: Constraint, arn: Sql): Sql => {
  const asSpelt = acceptsSql(c, arn)
  const plainly = beginnings(c)
  if (plainly === undefined) return asSpelt
  const text = urlDecodedSql(arn, 'plain')
  const head = sql`regexp_extract(${arn}, '^[^%+]*')`
  const meets = sql`(CASE WHEN ${text} IS NULL THEN ${acceptsPrefixSql(plainly, head)} ELSE ${acceptsSql(plainly, text)} END)`
  return sql`(CASE WHEN ${asSpelt} THEN true WHEN coalesce(${meets}, true) THEN NULL ELSE false END)`
}

/** What the ARNs of a record hold where one of them begins so in some spelling: cheaper, and never too little. */
export const maySpellSql = (arns: Sql, prefix: string): Sql =>
  HAS_KEY.test(prefix)
    ? sql`(contains(${arns}, ${prefix}) OR contains(${arns}, ${plainBeginning(prefix)}) OR contains(${arns}, '%') OR contains(${arns}, '+'))`
    : sql`contains(${arns}, ${prefix})`
