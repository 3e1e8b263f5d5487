import { type Query, sql } from '../../engine/sql.ts'
import type { Evidence } from '../../model/coverage.ts'
import { subjectKind } from '../identity/graph/subject.ts'
import { nearNames } from '../identity/near.ts'

const MOST = 20_000

const last = (arn: string): string => arn.split('/').at(-1) ?? arn

const isRole = (arn: string): boolean => arn.includes(':role/')

/** What bears exactly this bare name, roles first: a name alone may be several things in several accounts. */
const namesakes = (name: string, arns: readonly string[]): readonly string[] =>
  [...new Set(arns)]
    .filter((arn) => last(arn).toLowerCase() === name.toLowerCase())
    .sort((a, b) => Number(isRole(b)) - Number(isRole(a)) || (a < b ? -1 : 1))
    .slice(0, 5)

/** Keys, or names, that were perhaps meant by one that was never seen (R28). */
export const nearSubjects = async (
  text: string,
  query: Query,
  { snapshots }: Evidence,
): Promise<readonly string[]> => {
  const identities = snapshots.flatMap((s) => s.identities)
  const isKey = subjectKind(text) === 'key' || /^A[KS]IA/i.test(text)
  const rows = isKey
    ? await query(sql`
        SELECT DISTINCT access_key_id AS name FROM events WHERE access_key_id IS NOT NULL LIMIT ${MOST}`)
    : await query(sql`
        SELECT DISTINCT unnest([identity_arn, issuer_arn]) AS name FROM events LIMIT ${MOST}`)
  const known = isKey
    ? identities.flatMap((i) => i.accessKeys.map((k) => k.id))
    : identities.map((i) => i.arn)
  const seen = rows.flatMap(({ name }) => (typeof name === 'string' ? [name] : []))
  const all = [...known, ...seen]
  const bare = !text.includes(':') && !isKey
  const same = bare ? namesakes(text, all) : []
  return same.length > 0 ? same : nearNames(text, bare ? all.map(last) : all)
}
