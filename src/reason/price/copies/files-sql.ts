import { integers, join, oneOf, type Sql, sql } from '../../../engine/sql.ts'
import type { Interval } from '../../../model/time.ts'

/** Files that are known to be of one trail, by a digest or by what they hold (R18). */
export interface Attribution {
  readonly trail: string
  /** Ids of the source objects. */
  readonly objects: readonly number[]
}

/** Places of a cell beyond this share the last bit: a mask must fit a number of 32 bits with its sign. */
export const LAST_BIT = 30

/** The name of a file, packed or not: replicas of one delivery have it in common. */
const DELIVERY = '([^/]+?)(?:[.]json[^/]*)?$'
const delivery = new RegExp(DELIVERY)

export const deliveryOf = (uri: string): string => delivery.exec(uri)?.[1] ?? uri

const attributed = (attributions: readonly Attribution[]): Sql => {
  const known = attributions.filter(({ objects }) => objects.length > 0)
  if (known.length === 0) return sql`SELECT -1 AS id, '' AS trail`
  return join(
    known.map(
      ({ trail, objects }) => sql`SELECT unnest([${integers(objects)}]) AS id, ${trail} AS trail`,
    ),
    ' UNION ALL ',
  )
}

/** What is known of whose the log files are. */
export interface Writers {
  readonly attributions: readonly Attribution[]
  /** Buckets that trails deliver to. */
  readonly homes: readonly string[]
}

export const NO_WRITERS: Writers = { attributions: [], homes: [] }

/**
 * The log files whose events may lie in a window, each with the place that it was delivered to: its bucket, prefix and
 * organisation folder, and its trail where that is attributed. Files of one content are one delivery if they have one
 * name as well (`deliveryOf`), a replica of which is counted where a trail delivers; under names of their own they are
 * deliveries of their own, since a record does not name its trail and two trails write the same of a quiet region. A file
 * in a folder that names no bucket is a download of any with its content. `bit` numbers the places of a cell. For a WITH
 * clause: `named`, `listed`, `delivered`, `placed`, `files`.
 */
export const filesSql = (window: Interval, { attributions, homes }: Writers): Sql => sql`
  named AS (${attributed(attributions)}),
  listed AS (
    SELECT
      o.id, o.account, o.region, o.bytes, o.first_event, o.last_event,
      coalesce(o.sha256, o.uri) AS content,
      regexp_extract(o.uri, ${DELIVERY}, 1) AS delivery,
      o.bucket, trim(coalesce(o.prefix, ''), '/') AS prefix, o.organization, n.trail
    FROM objects o LEFT JOIN named n ON n.id = o.id
    WHERE o.outcome = 'ingested' AND o.kind IN ('log', 'network-activity')
      AND o.account IS NOT NULL AND o.region IS NOT NULL
      AND (o.last_event IS NULL OR o.last_event >= make_timestamp(${window.from}))
      AND (o.first_event IS NULL OR o.first_event < make_timestamp(${window.to}))
  ),
  delivered AS (
    SELECT
      * EXCLUDE (delivery),
      CASE WHEN bool_or(bucket IS NOT NULL) OVER (PARTITION BY account, region, content, delivery)
        THEN delivery
        ELSE min(delivery) FILTER (WHERE bucket IS NOT NULL) OVER (PARTITION BY account, region, content)
      END AS delivery
    FROM listed
  ),
  placed AS (
    SELECT
      id, account, region, bytes, first_event, last_event,
      first(bucket) OVER same AS bucket,
      first(prefix) OVER same AS prefix,
      first(organization) OVER same AS organization,
      coalesce(first(trail) OVER same, '') AS trail,
      row_number() OVER same = 1 AS is_first
    FROM delivered
    WINDOW same AS (
      PARTITION BY account, region, content, delivery
      ORDER BY coalesce(${oneOf(sql`bucket`, homes)}, false) DESC, bucket NULLS LAST, id
    )
  ),
  files AS MATERIALIZED (
    SELECT
      *,
      least(${LAST_BIT}, dense_rank() OVER (
        PARTITION BY account, region
        ORDER BY coalesce(bucket, ''), prefix, coalesce(organization, ''), trail
      ) - 1) AS bit
    FROM placed
  )`
