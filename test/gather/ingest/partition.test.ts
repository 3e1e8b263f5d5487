import fc from 'fast-check'
import { expect, it } from 'vitest'
import { appendRow } from '../../../src/gather/ingest/columns/table.ts'
import { dayNumber } from '../../../src/gather/ingest/lake/paths.ts'
import { partition } from '../../../src/gather/ingest/work/partition.ts'
import { emptyRows } from '../../../src/gather/ingest/work/rows.ts'
import { DAY } from '../../../src/model/time.ts'

interface Row {
  readonly day: number | null
  readonly account: string | null
  readonly region: string | null
  readonly drop: boolean
}

const row = fc.record({
  day: fc.option(fc.integer({ min: 20_000, max: 20_002 })),
  account: fc.option(fc.constantFrom('1', '2')),
  region: fc.option(fc.constantFrom('a', 'b')),
  drop: fc.boolean(),
})

const place = ({ account, region }: Row): string => `${account ?? ''}\u0000${region ?? ''}`

it('rows by day, sorted by place and else as delivered', () => {
  fc.assert(
    fc.property(fc.array(row), (given) => {
      const rows = emptyRows()
      for (const { day, account, region } of given)
        appendRow(rows.table, {
          event_time: day === null ? null : day * DAY,
          recipient_account_id: account,
          aws_region: region,
        })
      const { days } = partition(
        rows,
        Uint8Array.from(given, (r) => (r.drop ? 1 : 0)),
      )
      const kept = given.map((r, i) => ({ ...r, i })).filter((r) => !r.drop)
      const dayOf = (r: Row) => dayNumber(r.day === null ? null : r.day * DAY)
      expect([...days.keys()]).toEqual([...new Set(kept.map(dayOf))])
      for (const [day, runs] of days) {
        const own = kept.filter((r) => dayOf(r) === day)
        own.sort((a, b) => (place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : a.i - b.i))
        const found = runs.flatMap(({ from, to }) =>
          Array.from({ length: to - from }, (_, k) => from + k),
        )
        expect(found).toEqual(own.map((r) => r.i))
      }
    }),
  )
})
