import type { Scope } from '../../../model/scope.ts'
import { type EventClass, eventClasses } from '../../../model/volume.ts'
import { isCovered } from '../../selectors/covers.ts'
import { type Cell, cellKey, type PricedTrail, type Recorder } from '../copies/recorder.ts'
import type { Measured } from './measured.ts'
import { type Selecting, selecting } from './selecting.ts'
import { isTold, itemsOf } from './told.ts'
import { unseenAccounts } from './unseen.ts'

type IsSeenBy = (scope: Scope, complete: readonly PricedTrail[], key: string) => boolean

/**
 * Whether trails all of whose files were read record all of a scope: then nothing of it is unseen. `key` names the scope;
 * remembered: the same trails work in many cells.
 */
const seeing = (): IsSeenBy => {
  const known = new Map<string, boolean>()
  return (scope, complete, key) => {
    const full = [key, ...complete.map(({ arn }) => arn.arn)].join('\t')
    const recordings = complete.flatMap(({ arn, selectors }) =>
      selectors === undefined ? [] : { id: arn.arn, limits: [{ fields: {} }], selectors },
    )
    const seen = known.get(full) ?? isCovered(recordings, scope, 'must')
    known.set(full, seen)
    return seen
  }
}

/** What a recorder holds of one class in one account and region that was not read, and nothing else tells of. */
export interface Unread extends Cell {
  readonly recorder: Recorder
  readonly class: EventClass
  /** Whether the events themselves are charged; the only copy of management events is not. */
  readonly isCharged: boolean
}

const MANAGEMENT = eventClasses.filter((kind) => itemsOf[kind] === 'management-copy')

const trailsOf = ({ trail, was, writers }: Recorder): readonly PricedTrail[] =>
  trail === undefined ? writers : [was ?? trail]

const unreadIn = (
  measured: Measured,
  cell: Cell,
  all: readonly Recorder[],
  selects: Selecting,
  isSeenBy: IsSeenBy,
): readonly Unread[] => {
  const recorders = all.filter(({ isProposed }) => isProposed === undefined)
  if (recorders.every(({ complete }) => complete)) return []
  const tuples = measured.tuples.get(cellKey(cell)) ?? []
  const on = (recorder: Recorder) =>
    trailsOf(recorder).filter((trail) => trail.stateIn(cell) !== 'off')
  // what was read stays read, whatever a proposal makes of the trail that delivered it
  const read = measured.was?.recorders.get(cellKey(cell)) ?? recorders
  const whole = read.filter((r) => r.complete).flatMap(on)
  const mayHold = (recorder: Recorder, kind: EventClass): boolean =>
    recorder.trail === undefined && recorder.writers.length === 0
      ? tuples.some((tuple) => tuple.class === kind && (tuple.seen & recorder.bits) !== 0)
      : on(recorder).some((trail) => selects(trail, kind) !== undefined)
  // reads of one trail and writes of another are further copies if AWS counts by trail (facts/aws.md 4 [U])
  const copies = recorders
    .filter((recorder) => MANAGEMENT.some((kind) => mayHold(recorder, kind)))
    .reduce((sum, r) => sum + Math.max(1, on(r).length), 0)
  return eventClasses.flatMap((kind): readonly Unread[] => {
    if (isTold(measured, cell, kind)) return []
    const isManagement = itemsOf[kind] === 'management-copy'
    // event history holds all management events of its account and region (facts/aws.md 3.1)
    if (isManagement && measured.history?.has(cellKey(cell))) return []
    const isCharged = !isManagement || copies > 1
    return recorders
      .filter((recorder) => !recorder.complete && mayHold(recorder, kind))
      .filter((recorder) => {
        const trails = on(recorder)
        const scopes = trails.flatMap((trail) => selects(trail, kind) ?? [])
        const scope = { boxes: scopes.flatMap(({ boxes }) => boxes) }
        const key = [kind, trails.length, ...trails.map(({ arn }) => arn.arn)].join('\t')
        return scopes.length === 0 || !isSeenBy(scope, whole, key)
      })
      .map((recorder) => ({ ...cell, recorder, class: kind, isCharged }))
  })
}

const allUnread = (measured: Measured): readonly Unread[] => {
  if (measured.window === null) return []
  const unseen = new Set(unseenAccounts(measured))
  const [selects, isSeenBy] = [selecting(), seeing()]
  return [...measured.recorders].flatMap(([key, recorders]) => {
    const [account = '', region = ''] = key.split(' ')
    return unseen.has(account)
      ? []
      : unreadIn(measured, { account, region }, recorders, selects, isSeenBy)
  })
}

/** Lines and notes of a bill are made from the same. */
const unreadOnce = new WeakMap<Measured, readonly Unread[]>()

/**
 * What is recorded beyond the events that were counted: in files that were not read, in regions and on days that were not
 * ingested, unless trails all of whose files were read record the same. Of accounts without any event see `unseenLines`.
 */
export const unreadOf = (measured: Measured): readonly Unread[] => {
  const unread = unreadOnce.get(measured) ?? allUnread(measured)
  unreadOnce.set(measured, unread)
  return unread
}
