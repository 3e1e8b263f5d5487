import { expect, it } from 'vitest'
import { openDatabase } from '../../src/engine/duckdb/driver.ts'
import { eventsHolding } from '../../src/engine/holding.ts'
import { sql } from '../../src/engine/sql.ts'

it('ends a query that had not begun when the signal was aborted', async () => {
  const stop = new AbortController()
  const database = await openDatabase({
    signal: stop.signal,
    eventsHolding: async () => {
      stop.abort()
      return 'range(1000000000)'
    },
  })
  const some = eventsHolding({ column: 'access_key_id', texts: ['AKIA'] })
  const endless = sql`SELECT count(*) FROM ${some} a, range(1000000) b WHERE a.range * b.range % 7 = 3`
  await expect(database.query(endless)).rejects.toMatchObject({ code: 'interrupted' })
  await database.close()
})
