import type { ConfigurationEvent } from '../../../model/coverage.ts'
import { isKnown } from '../../../model/observed.ts'
import type { SnapshotTrail } from '../../../model/snapshot.ts'
import { type Instant, type Interval, MINUTE } from '../../../model/time.ts'
import { textAt } from '../json.ts'
import type { TrailArn } from './arn.ts'
import { trailOf } from './from-events.ts'

export type LoggingCall = 'StartLogging' | 'StopLogging'

/** A call that was made, since AWS dates it in the status of the trail: when, give or take. */
export interface ToldCall extends Interval {
  readonly name: LoggingCall
  readonly time: Instant
}

/** How far the time of a call in its record may lie from the one in the status. */
const APART = MINUTE

/** Whether an event may be that call: of this trail, also by its bare name, or of a trail that it does not name. */
export const isCallAt = (
  event: ConfigurationEvent,
  trail: TrailArn,
  name: LoggingCall,
  time: Instant,
): boolean => {
  if (event.name !== name || event.region !== trail.region || Math.abs(event.time - time) > APART)
    return false
  const named = trailOf(event)
  const bare = textAt(event.request, 'name')
  return named === undefined || named.arn === trail.arn || bare === trail.name
}

/**
 * The last start and stop of a trail as its status tells them (facts/aws.md 5.1). What a copy in another region or
 * account means by its own times is not documented: only where the trail itself was not read are they believed.
 */
export const toldCalls = (trail: TrailArn, seen: readonly SnapshotTrail[]): readonly ToldCall[] =>
  seen.flatMap(({ status }) => {
    const known = status.flatMap(({ account, region, readAt, status: s }) =>
      isKnown(s) ? [{ account, region, readAt, ...s.known }] : [],
    )
    const home = known.filter((s) => s.account === trail.account && s.region === trail.region)
    return (home.length > 0 ? home : known).flatMap(
      ({ readAt, startLoggingTime: start, stopLoggingTime: stop }) => {
        const call = (name: LoggingCall, time: Instant | undefined): readonly ToldCall[] =>
          time === undefined || time > readAt
            ? []
            : [{ name, time, from: time - APART, to: time + APART }]
        return [...call('StartLogging', start), ...call('StopLogging', stop)]
      },
    )
  })
