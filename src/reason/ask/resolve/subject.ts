import { type Query, sql } from '../../../engine/sql.ts'
import type { Evidence } from '../../../model/coverage.ts'
import { quoted } from '../../../model/quoted.ts'
import type { Closure } from '../../identity/closure.ts'
import { isMaskedKey } from '../../identity/masked.ts'
import { nearNames } from '../../identity/near.ts'
import { passesSql } from '../filter/condition.ts'
import { about } from '../parts/resource.ts'
import type { Obstacle } from '../question.ts'
import { bucketsInSnapshots, type ResolvedBucket } from './bucket.ts'

const MOST = 20_000

const column = {
  key: sql`access_key_id`,
  principal: sql`coalesce(issuer_arn, identity_arn)`,
  bucket: sql`bucket`,
}

const inLake = async (query: Query, what: keyof typeof column): Promise<string[]> => {
  const rows = await query(
    sql`SELECT DISTINCT ${column[what]} AS name FROM events WHERE ${column[what]} IS NOT NULL LIMIT ${MOST}`,
  )
  return rows.flatMap((r) => (typeof r.name === 'string' ? [r.name] : []))
}

const inSnapshots = (evidence: Evidence, what: keyof typeof column): string[] => {
  const identities = evidence.snapshots.flatMap((s) => s.identities)
  if (what === 'bucket') return bucketsInSnapshots(evidence)
  return what === 'key'
    ? identities.flatMap((i) => i.accessKeys.map((k) => k.id))
    : identities.map((i) => i.arn)
}

const unseen = async (
  what: keyof typeof column,
  name: string,
  evidence: Evidence,
  query: Query,
): Promise<Obstacle> => {
  const near = nearNames(name, [...inSnapshots(evidence, what), ...(await inLake(query, what))])
  const meant = near.length === 0 ? '' : `; did you mean ${near.join(' or ')}?`
  return {
    reason: 'subject unknown',
    detail: `the ${what} ${name} was seen neither in a snapshot nor in the lake${meant}`,
    remedy:
      'check the spelling, ingest the logs of the account that it belongs to, or collect it: wholetrail collect [--org]',
  }
}

/** A typing error must not become a no: whoever or whatever was never seen is unknown (R28). */
export const subjectObstacles = async (
  closure: Closure | undefined,
  bucket: ResolvedBucket | undefined,
  evidence: Evidence,
  query: Query,
): Promise<Obstacle[]> => {
  const obstacles: Obstacle[] = []
  if (closure !== undefined && closure.subject.kind === 'key' && isMaskedKey(closure.subject.text))
    obstacles.push({
      reason: 'subject unknown',
      detail: `${closure.subject.text} is a masked or placeholder key: it names nobody`,
      remedy: 'ask about the whole key id',
    })
  else if (closure !== undefined && !closure.seen)
    obstacles.push(await unseen(closure.subject.kind, closure.subject.text, evidence, query))
  if (bucket !== undefined && !bucket.seen)
    obstacles.push(await unseen('bucket', bucket.name, evidence, query))
  return obstacles
}

/** The same for a role that is asked about as somebody’s target: seen in a snapshot, or as a role in the lake. */
export const roleObstacles = async (
  role: string,
  evidence: Evidence,
  query: Query,
): Promise<Obstacle[]> => {
  const wanted = role.toLowerCase()
  const isIt = (arn: string) =>
    arn.toLowerCase() === wanted || arn.toLowerCase().endsWith(`/${wanted}`)
  if (inSnapshots(evidence, 'principal').some(isIt)) return []
  const rows = await query(sql`
    SELECT 1 AS seen
    FROM events
    WHERE lower(issuer_arn) = ${wanted} OR lower(issuer_name) = ${wanted}
      OR (outcome = 'success' AND event_name LIKE 'AssumeRole%' AND (
        lower(json_extract_string(request_parameters, '$.roleArn')) = ${wanted}
        OR ends_with(lower(json_extract_string(request_parameters, '$.roleArn')), ${`/${wanted}`})))
      OR (outcome = 'success' AND event_name = 'CreateRole' AND (
        lower(json_extract_string(response_elements, '$.role.arn')) = ${wanted}
        OR lower(json_extract_string(response_elements, '$.role.roleName')) = ${wanted}))
    LIMIT 1`)
  return rows.length > 0 ? [] : [await unseen('principal', role, evidence, query)]
}

/** Ids that are made by AWS: sg-..., i-...; one alike may have been meant. */
const MADE_ID = /^[a-z]+-(?=[0-9a-f]{8,17}$)/i

const idsLike = async (id: string, query: Query): Promise<string[]> => {
  const kind = MADE_ID.exec(id)?.[0].toLowerCase()
  if (kind === undefined) return []
  const pattern = `\\b${kind}[0-9a-f]{8,17}\\b`
  const rows = await query(sql`
    SELECT DISTINCT unnest(regexp_extract_all(request_parameters, ${pattern})) AS name
    FROM events
    LIMIT ${MOST}`)
  return rows.flatMap((r) => (typeof r.name === 'string' ? [r.name] : []))
}

/** The same for a resource: seen in a snapshot, or where a call that succeeded names it. */
export const resourceObstacles = async (
  resource: string,
  evidence: Evidence,
  query: Query,
): Promise<Obstacle[]> => {
  const bucket = /^(?:arn:[^:]*:s3:::)?([^:/]+)/.exec(resource)?.[1] ?? ''
  if (bucketsInSnapshots(evidence).includes(bucket)) return []
  if (inSnapshots(evidence, 'principal').includes(resource)) return []
  const [row] = await query(sql`
    SELECT 1 AS seen
    FROM events
    WHERE outcome = 'success' AND (${passesSql(about(resource))})
    LIMIT 1`)
  if (row !== undefined) return []
  const id = resource.split(/[:/]/).at(-1) ?? resource
  const near = nearNames(id, await idsLike(id, query))
  const meant = near.length === 0 ? '' : `; did you mean ${near.join(' or ')}?`
  return [
    {
      reason: 'subject unknown',
      detail: `no snapshot and no call that succeeded names ${resource}${meant}`,
      remedy: 'check the spelling: an ARN, or an id as AWS made it',
    },
  ]
}

/** The same for a prefix that is written as no key begins as a rule, with a slash before or a pattern in it. */
export const prefixObstacles = async (
  bucket: string,
  prefix: string,
  query: Query,
): Promise<Obstacle[]> => {
  if (!/^\/|[*?]/.test(prefix)) return []
  const rows = await query(sql`
    SELECT 1 AS seen
    FROM events
    WHERE outcome = 'success' AND bucket = ${bucket} AND starts_with(object_key, ${prefix})
    LIMIT 1`)
  const meant = prefix.replace(/^\/+/, '').replace(/[*?].*$/, '')
  return rows.length > 0
    ? []
    : [
        {
          reason: 'subject unknown',
          detail: `no call that succeeded names a key of ${bucket} that begins with ${prefix}: keys begin without a slash, and a prefix is no pattern`,
          remedy: meant === '' ? 'leave --prefix out' : `did you mean --prefix ${quoted(meant)}?`,
        },
      ]
}
