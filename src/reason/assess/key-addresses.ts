import { type Query, sql } from '../../engine/sql.ts'
import type { KeyUse } from './lake-facts.ts'

/** Calls of services bear a name instead of an address, and what a service did for the user its own address. */
const ADDRESS = '^[0-9a-fA-F:]*[.:][0-9a-fA-F.:]*$'

/** Each key that lasts with the day on which it was used from most addresses, the earliest of several. */
export const keyAddresses = async (query: Query): Promise<readonly KeyUse[]> => {
  const rows = await query(sql`
    WITH daily AS (
      SELECT access_key_id AS key, min(identity_arn) AS bearer, min(identity_account_id) AS owner,
        date_trunc('day', event_time) AS day, count(DISTINCT source_ip_address) AS addresses
      FROM events
      WHERE starts_with(access_key_id, 'AKIA') AND identity_type = 'IAMUser' AND invoked_by IS NULL
        AND event_time IS NOT NULL AND regexp_matches(source_ip_address, ${ADDRESS})
      GROUP BY access_key_id, date_trunc('day', event_time))
    SELECT key, min(bearer) AS bearer, min(owner) AS owner, max(addresses) AS addresses,
      epoch_us(arg_min(day, (-addresses, day))) AS day
    FROM daily
    GROUP BY key
    ORDER BY key`)
  return rows.flatMap(({ key, bearer, owner, addresses, day }) =>
    typeof key === 'string' && typeof bearer === 'string' && typeof owner === 'string'
      ? [{ key, user: bearer, account: owner, addresses: Number(addresses), day: Number(day) }]
      : [],
  )
}
