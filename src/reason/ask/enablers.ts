import { type Query, type Row, sql } from '../../engine/sql.ts'
import { openingCalls } from '../../model/catalogue/sets.ts'
import { quoted } from '../../model/quoted.ts'
import type { Filter } from '../../model/scope.ts'
import { formatInstant, type Interval } from '../../model/time.ts'
import type { Answer } from '../../model/verdict.ts'
import { ownCalls } from './own-calls.ts'

/** Changes after which data can leave without another call of the same person (R11). */
const shared = [
  'ModifySnapshotAttribute',
  'ModifyImageAttribute',
  'ModifyDBSnapshotAttribute',
  'ModifyDBClusterSnapshotAttribute',
  'AddPermission20150331v2',
  'PutResourcePolicy',
  'PutKeyPolicy',
  'CreateGrant',
] as const

type Step = Answer['next'][number]

const stepOf = (row: Row): Step => {
  const at = typeof row.event_time === 'number' ? row.event_time : 0
  const name = String(row.event_name)
  if (typeof row.bucket === 'string')
    return {
      command: `wholetrail ask who-read-objects --bucket ${quoted(row.bucket)} --from ${formatInstant(at)}`,
      why: `${name} may have opened the bucket to others: what was read afterwards need not carry this identity`,
    }
  return {
    command: `wholetrail ask cross-account-activity --principal ${quoted(String(row.identity_arn ?? row.principal_id ?? ''))} --from ${formatInstant(at)}`,
    why: `${name} may have shared data with another account, whose use of it is recorded there`,
  }
}

/** The follow-up questions where the identity asked about made a change that enables exfiltration (R11). */
export const enablerSteps = async (
  query: Query,
  who: Filter,
  window: Interval,
): Promise<Step[]> => {
  const calls = await ownCalls(query, [...openingCalls, ...shared], who, window)
  if (calls === undefined) return []
  const rows = await query(sql`
    SELECT event_time, event_name, identity_arn, principal_id, bucket_name AS bucket
    FROM ${calls}
    ORDER BY event_time
    LIMIT 3`)
  return rows.map(stepOf)
}
