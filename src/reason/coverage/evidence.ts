import { eventsHolding, type Held } from '../../engine/holding.ts'
import type { Query, Row, Sql } from '../../engine/sql.ts'
import { join, oneOf, sql } from '../../engine/sql.ts'
import type { ConfigurationEvent, DigestSlot, Evidence } from '../../model/coverage.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import type { Instant } from '../../model/time.ts'
import {
  CLOUDTRAIL,
  configurationNames,
  objectDeletions,
  objectWrites,
  S3_LIFECYCLE,
} from './configuration-names.ts'
import { historyEvents } from './history.ts'
import { isObject, parseJson } from './json.ts'
import { keyOf as objectKeyOf } from './read/bucket-of.ts'
import { logBuckets } from './read/log-buckets.ts'
import { isLogKey } from './read/losses.ts'

const listed = (values: readonly string[]): Sql =>
  join(
    values.map((value) => sql`${value}`),
    ', ',
  )

const named = (names: readonly string[]): Sql => oneOf(sql`e.event_name`, names)

const ofService = ([source, names]: [string, readonly string[]]): Sql =>
  sql`(e.event_source = ${source} AND ${named(names)})`

interface Sought {
  readonly among?: Held
  readonly where: Sql
}

const columns = sql`
  e.event_time, e.event_id, e.account, e.aws_region, e.event_source, e.event_name,
  e.error_code, e.bucket_name, e.object_key, e.request_parameters, e.response_elements,
  e.service_event_details, e.object_id, e.recipient_account_id, e.resource_arns, e.resource_arn_prefixes`

const allNames = [...new Set(Object.values(configurationNames).flat())]

/** Every configuration event of the lake (facts/aws.md 5.1 to 5.5). The names alone come first: they are read at once. */
const isConfiguration: Sought = {
  among: { column: 'event_name', texts: allNames },
  where: sql`
    ${named(allNames)}
    AND (${join(Object.entries(configurationNames).map(ofService), ' OR ')})`,
}

/** Deletions and overwriting of what lies in the buckets that trails deliver to, however they are named (R5). */
const isLossIn = (buckets: readonly string[]): Sought => ({
  where: sql`
  (e.event_source = ${S3_LIFECYCLE}
    OR e.event_source = 's3.amazonaws.com' AND (
      ${named(objectDeletions)}
      OR ${named(objectWrites)} AND e.invoked_by IS DISTINCT FROM ${CLOUDTRAIL}))
  AND (e.bucket IS NULL OR e.bucket IN (${listed(buckets)})
    OR list_has_any(
      list_transform(list_concat(e.resource_arns, e.resource_arn_prefixes), lambda r: split_part(split_part(r, ':::', 2), '/', 1)),
      [${listed(buckets)}]))`,
})

const eventsWhere = ({ among, where }: Sought): Sql => sql`
  SELECT ${columns}
  FROM ${eventsHolding(among)} e
  WHERE ${where}
  ORDER BY e.event_time, e.event_id`

/** Every object that holds a copy of one of these events. */
const sightingsWhere = ({ among, where }: Sought): Sql => sql`
  SELECT s.event_id, s.object_id
  FROM sightings s
  WHERE s.event_id IN (SELECT e.event_id FROM ${eventsHolding(among)} e WHERE ${where})`

const text = (row: Row, column: string): string => {
  const value = row[column]
  return typeof value === 'string' ? value : ''
}

const json = (row: Row, column: string): unknown => {
  const value = row[column]
  return parseJson(typeof value === 'string' ? value : null)
}

/** The request with the members that the lake keeps in columns of their own put back. */
const requestOf = (row: Row): unknown => {
  const request = json(row, 'request_parameters')
  const cut = { bucketName: row.bucket_name, key: row.object_key }
  const back = Object.entries(cut).filter(([, value]) => typeof value === 'string')
  if (back.length === 0) return request
  return { ...(isObject(request) ? request : {}), ...Object.fromEntries(back) }
}

const eventOf = (row: Row): ConfigurationEvent => ({
  time: typeof row.event_time === 'number' ? row.event_time : Number.NaN,
  id: text(row, 'event_id'),
  account: text(row, 'account'),
  region: text(row, 'aws_region'),
  source: text(row, 'event_source'),
  name: text(row, 'event_name'),
  failed: row.error_code !== null && row.error_code !== undefined,
  request: requestOf(row),
  response: json(row, 'response_elements'),
  details: json(row, 'service_event_details'),
  resources: [row.resource_arns, row.resource_arn_prefixes]
    .flatMap((arns) => (Array.isArray(arns) ? arns : []))
    .filter((arn) => typeof arn === 'string'),
  objects: typeof row.object_id === 'number' ? [row.object_id] : [],
})

const eventsOf = async (query: Query, sought: Sought): Promise<readonly ConfigurationEvent[]> => {
  const events = (await query(eventsWhere(sought))).map(eventOf)
  const timed = events.filter((e) => !Number.isNaN(e.time))
  if (timed.length === 0) return []
  const objects = new Map<string, Set<number>>()
  for (const row of await query(sightingsWhere(sought))) {
    if (typeof row.object_id !== 'number') continue
    const id = text(row, 'event_id')
    objects.set(id, (objects.get(id) ?? new Set()).add(row.object_id))
  }
  return timed.map((event) => {
    const all = new Set([...event.objects, ...(objects.get(event.id) ?? [])])
    return { ...event, objects: [...all].sort((a, b) => a - b) }
  })
}

const keyOf = (event: ConfigurationEvent): string => `${event.account} ${event.id}`

/**
 * Configuration events out of the lake and out of the snapshots' event history, each once (a copy in the lake is
 * preferred: only events that the lake holds can be found by a question), with snapshots, manifest and ledger beside
 * them. Reads `events` and `sightings`; nothing else.
 */
export const loadEvidence = async (
  query: Query,
  found: {
    readonly snapshots: readonly Snapshot[]
    readonly manifest: Manifest
    readonly ledger: readonly DigestSlot[]
    readonly now: Instant
  },
): Promise<Evidence> => {
  const configuration = await eventsOf(query, isConfiguration)
  const buckets = logBuckets(found.snapshots, configuration)
  const losses = buckets.length === 0 ? [] : await eventsOf(query, isLossIn(buckets))
  const inLake = [...configuration, ...losses.filter((e) => isLogKey(objectKeyOf(e)))]
  const known = new Set(inLake.map(keyOf))
  const fromHistory = historyEvents(found.snapshots).filter((e) => !known.has(keyOf(e)))
  const events = [...inLake, ...fromHistory].sort(
    (a, b) => a.time - b.time || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  )
  return { ...found, events }
}
