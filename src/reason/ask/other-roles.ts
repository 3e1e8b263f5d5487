import { oneOf, type Query, type Row, sql } from '../../engine/sql.ts'
import { givesTrust, runsCode } from '../../model/catalogue/runs-code.ts'
import { quoted } from '../../model/quoted.ts'
import type { Filter } from '../../model/scope.ts'
import { formatInstant, type Interval } from '../../model/time.ts'
import type { Answer } from '../../model/verdict.ts'
import { ownCalls } from './own-calls.ts'
import type { Asked, Question } from './question.ts'

type Step = Answer['next'][number]

const MOST = 2
const names = [runsCode, givesTrust].flatMap((calls) => Object.values(calls).flat())
const pairs = [runsCode, givesTrust].flatMap((calls) =>
  Object.entries(calls).flatMap(([source, all]) => all.map((name) => `${source} ${name}`)),
)

const ROLE_ARN = 'arn:aws[a-z-]*:iam::[0-9]{12}:role/[^"\\\\]+'

const text = (value: Row[string] | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/** The question again, about a role; a question about a key is one about changes there. */
const aboutRole = (question: Question, { params, window }: Asked, role: string, at: number) => {
  const takesPrincipal = question.options.some((o) => o.name === 'principal')
  const others = question.options.flatMap(({ name, kind }) => {
    const value = params[name]
    return kind === 'key' || kind === 'principal' || typeof value !== 'string'
      ? []
      : [`--${name} ${quoted(value)}`]
  })
  return [
    `wholetrail ask ${takesPrincipal ? question.id : 'principal-changes'}`,
    ...(takesPrincipal ? others : []),
    `--principal ${role}`,
    `--from ${formatInstant(at)}`,
    `--to ${formatInstant(window.to)}`,
  ].join(' ')
}

const stepOf = (row: Row, question: Question, asked: Asked): Step => {
  const at = typeof row.event_time === 'number' ? row.event_time : asked.window.from
  const call = `${row.event_name} (event ${row.event_id})`
  const name = text(row.role_name)
  if (givesTrust[String(row.event_source)]?.includes(String(row.event_name)) === true)
    return {
      command: `wholetrail ask role-assumptions${name === undefined ? '' : ` --role ${quoted(name)}`} --from ${formatInstant(at)}`,
      why: `${call} may let others assume ${name === undefined ? 'roles' : 'that role'}: what they did does not bear this identity`,
    }
  const role = text(row.role)
  return {
    command: aboutRole(question, asked, role === undefined ? 'ROLE' : quoted(role), at),
    why: `${call} may run code under ${role === undefined ? 'a role that its record does not name: put it for ROLE' : 'that role'}; what the code did does not bear this identity`,
  }
}

/**
 * The follow-up questions where the identity asked about changed or started something that acts with a role, or changed
 * whom a role trusts: those roles are not followed (R11).
 */
export const otherRoleSteps = async (
  query: Query,
  question: Question,
  asked: Asked,
  who: Filter,
  window: Interval,
): Promise<Step[]> => {
  const calls = await ownCalls(query, [...new Set(names)], who, window)
  if (calls === undefined) return []
  const rows = await query(sql`
    SELECT
      epoch_us(min(event_time)) AS event_time, arg_min(event_id, event_time) AS event_id,
      event_source, event_name, role, role_name
    FROM (
      SELECT *,
        nullif(regexp_extract(concat(request_parameters, ' ', response_elements), ${ROLE_ARN}), '') AS role,
        json_extract_string(request_parameters, '$.roleName') AS role_name
      FROM ${calls} AND ${oneOf(sql`concat(event_source, ' ', event_name)`, pairs)})
    GROUP BY ALL
    ORDER BY min(event_time), event_name, role, role_name
    LIMIT ${MOST}`)
  return rows.map((row) => stepOf(row, question, asked))
}
