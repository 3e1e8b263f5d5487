import { includes } from '../../model/intervals.ts'
import type { Interval } from '../../model/time.ts'
import { SECOND } from '../../model/time.ts'
import type { Ground } from './ground.ts'
import { type HistoryRead, historyReads } from './history.ts'
import type { Cell } from './read/location.ts'
import { isTrailChange } from './trails/from-events.ts'
import { isCallAt, toldCalls } from './trails/logging-calls.ts'

/** A call that event history of a place must show, if it is whole. */
interface Call extends Cell, Interval {
  readonly name: string
  readonly isIn: (events: Ground['events']) => boolean
}

/** Changes of trails that a log holds, by their ids. */
const recorded = ({ events }: Ground): readonly Call[] =>
  events
    .filter((e) => e.objects.length > 0 && e.id !== '' && isTrailChange(e))
    .map((e) => ({
      account: e.account,
      region: e.region,
      name: e.name,
      from: e.time,
      to: e.time + SECOND,
      isIn: (shown) => shown.some((s) => s.id === e.id),
    }))

/** Starts and stops that AWS dates. Those of an organisation's trail may have been made in another account (8.3). */
const told = ({ trails, snapshotTrails }: Ground): readonly Call[] =>
  trails
    .filter((t) => !t.organizational)
    .flatMap(({ trail }) =>
      toldCalls(trail, snapshotTrails.get(trail.arn) ?? []).map(({ name, time, from, to }) => ({
        account: trail.account,
        region: trail.region,
        name,
        from,
        to,
        isIn: (shown) => shown.some((e) => isCallAt(e, trail, name, time)),
      })),
    )

/** Whether a reading of event history should have shown a call, and did not. */
const lacks =
  (ground: Ground) =>
  ({ account, region, names, times, at, events = ground.events }: HistoryRead) =>
  (call: Call): boolean =>
    call.account === account &&
    call.region === region &&
    (names === 'all' || names.includes(call.name)) &&
    includes(times, [call]) &&
    call.to + ground.settings.settling <= at &&
    !call.isIn(events)

/**
 * What was read of event history, settled or not (R27: the settling is data), and not refuted: one that lacks a change
 * of a trail which a log holds, or a start or stop which AWS dates, is not whole, so it is no witness at all (R23).
 */
export const trustedReads = (ground: Ground, settling: number): readonly HistoryRead[] =>
  ground.once(`history reads ${settling}`, () => {
    const calls = ground.once('calls that event history must show', () => [
      ...recorded(ground),
      ...told(ground),
    ])
    return historyReads(ground.snapshots, ground.evidence.manifest, settling).filter(
      (read) => !calls.some(lacks(ground)(read)),
    )
  })
