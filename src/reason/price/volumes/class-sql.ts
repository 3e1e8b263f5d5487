import { type Sql, sql } from '../../../engine/sql.ts'
import { acceptablePrefixes } from '../../selectors/arn-prefix.ts'
import type { Literals } from './literals.ts'

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

/** Longest first, so that an alternation finds the longest of them. */
const anyOf = (texts: readonly string[]): string =>
  `(?:${texts
    .toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .map(escaped)
    .join('|')})`

const STANDING = ['*', '?', '|', '<', '>', '^', '~'] as const

/** Stands for the part of a text that no literal reaches: a character that none of them holds. */
export const restFor = ({ exact, prefixes, suffixes }: Literals): string => {
  const all = [...exact, ...prefixes, ...suffixes]
  return STANDING.find((c) => !all.some((text) => text.includes(c))) ?? '\u0001'
}

/** Characters, as DuckDB counts them; letters of two cases are one each. */
const lengthOf = (text: string): number => [...text].length

/** What a pattern of literals finds in a text; a text shorter than the shortest is not looked at, as bare bucket ARNs are. */
const orNothing = (
  text: Sql,
  literals: readonly string[],
  found: (pattern: string) => Sql,
): Sql => {
  if (literals.length === 0) return sql`''`
  const least = Math.min(...literals.map(lengthOf))
  return sql`CASE WHEN length(${text}) < ${least} THEN '' ELSE ${found(anyOf(literals))} END`
}

interface Parts {
  readonly begin: Sql
  readonly end: Sql
  /** Whether the text may equal an exact literal. */
  readonly isExact: Sql | undefined
}

const partsOf = (text: Sql, { exact, prefixes, suffixes }: Literals): Parts => ({
  begin: orNothing(text, prefixes, (p) => sql`regexp_extract(${text}, ${`(?is)^${p}`})`),
  end: orNothing(text, suffixes, (p) => sql`regexp_extract(${text}, ${`(?is)${p}$`})`),
  isExact:
    exact.length === 0 ? undefined : sql`regexp_matches(${text}, ${`(?is)^${anyOf(exact)}$`})`,
})

/**
 * A text of which only what the literals can tell is left: the longest prefix literal and the longest suffix literal that
 * it has without regard to case, as it spells them, or all of it where it may equal an exact literal. A selector with no
 * other literals answers for it as for the text itself (verdict.md 9).
 */
export const classOf = (text: Sql, literals: Literals): Sql => {
  const { begin, end, isExact } = partsOf(text, literals)
  const whole = isExact === undefined ? sql`` : sql`WHEN ${isExact} THEN ${text}`
  return sql`CASE WHEN ${text} IS NULL THEN NULL ${whole}
    ELSE ${begin} || ${restFor(literals)} || ${end} END`
}

/** What is equal for two texts only where `classOf` is: sooner made than that. */
export const classParts = (text: Sql, literals: Literals): readonly Sql[] => {
  const { begin, end, isExact } = partsOf(text, literals)
  const ends = [
    ...(literals.prefixes.length === 0 ? [] : [begin]),
    ...(literals.suffixes.length === 0 ? [] : [end]),
  ]
  return [
    ...(ends.length === 0 ? [sql`${text} IS NULL`] : ends),
    ...(isExact === undefined ? [] : [sql`CASE WHEN ${isExact} THEN ${text} END`]),
  ]
}

/**
 * The same for the `ARNPrefix` of a resource, of which nothing but the bucket counts (facts/aws.md 3.3): it is left where
 * a literal names a bucket that begins so.
 */
export const prefixClassOf = (text: Sql, literals: Literals): Sql => {
  const named = [...literals.exact, ...literals.prefixes]
  const { StartsWith: buckets = [] } = acceptablePrefixes({ StartsWith: named })
  const isNear =
    buckets.length === 0 ? sql`false` : sql`regexp_matches(${text}, ${`(?is)^${anyOf(buckets)}`})`
  return sql`CASE WHEN ${text} IS NULL THEN NULL
    WHEN ${isNear} OR NOT contains(${text}, '/') THEN regexp_extract(${text}, '^[^/]*/?')
    ELSE ${restFor(literals)} END`
}

/**
 * What a resource is billed as: the bucket of an object; the table of a stream or an index, the function of an alias,
 * otherwise the first two parts of its name.
 */
export const BILLED_RESOURCE =
  '(?s)^arn:[^:]*:s3:::[^/]+|^arn:[^:]*:[^:]*:[^:]*:[^:]*:[^:/]*[:/]?[^:/]*|^.*$'

/** What a caller is billed as where its role is not told: sessions and federated users are not told apart. */
export const BILLED_CALLER =
  '(?s)^arn:[^:]*:sts:[^:]*:[^:]*:assumed-role/[^/]+|^arn:[^:]*:sts:[^:]*:[^:]*:federated-user|^.*$'
