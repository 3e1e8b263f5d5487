import { between, exactly, isExact, NONE, type Range } from '../../../model/range.ts'
import type { Tuple } from '../volumes/tuple.ts'
import type { PricedTrail, Recorder } from './recorder.ts'
import { recordsTuple } from './records.ts'

/** The copies that one recorder has of the events of a tuple. */
export interface Copies {
  readonly recorder: Recorder
  /** Events of the window, not of a month: surely delivered, possibly delivered. */
  readonly events: Range
  /** `sightings`: counted in its files. `configuration`: what it is set to record. */
  readonly from: 'sightings' | 'configuration'
}

const byConfiguration = (recorder: Recorder, tuple: Tuple): Range => {
  if (recorder.trail === undefined) return NONE
  const records = recordsTuple(recorder.trail, tuple, tuple)
  if (records === 'no') return NONE
  return records === 'yes' ? exactly(tuple.count) : between(0, tuple.count, null)
}

/** What was seen is the least; what was not read may have held the rest, as far as the trail is set to record it. */
const bySightings = (recorder: Recorder, tuple: Tuple): Range => {
  if ((tuple.seen & recorder.bits) !== 0) return exactly(tuple.count)
  if (recorder.complete || recorder.trail === undefined) return NONE
  const missed = byConfiguration(recorder, tuple)
  return missed.high === 0 ? NONE : between(0, tuple.count, 0)
}

/**
 * Of a trail that a proposal sets otherwise: what its files hold counts where it was and would be recorded, so that
 * nothing changes but what the proposal changes; the rest as it would be set.
 */
const asProposed = (recorder: Recorder, was: PricedTrail, tuple: Tuple): Range => {
  const after = byConfiguration(recorder, tuple)
  if (was.selectors === recorder.trail?.selectors && after.high !== 0)
    return bySightings(recorder, tuple)
  if (after.high === 0 || recordsTuple(was, tuple, tuple) !== 'yes') return after
  const before = bySightings({ ...recorder, trail: was }, tuple)
  return isExact(after) ? before : between(0, before.high, null)
}

/** Whether files of a place that is not attributed may be those of another recorder. */
const mayBeOf = (recorder: Recorder, { recorder: other, events }: Copies): boolean =>
  events.low > 0 &&
  (recorder.writers.length === 0 ||
    !other.isApart ||
    recorder.writers.some((trail) => trail === other.trail))

/** How many of the writers of a place are set to record the events, as far as is known. */
const recordingWriters = ({ writers }: Recorder, tuple: Tuple): number =>
  writers.filter((trail) => recordsTuple(trail, tuple, tuple) !== 'no').length

/**
 * Files that several trails may have written may hold one copy of each, and prove one at most (R18). Files that were not
 * read may hold those of the others.
 */
const shared = (recorder: Recorder, tuple: Tuple, others: readonly Copies[]): Range => {
  const { complete, writers } = recorder
  const unread = complete ? 0 : recordingWriters(recorder, tuple)
  if ((tuple.seen & recorder.bits) === 0) return between(0, tuple.count * unread, 0)
  const repeats = others.some((other) => mayBeOf(recorder, other))
  const found = Math.min(1 + tuple.again, Math.max(1, writers.length))
  return between(repeats ? 0 : tuple.count, tuple.count * Math.max(found, unread), tuple.count)
}

const isSurelyNone = ({ events }: Copies): boolean => events.high === 0

/**
 * Who has copies of the events of a tuple, and how many: counted in the files that were ingested, and for what was not
 * ingested, or came without files, as it is configured. Recorders without any are left out.
 */
export const copiesOf = (tuple: Tuple, recorders: readonly Recorder[]): readonly Copies[] => {
  const sure = recorders
    .filter((r) => r.isApart)
    .map((recorder): Copies => {
      const counted = recorder.bits !== 0 && tuple.seen !== 0
      if (!counted)
        return { recorder, events: byConfiguration(recorder, tuple), from: 'configuration' }
      const { was } = recorder
      const events =
        was === undefined ? bySightings(recorder, tuple) : asProposed(recorder, was, tuple)
      return { recorder, events, from: 'sightings' }
    })
  const all = [...sure]
  for (const recorder of recorders.filter((r) => !r.isApart)) {
    const counted = all.filter((c) => c.from === 'sightings')
    all.push({ recorder, events: shared(recorder, tuple, counted), from: 'sightings' })
  }
  return all.filter((c) => !isSurelyNone(c))
}
