import { sql } from '../../../../src/engine/sql.ts'
import { openLake } from '../../../../src/gather/ingest/lake/open.ts'
import { rebuild } from '../../../../src/gather/ingest/record/rebuild.ts'
import type { StoredRecord } from '../../../../src/gather/ingest/record/shred.ts'
import { eventColumns } from '../../../../src/model/lake.ts'

/** All that a lake holds, row for row, in an order that does not depend on how it came there. */
export const dump = async (workspace: string) => {
  const lake = await openLake(workspace)
  try {
    const events = await lake.query(sql`SELECT * FROM event_rows ORDER BY content_hash`)
    const sightings = await lake.query(sql`
      SELECT * FROM sightings ORDER BY content_hash, object_id, record_offset`)
    const objects = await lake.query(sql`
      SELECT id, uri, kind, outcome, reason, bytes, sha256, records FROM objects ORDER BY uri, id`)
    return { events, sightings, objects, manifest: lake.manifest }
  } finally {
    await lake.close()
  }
}

type Dump = Awaited<ReturnType<typeof dump>>

/** The records of a lake, rebuilt. */
export const recordsOf = ({ events }: Dump): object[] =>
  events.map((row) => rebuild(row as unknown as StoredRecord))

/** What does not depend on the order in which objects came: events without their pointer. */
export const contentsOf = ({ events }: Dump) =>
  events.map((row) =>
    Object.fromEntries(
      eventColumns
        .map((c) => c.name)
        .filter((name) => !/^(object_id|record_offset|record_length|key_account_id)$/.test(name))
        .map((name) => [name, row[name]]),
    ),
  )
