import { type Sql, sql } from '../../../engine/sql.ts'
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
const restFor = ({ exact, prefixes, suffixes }: Literals): string => {
  const all = [...exact, ...prefixes, ...suffixes]
  return STANDING.find((c) => !all.some((text) => text.includes(c))) ?? '\u0001'
}

/**
 * A text of which only what the literals can tell is left: the longest prefix literal and the longest suffix literal that
 * it has without regard to case, as it spells them, or all of it where it may equal an exact literal. A selector with no
 * other literals answers for it as for the text itself (verdict.md 9). `kept` is a regular expression for a beginning
 * that is left as well.
 */
export const classOf = (text: Sql, literals: Literals, kept?: string): Sql => {
  const { exact, prefixes, suffixes } = literals
  const begins = [
    ...(prefixes.length === 0 ? [] : [sql`regexp_extract(${text}, ${`(?is)^${anyOf(prefixes)}`})`]),
    ...(kept === undefined ? [] : [sql`regexp_extract(${text}, ${kept})`]),
  ]
  const [first = sql`''`, second] = begins
  const begin =
    second === undefined
      ? first
      : sql`CASE WHEN length(${first}) > length(${second}) THEN ${first} ELSE ${second} END`
  const end =
    suffixes.length === 0 ? sql`''` : sql`regexp_extract(${text}, ${`(?is)${anyOf(suffixes)}$`})`
  const whole =
    exact.length === 0
      ? sql``
      : sql`WHEN regexp_matches(${text}, ${`(?is)^${anyOf(exact)}$`}) THEN ${text}`
  return sql`CASE WHEN ${text} IS NULL THEN NULL ${whole}
    WHEN length(${begin}) = length(${text}) THEN ${text}
    ELSE ${begin} || ${restFor(literals)} || ${end} END`
}

/**
 * What a resource is billed as: the bucket of an object, with the slash; the table of a stream or an index, the function
 * of an alias, otherwise the first two parts of its name.
 */
export const BILLED_RESOURCE =
  '(?s)^arn:[^:]*:s3:::[^/]+/?|^arn:[^:]*:[^:]*:[^:]*:[^:]*:[^:/]*[:/]?[^:/]*|^.*$'

/** What a caller is billed as: the role of a session, a federated user as such, otherwise the whole ARN. */
export const BILLED_CALLER =
  '(?s)^arn:[^:]*:sts:[^:]*:[^:]*:assumed-role/[^/]+/|^arn:[^:]*:sts:[^:]*:[^:]*:federated-user/|^.*$'
