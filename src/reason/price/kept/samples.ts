import { type Query, type Row, sql } from '../../../engine/sql.ts'
import type { EventGroup, EventSample } from '../../../model/proposal.ts'
import type { Interval } from '../../../model/time.ts'
import type { EventClass } from '../../../model/volume.ts'
import type { Measured } from '../bill/measured.ts'
import { recordsTuple } from '../copies/records.ts'
import type { Tuple } from '../volumes/tuple.ts'
import { tupleOfRow } from './row-tuple.ts'

const categories = {
  'management-read': 'Management',
  'management-write': 'Management',
  data: 'Data',
  'network-activity': 'NetworkActivity',
} as const satisfies Record<EventClass, string>

/** So many events of a group are looked at for some that are surely lost. */
const LOOKED_AT = 200

const rowsOf = (query: Query, group: EventGroup, window: Interval): Promise<readonly Row[]> => {
  const name = group.eventName === null ? sql`true` : sql`e.event_name = ${group.eventName}`
  const source = group.eventSource === null ? sql`true` : sql`e.event_source = ${group.eventSource}`
  const bucket = /^arn:[^:]*:s3:::([^/]+)$/.exec(group.resource ?? '')?.[1]
  const of = bucket === undefined ? sql`true` : sql`e.bucket = ${bucket}`
  return query(sql`
    SELECT
      e.event_id, e.event_time, e.account, e.aws_region, e.category, e.event_source, e.event_name, e.event_type,
      e.read_only, e.session_credential_from_console, e.error_code, e.vpc_endpoint_id, e.identity_arn,
      e.issuer_arn, e.invoked_by, e.bucket, e.resource_types, e.resource_arns, e.resource_arn_prefixes
    FROM events e
    WHERE e.event_time >= make_timestamp(${window.from}) AND e.event_time < make_timestamp(${window.to})
      AND e.account = ${group.account} AND e.aws_region = ${group.region}
      AND e.category = ${categories[group.class]} AND ${name} AND ${source} AND ${of}
    ORDER BY e.event_time, e.event_id
    LIMIT ${LOOKED_AT}`)
}

/** Whether some trail surely records an event, and whether none may. */
const records = ({ trails }: Measured, tuple: Tuple) => {
  const answers = trails.map((trail) => recordsTuple(trail, tuple, tuple))
  return { surely: answers.includes('yes'), never: answers.every((answer) => answer === 'no') }
}

const text = (value: Row[string] | undefined): string => (typeof value === 'string' ? value : '')

const sampleOf = (row: Row, { resource, principal }: EventGroup): EventSample => ({
  eventId: text(row.event_id),
  eventTime: typeof row.event_time === 'number' ? row.event_time : 0,
  account: text(row.account),
  region: text(row.aws_region),
  eventSource: text(row.event_source),
  eventName: text(row.event_name),
  resource: (Array.isArray(row.resource_arns) ? row.resource_arns[0] : undefined) ?? resource,
  principal: text(row.identity_arn) || principal,
})

/**
 * Events of the lake that would surely have been lost, each judged by itself: one of each of the largest groups, so that
 * they differ.
 */
export const lostSamples = async (
  query: Query,
  groups: readonly EventGroup[],
  before: Measured,
  after: Measured,
  limit: number,
): Promise<readonly EventSample[]> => {
  const { window } = before
  if (window === null) return []
  const samples: EventSample[] = []
  for (const group of groups.filter((g) => g.lost === 'yes').slice(0, limit)) {
    const rows = await rowsOf(query, group, window)
    const lost = rows.find((row) => {
      const tuple = tupleOfRow(row)
      return records(before, tuple).surely && records(after, tuple).never
    })
    if (lost !== undefined) samples.push(sampleOf(lost, group))
  }
  return samples
}
