import type { Database } from '../../../src/engine/duckdb/driver.ts'
import { openViews, readState } from '../../../src/gather/ingest/lake/open.ts'
import { lakePaths } from '../../../src/gather/ingest/lake/paths.ts'
import { strictHolding } from '../../fixtures/strict-holding.ts'
import type { Simulated } from '../aws/simulate.ts'

/**
 * A lake's views as tables in memory, since tens of thousands of questions are asked of few rows. Each world gets a
 * schema of its own with its own events, so that the product's SQL runs unchanged and sees that world alone.
 */
export interface MemoryLake {
  readonly query: Database['query']
  readonly use: (s: Simulated) => Promise<void>
  readonly close: () => Promise<void>
}

const views = ['events', 'sightings'] as const

export const memoryLake = async (workspace: string): Promise<MemoryLake> => {
  const paths = lakePaths(workspace)
  const options = { threads: 1, eventsHolding: strictHolding }
  const database = await openViews(paths, await readState(paths), options)
  for (const view of views) await database.run(`CREATE TABLE all_${view} AS SELECT * FROM ${view}`)
  let current: string | undefined
  return {
    query: database.query,
    use: async (s) => {
      const schema = `w${s.world.seed}`
      const accounts = s.world.accounts.map((a) => `'${a.id}'`)
      await database.run(`CREATE SCHEMA ${schema}`)
      for (const view of views) {
        await database.run(`CREATE TABLE ${schema}.${view} AS
          SELECT * FROM main.all_${view} WHERE recipient_account_id IN (${accounts})`)
      }
      await database.run(`SET search_path = '${schema},main'`)
      if (current !== undefined) await database.run(`DROP SCHEMA ${current} CASCADE`)
      current = schema
    },
    close: database.close,
  }
}
