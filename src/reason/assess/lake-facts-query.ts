import { type Query, type Row, sql } from '../../engine/sql.ts'
import { dataEventTypes } from '../../model/catalogue/data-event-types.ts'
import { loadGraph } from '../identity/graph/load.ts'
import { roleAttributions } from '../identity/graph/roles.ts'
import { keyAddresses } from './key-addresses.ts'
import type { LakeFacts, WantedFacts } from './lake-facts.ts'

const recordable: ReadonlySet<string> = new Set(dataEventTypes)

const text = (value: Row[string] | undefined): string => (typeof value === 'string' ? value : '')
const whole = (value: Row[string] | undefined): number => Number(value ?? 0)
const texts = (value: Row[string] | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((v): v is string => typeof v === 'string') : []

/** The newest event of each account and region. A record that says neither is of no place and left out. */
const delivered = async (query: Query): Promise<LakeFacts['delivered']> =>
  (
    await query(sql`
      SELECT account, aws_region AS region, max(event_time) AS newest, count(*) AS events
      FROM events
      WHERE account IS NOT NULL AND aws_region IS NOT NULL
      GROUP BY account, aws_region
      ORDER BY account, region`)
  ).map((r) => ({
    account: text(r.account),
    region: text(r.region),
    newest: whole(r.newest),
    events: whole(r.events),
  }))

/**
 * Events of the newest week with two or more sightings, by the places that hold their copies. A place is a bucket and its prefix: a
 * trail delivers to one of them, and the same object read twice is one copy. A file whose bucket is not known (read
 * from a folder without the layout of S3) is no place: it may be a download of either. What was recorded twice in
 * earlier weeks may have been put right since.
 */
const copies = async (query: Query): Promise<LakeFacts['copies']> =>
  (
    await query(sql`
      WITH placed AS (
        SELECT
          s.event_id,
          s.recipient_account_id,
          o.account,
          o.region,
          rtrim(o.bucket || '/' || coalesce(o.prefix, ''), '/') AS place
        FROM sightings s JOIN objects o ON o.id = s.object_id
        WHERE o.outcome = 'ingested' AND o.kind = 'log' AND o.bucket IS NOT NULL
          AND s.event_time >= (SELECT max(event_time) FROM events) - INTERVAL 7 DAY
      ),
      copied AS (
        SELECT
          any_value(account) AS account,
          any_value(region) AS region,
          list_sort(list_distinct(list(place))) AS places
        FROM placed
        WHERE event_id IS NOT NULL
        GROUP BY event_id, recipient_account_id
        HAVING count(DISTINCT place) > 1
      )
      SELECT account, region, places, count(*) AS events
      FROM copied
      WHERE account IS NOT NULL AND region IS NOT NULL
      GROUP BY account, region, places
      ORDER BY account, region, places`)
  ).map((r) => ({
    account: text(r.account),
    region: text(r.region),
    places: texts(r.places),
    events: whole(r.events),
  }))

/**
 * Types of resource that management events name, for the account whose event it is: only those that have data events
 * (facts/aws.md 3.7). Most do not: the use of a role or a key is a management event itself.
 */
const resourceTypes = async (query: Query): Promise<LakeFacts['resourceTypes']> =>
  (
    await query(sql`
      SELECT DISTINCT account, unnest(resource_types) AS type
      FROM events
      WHERE category = 'Management' AND outcome = 'success' AND account IS NOT NULL
        AND resource_types IS NOT NULL
      ORDER BY account, type`)
  )
    .map((r) => ({ account: text(r.account), type: text(r.type) }))
    .filter((r) => recordable.has(r.type))

/**
 * What the logs of a lake show, for checks; three queries over `events`, `sightings` and `objects`, and the graph of
 * identities where it is wanted.
 */
export const lakeFacts = async (
  query: Query,
  { roles, keys = false }: WantedFacts = { roles: true },
): Promise<LakeFacts> => ({
  delivered: await delivered(query),
  copies: await copies(query),
  resourceTypes: await resourceTypes(query),
  roles: roles ? roleAttributions(await loadGraph(query)) : undefined,
  keys: keys ? await keyAddresses(query) : undefined,
})
