import { HOUR } from '../../../model/time.ts'
import { HashSet } from './hash-set.ts'
import type { Day } from './paths.ts'
import { UNDATED } from './paths.ts'

/** Hours since 1970, or `UNDATED`. */
export type Hour = number

export const hourNumber = (time: number | null | undefined): Hour =>
  time === null || time === undefined ? UNDATED : Math.floor(time / HOUR)

export const dayOfHour = (hour: Hour): Day => (hour === UNDATED ? UNDATED : Math.floor(hour / 24))

/** Contents that the lake holds already for an hour, as four words each. */
export type LoadHour = (hour: Hour) => Promise<Uint32Array>

/** A batch's events, as asked: one hash of four words and one hour for each. */
export interface Asked {
  readonly hashes: Uint32Array
  readonly hours: Int32Array
  /** The batch will ask no more. */
  readonly last: boolean
}

/** Where the run of one hour that begins at `from` ends. Logs come in order of time: most are long. */
const endOfHour = (hours: Int32Array, from: number): number => {
  const hour = hours[from]
  let to = from + 1
  while (to < hours.length && hours[to] === hour) to++
  return to
}

/**
 * Which contents the lake has. The hash covers the event's id and account, so equal hashes are the same
 * event with the same content, and records without an id are known by their content. Kept by hour of
 * the event, because logs come in order of time: hours not in use are dropped and read again from the
 * lake when they are needed, so that memory stays below `limit` bytes.
 */
export class Seen {
  #hours = new Map<Hour, { set: HashSet; batch: number }>()
  #bytes = 0
  readonly #load: LoadHour
  readonly #limit: number

  constructor(load: LoadHour, limit: number) {
    this.#load = load
    this.#limit = limit
  }

  async #setFor(hour: Hour, batch: number): Promise<HashSet> {
    const found = this.#hours.get(hour)
    if (found !== undefined) {
      found.batch = batch
      this.#hours.delete(hour) // to the end: the least recently used stand first
      this.#hours.set(hour, found)
      return found.set
    }
    const loaded = await this.#load(hour)
    const count = loaded.length / 4
    const set = new HashSet(count)
    set.addRange(loaded, 0, count, new Uint8Array(count))
    this.#bytes += set.bytes
    this.#hours.set(hour, { set, batch })
    return set
  }

  /** Marks the events of batch number `batch` as seen; 1 for each that was seen before. */
  async add(
    { hashes, hours }: Pick<Asked, 'hashes' | 'hours'>,
    batch: number,
  ): Promise<Uint8Array> {
    const known = new Uint8Array(hours.length)
    const counts = new Map<Hour, number>()
    for (let from = 0, to = 0; from < hours.length; from = to) {
      to = endOfHour(hours, from)
      const hour = hours[from] as Hour
      counts.set(hour, (counts.get(hour) ?? 0) + to - from)
    }
    const sets = new Map<Hour, HashSet>()
    for (const hour of counts.keys()) sets.set(hour, await this.#setFor(hour, batch))
    const bytes = () => [...sets.values()].reduce((sum, s) => sum + s.bytes, 0)
    const before = bytes()
    for (const [hour, set] of sets) set.reserve(counts.get(hour) ?? 0)
    for (let from = 0, to = 0; from < hours.length; from = to) {
      to = endOfHour(hours, from)
      sets.get(hours[from] as Hour)?.addRange(hashes, from, to, known)
    }
    this.#bytes += bytes() - before
    return known
  }

  /** Drops hours until the limit holds: only those whose events are all in the lake by now. */
  forget(committed: number): void {
    for (const [hour, { set, batch }] of this.#hours) {
      if (this.#bytes <= this.#limit) return
      if (batch > committed) continue
      this.#hours.delete(hour)
      this.#bytes -= set.bytes
    }
  }
}
