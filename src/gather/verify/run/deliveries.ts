import type { ObjectName } from '../../../model/digest.ts'
import { nameKey } from '../../../model/digest.ts'
import type { Interval } from '../../../model/time.ts'
import { formatInstant, HOUR } from '../../../model/time.ts'
import type { ExplainingEvent, Problem } from '../../../model/verification.ts'
import { claimOfKey } from '../../objects/key.ts'
import { deletionsOf } from '../lake/deletions.ts'
import { type Delivery, deliveriesOf } from '../lake/deliveries.ts'
import { type Cell, cellName } from '../ledger/paths.ts'
import { deliveryAbsent } from '../problems/kinds/delivery-absent.ts'
import { problemOf } from '../problems/problem.ts'
import type { Desk } from './desk.ts'
import type { CellPlaces } from './places.ts'
import { readAny } from './read-any.ts'

/** Absent objects that are looked for once more, by name. */
const MOST = 1000

/** A copy is whole only between the oldest and the newest name in the cell's folders. */
const shownBy = ({ places }: CellPlaces, there: readonly ObjectName[], window: Interval) => {
  if (places.some((p) => p.store.kind === 'bucket')) return window
  const times = there.flatMap(({ key }) => claimOfKey(key).named ?? [])
  const least = times.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const most = times.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  return { from: Math.max(window.from, least), to: Math.min(window.to, most) }
}

const isIn = ({ from, to }: Interval, { time }: Delivery): boolean => from <= time && time < to

const sizeOf = ({ bytes }: Delivery): string => (bytes === null ? '' : ` (${bytes} bytes)`)

const sentence = (cell: Cell, gone: readonly Delivery[], by: ExplainingEvent | null): string => {
  const first = gone[0]
  if (first === undefined) return ''
  const one = `s3://${nameKey(first)}${sizeOf(first)}, delivered at ${formatInstant(first.time)}`
  const deleted =
    by === null ? '' : `; ${by.name} at ${formatInstant(by.time)} by ${by.actor ?? 'nobody named'}`
  return gone.length === 1
    ? `A file that was delivered for ${cell.account} in ${cell.region} is not there: ${one}${deleted}.`
    : `${gone.length} files that were delivered for ${cell.account} in ${cell.region} are not there, the first ${one}${deleted}.`
}

/**
 * The second ledger: files that the log bucket's own data events say were delivered, and that are not there, whether or not
 * there are digests. A delivery that is not recorded proves nothing.
 */
export const absentDeliveries = async (
  desk: Desk,
  cell: CellPlaces,
  window: Interval,
  /** All that lies in the cell. */
  there: readonly ObjectName[],
): Promise<readonly Problem[]> => {
  const { query } = desk.known
  if (query === null || !desk.delivered.has(cellName(cell))) return []
  const shown = shownBy(cell, there, window)
  const listed = new Set(there.map(nameKey))
  const suspects = (await deliveriesOf(query, desk.buckets, cell)).filter(
    (d) => isIn(shown, d) && !listed.has(nameKey(d)),
  )
  const gone: Delivery[] = []
  for (const delivery of suspects.slice(0, MOST)) {
    const read = await desk.reading(() => readAny(desk.stores, delivery))
    if (read.status === 'absent') gone.push(delivery)
  }
  const first = gone[0]
  if (first === undefined) return []
  const deletions = await deletionsOf(query, gone)
  const by = gone.map((d) => deletions.get(nameKey(d))).find((d) => d !== undefined) ?? null
  return [
    problemOf(deliveryAbsent, {
      chain: null,
      when: { from: first.time, to: (gone.at(-1) ?? first).time + HOUR },
      what: sentence(cell, gone, by),
      objects: gone.map((d) => `s3://${nameKey(d)}`),
      by,
    }),
  ]
}
