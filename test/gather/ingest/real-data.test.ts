import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sql } from '../../../src/engine/sql.ts'
import { openLake } from '../../../src/gather/ingest/lake/open.ts'
import { ingested } from './support/workspace.ts'

const data = new URL('../../../../shared/data/', import.meta.url).pathname
const has = (name: string) => existsSync(`${data}${name}`)

describe.skipIf(!has('invictus'))('real logs of July 2023 (../shared/data/invictus)', () => {
  it('are 2,900 records in 55 files, and nothing goes unaccounted', async () => {
    const { workspace, report } = await ingested([`${data}invictus`])
    expect(report.objects).toMatchObject({ ingested: 55, rejected: 0, setAside: 2 })
    expect(report.events).toMatchObject({ read: 2900, conflicting: 0 })
    const lake = await openLake(workspace)
    const [row] = await lake.query(sql`
      SELECT count(*) AS events, count(DISTINCT event_id) AS ids, min(day) AS first, max(day) AS last,
        (SELECT count(*) FROM sightings) AS sightings,
        (SELECT count(*) FROM objects WHERE outcome = 'ingested') AS objects
      FROM events`)
    await lake.close()
    expect(row).toMatchObject({ sightings: 2900, objects: 55, first: '2023-07-10' })
    expect(row?.events).toBe(row?.ids)
    expect(row?.events).toBe(report.events.new)
  })
})

describe.skipIf(!has('stratus'))('detonation logs (../shared/data/stratus)', () => {
  it('are arrays of records: they may show, and never rule out', async () => {
    const { workspace, report } = await ingested([`${data}stratus`])
    expect(report.objects.rejected).toBe(0)
    const lake = await openLake(workspace)
    const kinds = new Set(lake.manifest.objects.filter((o) => o.records > 0).map((o) => o.kind))
    await lake.close()
    expect([...kinds]).toEqual(['export'])
    expect(report.events.read).toBeGreaterThan(100)
  })
})
