import { type Query, sql } from '../../engine/sql.ts'
import type { Evidence } from '../../model/coverage.ts'
import { subjectKind } from '../identity/graph/subject.ts'
import { nearNames } from '../identity/near.ts'

const MOST = 20_000

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
  return nearNames(text, bare ? all.map((n) => n.split('/').at(-1) ?? n) : all)
}
