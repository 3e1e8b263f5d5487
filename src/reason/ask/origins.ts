import type { Row } from '../../engine/sql.ts'
import { groupBy } from '../../model/group-by.ts'
import { formatInstant } from '../../model/time.ts'
import type { Answer } from '../../model/verdict.ts'

type Origin = Answer['origins'][number]

/** More addresses than these are not listed. */
const MOST = 20

/** From which addresses events came, the busiest first; an event in several accounts counts once. */
export const originsOf = (rows: readonly Row[]): Origin[] => {
  return [...groupBy(rows, (row) => row.source_ip_address)]
    .flatMap(([address, own]) => {
      if (typeof address !== 'string') return []
      const times = own.flatMap((r) => (typeof r.event_time === 'number' ? [r.event_time] : []))
      const [first, last] = [Math.min(...times), Math.max(...times)]
      const count = new Set(own.map((r) => r.action)).size
      return [{ address, count, first: formatInstant(first), last: formatInstant(last) }]
    })
    .sort((a, b) => b.count - a.count || (a.address < b.address ? -1 : 1))
    .slice(0, MOST)
}
