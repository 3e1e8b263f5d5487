import { join, type Query, type Sql, sql } from '../../engine/sql.ts'
import type { Evidence } from '../../model/coverage.ts'
import { groupBy } from '../../model/group-by.ts'
import { parsePrincipalArn } from '../identity/arn.ts'
import { issuingFields as f } from '../identity/fields.ts'
import { subjectKind } from '../identity/graph/subject.ts'
import { sameName } from '../identity/same-name.ts'

/** What a bare name stands for: users and roles by ARN, and sessions that are called so too. */
export interface Meant {
  readonly principals: readonly string[]
  readonly sessions: readonly string[]
}

const MOST = 50

const arnsWhere = async (query: Query, arns: Sql, is: Sql): Promise<readonly string[]> => {
  const rows = await query(sql`
    SELECT DISTINCT arn FROM (SELECT unnest(${arns}) AS arn FROM events WHERE ${is})
    WHERE arn IS NOT NULL
    ORDER BY arn
    LIMIT ${MOST}`)
  return rows.flatMap(({ arn }) => (typeof arn === 'string' ? [arn] : []))
}

/** One for each user and role: of several paths that one name had, the first. */
const principalsNamed = (name: string, arns: readonly string[]): readonly string[] => {
  const all = [...new Set(arns)].sort().flatMap((arn) => {
    const p = parsePrincipalArn(arn)
    const isOne = (p?.kind === 'user' || p?.kind === 'role') && sameName(p.name, name)
    return isOne && arn.includes(':iam:') ? [{ arn, id: `${p.account} ${p.kind}` }] : []
  })
  return [...groupBy(all, (p) => p.id).values()].flatMap(([first]) => first?.arn ?? [])
}

/** Users and roles that a call speaks of, where none of that name made one: read from the text of requests. */
const spokenOf = (query: Query, name: string): Promise<readonly string[]> => {
  const end = `/${name.toLowerCase()}`
  return arnsWhere(
    query,
    sql`[${join([f.madeArn, f.role], ', ')}]`,
    sql`(event_name IN ('CreateUser', 'CreateRole') OR starts_with(event_name, 'AssumeRole'))
      AND (ends_with(lower(${f.madeArn}), ${end}) OR ends_with(lower(${f.role}), ${end}))`,
  )
}

/**
 * Who is meant by a bare name, out of the logs and the snapshots. Undefined for a subject that says itself what it is:
 * a key, an ARN, a unique id.
 */
export const whoIsMeant = async (
  name: string,
  query: Query,
  { snapshots }: Evidence,
): Promise<Meant | undefined> => {
  if (subjectKind(name) !== 'name') return undefined
  const lower = name.toLowerCase()
  const shown = await arnsWhere(
    query,
    sql`[identity_arn, issuer_arn]`,
    sql`lower(user_name) = ${lower} OR lower(issuer_name) = ${lower} OR ends_with(lower(identity_arn), ${`/${lower}`})`,
  )
  const listed = snapshots.flatMap((s) => [
    ...s.identities.map((i) => i.arn),
    ...s.roles.map((r) => r.arn),
  ])
  const known = principalsNamed(name, [...shown, ...listed])
  return {
    principals: known.length > 0 ? known : principalsNamed(name, await spokenOf(query, name)),
    sessions: shown.filter((arn) => sameName(parsePrincipalArn(arn)?.session, name)),
  }
}
