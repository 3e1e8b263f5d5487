import type { Row } from '../../engine/sql.ts'
import { formatInstant } from '../../model/time.ts'
import type { Answer } from '../../model/verdict.ts'

type Origin = Answer['origins'][number]

/** More addresses than these are not listed. */
const MOST = 20

/** From which addresses events came, the busiest first; an event in several accounts counts once. */
export const originsOf = (rows: readonly Row[]): Origin[] => {
  const byAddress = new Map<string, Row[]>()
  for (const row of rows) {
    const address = row.source_ip_address
    if (typeof address !== 'string') continue
    byAddress.set(address, [...(byAddress.get(address) ?? []), row])
  }
  return [...byAddress]
    .map(([address, own]) => {
      const times = own.flatMap((r) => (typeof r.event_time === 'number' ? [r.event_time] : []))
      const [first, last] = [Math.min(...times), Math.max(...times)]
      return {
        address,
        count: new Set(own.map((r) => r.action)).size,
        first: formatInstant(first),
        last: formatInstant(last),
      }
    })
    .sort((a, b) => b.count - a.count || (a.address < b.address ? -1 : 1))
    .slice(0, MOST)
}
